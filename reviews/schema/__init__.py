"""What a review form is: sections with fields under stable keys, in Dutch and English. No database."""

from reviews.schema.checking import check_conditions, check_scales, check_secrets
from reviews.schema.parts import (
    KEY,
    OF_THE_REVIEW,
    POINTS,
    RESERVED,
    WITH_ONE_ANSWER,
    WITH_OPTIONS,
    WITH_WORD_LIMIT,
    Condition,
    Field,
    FieldReaders,
    Kind,
    Option,
    Schema,
    Section,
    Words,
    field_of,
    not_applying,
)
from reviews.schema.raw import SchemaError
from reviews.schema.reading import read, read_words
from reviews.schema.writing import content_hash, data_of, field_data, structure_hash

__all__ = [
    "KEY",
    "OF_THE_REVIEW",
    "POINTS",
    "RESERVED",
    "WITH_ONE_ANSWER",
    "WITH_OPTIONS",
    "WITH_WORD_LIMIT",
    "Condition",
    "Field",
    "FieldReaders",
    "Kind",
    "Option",
    "Schema",
    "SchemaError",
    "Section",
    "Words",
    "check_conditions",
    "check_scales",
    "check_secrets",
    "content_hash",
    "data_of",
    "field_data",
    "field_of",
    "not_applying",
    "read",
    "read_words",
    "structure_hash",
]
