"""Changes on a form that is being built: each gives a new schema, and keys stay what they are. No database."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import replace
from typing import TypeVar

from django.utils.translation import override

from people.levels import Level
from reviews.models.choices import Term
from reviews.schema import OF_THE_REVIEW, RESERVED, Field, Kind, Option, Schema, Section, Words

LONGEST_KEY = 24  # leaves room for a number behind it
T = TypeVar("T", Section, Field)


class Gone(LookupError):
    """This part of the form is not there any more."""


def new_key(words: str, taken: Collection[str]) -> str:
    """A key from the Dutch words, that no other part has or had: it stays when the words change."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    key = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:LONGEST_KEY].strip("_")
    if not key or not key[0].isalpha():
        key = f"v_{key}".strip("_")
    used = {*taken, *OF_THE_REVIEW, *RESERVED}
    if key not in used:
        return key
    return next(f"{key}_{n}" for n in range(2, len(used) + 3) if f"{key}_{n}" not in used)


# So that answers to the same thing compare between forms: these are always called the same.
USUAL_KEYS = {
    Kind.LEVEL: "level",
    Kind.RECOMMENDATIONS: "rec",
    Kind.VERIFICATIONS: "verify",
    Kind.ANSWER_PER_QUESTION: "answer",
}


def new_field(schema: Schema, kind: Kind, prompt: Words, taken: Collection[str]) -> Field:
    """A question with a key of its own; `taken` are keys of published versions."""
    here = set(schema.by_key())
    usual = USUAL_KEYS.get(kind, "")
    key = usual if usual and usual not in here else new_key(prompt.nl or prompt.en, {*taken, *here})
    terms = tuple(term.value for term in Term) if kind == Kind.RECOMMENDATIONS else ()
    levels = (Level.SESSION, Level.PARTICIPANTS, Level.NETWORK) if kind == Kind.LEVEL else ()
    return Field(
        key=key,
        kind=kind,
        prompt=prompt,
        cannot_judge=kind == Kind.SCALE,
        terms=terms,
        maximum=3 if kind == Kind.RECOMMENDATIONS else None,
        options=tuple(Option(level.value, _both(level.label)) for level in levels),
    )


def _both(label: object) -> Words:
    def said(language: str) -> str:
        with override(language):
            return str(label)

    return Words(said("nl"), said("en"))


def section_of(schema: Schema, key: str) -> Section:
    """The section with this key. Raises Gone."""
    for section in schema.sections:
        if section.key == key:
            return section
    raise Gone(key)


def field_in(schema: Schema, key: str) -> tuple[Section, Field]:
    """The field with this key, and its section. Raises Gone."""
    for section in schema.sections:
        for asked in section.fields:
            if asked.key == key:
                return section, asked
    raise Gone(key)


def earlier_fields(schema: Schema, key: str) -> list[Field]:
    """The fields that come before this one."""
    keys = [asked.key for asked in schema.fields()]
    return list(schema.fields())[: keys.index(key)] if key in keys else []


def add_section(schema: Schema, section: Section) -> Schema:
    """The section comes last."""
    return replace(schema, sections=(*schema.sections, section))


def put_section(schema: Schema, section: Section) -> Schema:
    """Other words for a section. Raises Gone."""
    section_of(schema, section.key)
    return replace(
        schema,
        sections=tuple(section if one.key == section.key else one for one in schema.sections),
    )


def drop_section(schema: Schema, key: str) -> Schema:
    """Without this section and its fields. Raises Gone."""
    section_of(schema, key)
    return replace(schema, sections=tuple(one for one in schema.sections if one.key != key))


def shift_section(schema: Schema, key: str, step: int) -> Schema:
    """One place up (-1) or down (1); at the end nothing changes. Raises Gone."""
    section_of(schema, key)
    return replace(schema, sections=_shifted(schema.sections, key, step))


def add_field(schema: Schema, section: str, asked: Field) -> Schema:
    """The field comes last in this section. Raises Gone."""
    place = section_of(schema, section)
    return put_section(schema, replace(place, fields=(*place.fields, asked)))


def put_field(schema: Schema, asked: Field) -> Schema:
    """Other properties for a field. Raises Gone."""
    place, _was = field_in(schema, asked.key)
    fields = tuple(asked if one.key == asked.key else one for one in place.fields)
    return put_section(schema, replace(place, fields=fields))


def drop_field(schema: Schema, key: str) -> Schema:
    """Without this field. Raises Gone."""
    place, _was = field_in(schema, key)
    fields = tuple(one for one in place.fields if one.key != key)
    return put_section(schema, replace(place, fields=fields))


def shift_field(schema: Schema, key: str, step: int) -> Schema:
    """One place up or down; over the edge of its section into the next one. Raises Gone."""
    place, asked = field_in(schema, key)
    if place.fields[0 if step < 0 else -1].key != key:
        return put_section(schema, replace(place, fields=_shifted(place.fields, key, step)))
    index = schema.sections.index(place) + step
    if not 0 <= index < len(schema.sections):
        return schema
    beside = schema.sections[index]
    fields = (*beside.fields, asked) if step < 0 else (asked, *beside.fields)
    return put_section(drop_field(schema, key), replace(beside, fields=fields))


def with_keys(options: Collection[Option], taken: Collection[str]) -> tuple[Option, ...]:
    """Options with a key each; `taken` are keys that options of this field had in published versions."""
    known = {option.key for option in options if option.key} | set(taken)
    found = []
    for option in options:
        key = option.key or new_key(option.label.nl or option.label.en, known)
        known.add(key)
        found.append(replace(option, key=key))
    return tuple(found)


def _shifted(parts: tuple[T, ...], key: str, step: int) -> tuple[T, ...]:
    found = list(parts)
    index = next(n for n, part in enumerate(found) if part.key == key)
    other = index + step
    if 0 <= other < len(found):
        found[index], found[other] = found[other], found[index]
    return tuple(found)
