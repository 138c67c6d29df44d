"""A form as data again: what reading it gives back is equal. And its fingerprints."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from reviews.schema.parts import Condition, Field, FieldReaders, Schema, Section, Words

Data = dict[str, Any]


def data_of(schema: Schema) -> Data:
    """The form as it is kept; what has its usual value is left out."""
    found: Data = {"sections": [_section(section) for section in schema.sections]}
    if schema.scale:
        found["scale"] = _anchors(schema.scale)
    return found


def _section(section: Section) -> Data:
    found: Data = {"key": section.key, "fields": [field_data(asked) for asked in section.fields]}
    return found | _worded({"title": section.title, "intro": section.intro})


def field_data(asked: Field) -> Data:
    """One field as it is kept."""
    found: Data = {"key": asked.key, "kind": asked.kind.value}
    found |= _worded(
        {
            "prompt": asked.prompt,
            "help": asked.help,
            "unit": asked.unit,
            "example_good": asked.example_good,
            "example_bad": asked.example_bad,
        }
    )
    found |= _filled(
        {
            "required": asked.required,
            "required_at": list(asked.required_at),
            "cannot_judge": asked.cannot_judge,
            "anchors": _anchors(asked.anchors),
            "options": [{"key": row.key, "label": row.label.data()} for row in asked.options],
            "source": asked.source,
            "minimum": asked.minimum,
            "terms": list(asked.terms),
        }
    )
    numbers = {
        "word_limit": asked.word_limit,
        "maximum": asked.maximum,
        "lowest": asked.lowest,
        "highest": asked.highest,
    }
    found |= {name: value for name, value in numbers.items() if value is not None}
    if asked.readers != FieldReaders.REVIEW:
        found["readers"] = asked.readers.value
    conditions = {"shown_if": asked.shown_if, "required_if": asked.required_if}
    return found | {name: _condition(row) for name, row in conditions.items() if row}


def _condition(condition: Condition) -> Data:
    found: Data = {"field": condition.field}
    return found | _filled({"values": list(condition.values)})


def _anchors(anchors: tuple[tuple[int, Words], ...]) -> Data:
    return {str(point): words.data() for point, words in anchors}


def _worded(words: Mapping[str, Words]) -> Data:
    return {name: said.data() for name, said in words.items() if said}


def _filled(values: Mapping[str, Any]) -> Data:
    return {name: value for name, value in values.items() if value}


def content_hash(data: Mapping[str, Any]) -> str:
    """Equal for equal forms, whatever the order of their JSON keys."""
    return _hash(data)


def structure_hash(schema: Schema) -> str:
    """Equal for forms whose answers can be compared: words, limits and order of sections do not count."""
    return _hash(sorted((asked.structure for asked in schema.fields()), key=lambda part: part[0]))


def _hash(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
