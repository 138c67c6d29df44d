"""The parts of a review form: words, options, fields, conditions, sections. No database."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import get_language

KEY = re.compile(r"[a-z][a-z0-9_]{0,29}")
# Names that the page of a review sends for itself: no question may be called so.
RESERVED = frozenset({"csrfmiddlewaretoken", "next", "check", "cite", "key"})
POINTS = (1, 2, 3, 4, 5)


class Kind(StrEnum):
    """What a reviewer does at a field."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    SCALE = "scale"
    CHOICE = "choice"
    MULTI = "multi"
    CHECKBOX = "checkbox"
    NUMBER = "number"
    DATE = "date"
    FILE = "file"
    LEVEL = "level"
    ANSWER_PER_QUESTION = "answer_per_question"
    CLARIFYING_QUESTIONS = "clarifying_questions"
    RECOMMENDATIONS = "recommendations"
    VERIFICATIONS = "verifications"


WITH_OPTIONS = {Kind.CHOICE, Kind.MULTI, Kind.LEVEL}
WITH_WORD_LIMIT = {
    Kind.TEXT,
    Kind.LONG_TEXT,
    Kind.SCALE,
    Kind.ANSWER_PER_QUESTION,
    Kind.CLARIFYING_QUESTIONS,
    Kind.RECOMMENDATIONS,
    Kind.VERIFICATIONS,
}
# Fields with exactly one answer, under the field's own key: others can hang on them, and they can
# be for fewer readers. What becomes an object elsewhere (advice, threads, judgements) cannot.
WITH_ONE_ANSWER = {
    Kind.TEXT,
    Kind.LONG_TEXT,
    Kind.SCALE,
    Kind.CHOICE,
    Kind.MULTI,
    Kind.CHECKBOX,
    Kind.NUMBER,
    Kind.DATE,
    Kind.FILE,
}
# The head of a review: shown beside it, so never hidden and never for fewer.
OF_THE_REVIEW = {"relation", "level"}


class FieldReaders(StrEnum):
    """Who reads the answers at a field, from many to few; the author always does."""

    REVIEW = "review"  # whoever reads the review
    ROUND = "round"  # who takes part in this plan's round
    REGION = "region"  # the region and the programme team
    PROGRAMME = "programme"  # the programme team


@dataclass(frozen=True)
class Words:
    """The same words in Dutch and English."""

    nl: str = ""
    en: str = ""

    def __str__(self) -> str:
        first, second = (self.en, self.nl) if get_language() == "en" else (self.nl, self.en)
        return first or second

    def __bool__(self) -> bool:
        return bool(self.nl or self.en)

    @property
    def whole(self) -> bool:
        """Whether both languages are there."""
        return bool(self.nl and self.en)

    def data(self) -> dict[str, str]:
        """As it is kept."""
        return {"nl": self.nl, "en": self.en}


@dataclass(frozen=True)
class Option:
    """One thing to choose, under a stable key."""

    key: str
    label: Words


@dataclass(frozen=True)
class Condition:
    """Holds when the answer at an earlier field is one of these, or without values: when there is one."""

    field: str
    values: tuple[str, ...] = ()

    def holds(self, answer: Any) -> bool:
        """Whether this answer fulfils it; points, keys and ticks are compared as text."""
        if answer is None or answer is False or answer in ("", []):
            return False
        if not self.values:
            return not isinstance(answer, str) or bool(answer.strip())
        given = answer if isinstance(answer, list) else [answer]
        return any(_as_text(item) in self.values for item in given)


def _as_text(value: Any) -> str:
    return "yes" if value is True else str(value)


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
    minimum: int = 0  # of recommendations
    maximum: int | None = None
    terms: tuple[str, ...] = ()
    lowest: int | None = None  # of a number, in `unit`
    highest: int | None = None
    unit: Words = Words()
    readers: FieldReaders = FieldReaders.REVIEW
    example_good: Words = Words()
    example_bad: Words = Words()
    shown_if: Condition | None = None
    required_if: Condition | None = None

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

    def by_key(self) -> Mapping[str, Field]:
        """Every field under its key."""
        return {asked.key: asked for asked in self.fields()}

    def anchors_of(self, asked: Field) -> dict[int, tuple[Words, Words]]:
        """For each point: what it means in general, and at this field."""
        general, here = dict(self.scale), dict(asked.anchors)
        # A field with words for every point has a scale of its own.
        whole = set(POINTS) <= set(here)
        return {
            point: (here[point], Words())
            if whole
            else (general.get(point, Words()), here.get(point, Words()))
            for point in POINTS
        }


def not_applying(fields: Iterable[Field], values: Mapping[str, Any]) -> frozenset[str]:
    """The fields that are not shown, given these answers; what hangs on a hidden field is hidden too."""
    conditions = {asked.key: asked.shown_if for asked in fields if asked.shown_if}
    away: set[str] = set()
    for _round in conditions:  # a chain is no longer than its links, in whatever order they come
        found = {
            key
            for key, condition in conditions.items()
            if not condition.holds(None if condition.field in away else values.get(condition.field))
        }
        if found == away:
            break
        away = found
    return frozenset(away)


def field_of(key: str) -> str:
    """The key of the field to which an answer's key belongs: `c1-why` belongs to `c1`."""
    return key.partition("-")[0]
