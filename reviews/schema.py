"""What a review form is: sections with fields under stable keys, in Dutch and English. No database."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import get_language

KEY = re.compile(r"^[a-z][a-z0-9_]{0,29}$")
POINTS = (1, 2, 3, 4, 5)


class SchemaError(ValueError):
    """A form that cannot be used, and why."""


class Kind(StrEnum):
    """What a reviewer does at a field."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    SCALE = "scale"
    CHOICE = "choice"
    MULTI = "multi"
    CHECKBOX = "checkbox"
    LEVEL = "level"
    ANSWER_PER_QUESTION = "answer_per_question"
    CLARIFYING_QUESTIONS = "clarifying_questions"
    RECOMMENDATIONS = "recommendations"
    VERIFICATIONS = "verifications"


WITH_OPTIONS = {Kind.CHOICE, Kind.MULTI, Kind.LEVEL}


@dataclass(frozen=True)
class Words:
    """The same words in Dutch and English."""

    nl: str = ""
    en: str = ""

    def __str__(self) -> str:
        return self.en if get_language() == "en" else self.nl

    def __bool__(self) -> bool:
        return bool(self.nl or self.en)

    @classmethod
    def read(cls, data: Any) -> "Words":
        """From `{"nl": ..., "en": ...}`; both languages or none."""
        if not data:
            return cls()
        if not isinstance(data, Mapping) or not (data.get("nl") and data.get("en")):
            raise SchemaError(f"Give the words in Dutch and English: {data!r}.")
        return cls(str(data["nl"]), str(data["en"]))

    def data(self) -> dict[str, str]:
        """As it is kept."""
        return {"nl": self.nl, "en": self.en}


@dataclass(frozen=True)
class Option:
    """One thing to choose, under a stable key."""

    key: str
    label: Words


@dataclass(frozen=True)
class Field:
    """One question of the form."""

    key: str
    kind: Kind
    prompt: Words
    help: Words = Words()
    required: bool = False
    required_at: tuple[int, ...] = ()  # points of a scale that ask for an explanation
    cannot_judge: bool = False
    anchors: tuple[tuple[int, Words], ...] = ()  # what points of a scale mean here
    word_limit: int | None = None
    options: tuple[Option, ...] = ()
    source: str = ""  # "questions": the options are the questions of the plan
    minimum: int = 0
    maximum: int | None = None
    terms: tuple[str, ...] = ()

    @property
    def structure(self) -> list[Any]:
        """What must be equal for answers to be comparable."""
        return [
            self.key,
            self.kind.value,
            self.source,
            self.cannot_judge,
            [option.key for option in self.options],
        ]


@dataclass(frozen=True)
class Section:
    """Fields under one heading."""

    key: str
    title: Words
    intro: Words
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Schema:
    """A whole form."""

    sections: tuple[Section, ...]
    scale: tuple[tuple[int, Words], ...] = field(default=())  # what the points mean in general

    def fields(self) -> Iterator[Field]:
        """Every field, in the order of the form."""
        for section in self.sections:
            yield from section.fields

    def anchors_of(self, asked: Field) -> dict[int, tuple[Words, Words]]:
        """For each point: what it means in general, and at this field."""
        general, here = dict(self.scale), dict(asked.anchors)
        whole = set(POINTS) <= set(
            here
        )  # a field with words for every point has a scale of its own
        return {
            point: (here[point], Words())
            if whole
            else (general.get(point, Words()), here.get(point, Words()))
            for point in POINTS
        }


def read(data: Mapping[str, Any]) -> Schema:
    """A form from its kept data; SchemaError says what is wrong."""
    sections = tuple(_section(item) for item in data.get("sections", ()))
    schema = Schema(sections, _anchors(data.get("scale")))
    keys = [asked.key for asked in schema.fields()]
    if not keys:
        raise SchemaError("A form has at least one field.")
    if len(set(keys)) != len(keys):
        raise SchemaError("A key is used twice.")
    return schema


def _section(data: Mapping[str, Any]) -> Section:
    fields = tuple(_field(item) for item in data.get("fields", ()))
    return Section(_key(data), Words.read(data.get("title")), Words.read(data.get("intro")), fields)


def _field(data: Mapping[str, Any]) -> Field:
    try:
        kind = Kind(data.get("kind", ""))
    except ValueError as error:
        raise SchemaError(f"No kind {data.get('kind')!r}.") from error
    options = tuple(
        Option(_key(item), Words.read(item["label"])) for item in data.get("options", ())
    )
    source = str(data.get("source", ""))
    if kind in WITH_OPTIONS and not options and source != "questions":
        raise SchemaError(f"{data['key']}: give options.")
    prompt = Words.read(data.get("prompt"))
    if not prompt:
        raise SchemaError(f"{data.get('key')}: give a prompt.")
    return Field(
        key=_key(data),
        kind=kind,
        prompt=prompt,
        help=Words.read(data.get("help")),
        required=bool(data.get("required", False)),
        required_at=tuple(data.get("required_at", ())),
        cannot_judge=bool(data.get("cannot_judge", False)),
        anchors=_anchors(data.get("anchors")),
        word_limit=data.get("word_limit"),
        options=options,
        source=source,
        minimum=int(data.get("minimum", 0)),
        maximum=data.get("maximum"),
        terms=tuple(data.get("terms", ())),
    )


def _key(data: Mapping[str, Any]) -> str:
    key = str(data.get("key", ""))
    if not KEY.match(key):
        raise SchemaError(f"{key!r} is no key: small letters, digits and _.")
    return key


def _anchors(data: Any) -> tuple[tuple[int, Words], ...]:
    found = tuple((int(point), Words.read(words)) for point, words in (data or {}).items())
    if any(point not in POINTS for point, _words in found):
        raise SchemaError("A scale has the points 1 to 5.")
    return found


def content_hash(data: Mapping[str, Any]) -> str:
    """Equal for equal forms, whatever the order of their JSON keys."""
    return _hash(data)


def structure_hash(schema: Schema) -> str:
    """Equal for forms whose answers can be compared: words, limits and order of sections do not count."""
    return _hash(sorted((asked.structure for asked in schema.fields()), key=lambda part: part[0]))


def _hash(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
