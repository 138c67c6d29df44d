"""A form as one reviewer meets it: every input with its key, given the plan's questions. No database."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.levels import Level
from reviews.models.choices import Addressee, AdviceKind, Effect, Judgement, Term
from reviews.schema import Field, FieldReaders, Kind, Schema, Section

CANNOT_JUDGE = "na"
LINE_LENGTH = 240
OFFERED_LEVELS = (Level.SESSION, Level.PARTICIPANTS, Level.NETWORK)

WHO_READS = {
    FieldReaders.ROUND: gettext_lazy(
        "you, the region, the reviewers of this plan and the programme team"
    ),
    FieldReaders.REGION: gettext_lazy("you, the region and the programme team"),
    FieldReaders.PROGRAMME: gettext_lazy("you and the programme team"),
}


class Shape(StrEnum):
    """What an input looks like."""

    LINE = "line"
    TEXT = "text"
    RADIO = "radio"
    SCALE = "scale"
    SELECT = "select"
    CHECKBOXES = "checkboxes"
    CHECKBOX = "checkbox"
    NUMBER = "number"
    DATE = "date"
    FILE = "file"  # the answer is the id of an AnswerFile; it is sent on its own


Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Control:
    """One input: its key is the key of the answer."""

    key: str
    shape: Shape
    label: str
    help: str = ""
    required: bool = False
    word_limit: int | None = None
    options: Choices = ()
    length: int | None = None
    lowest: int | None = None
    highest: int | None = None
    unit: str = ""

    @property
    def is_text(self) -> bool:
        """Whether the answer is people's own text."""
        return self.shape in (Shape.LINE, Shape.TEXT)


def normal(control: Control, value: object) -> object:
    """One answer as it is kept: points and numbers as such, ticks as True, dates as text, None for nothing."""
    if control.shape == Shape.SCALE and isinstance(value, str) and value.isdecimal():
        return int(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if control.shape == Shape.NUMBER and value == 0:
        return 0
    if control.shape == Shape.CHECKBOX:
        return bool(value) or None
    return value or None


def measured(control: Control, value: object) -> str:
    """A number with its unit or a date as a person reads it; of a file nothing but that it is there."""
    if control.shape == Shape.FILE:
        return _("a file")
    if control.shape == Shape.DATE and isinstance(value, str):
        return date_format(datetime.date.fromisoformat(value), "j F Y")
    number = localize(value) if isinstance(value, int | float) else str(value)
    return f"{number} {control.unit}".strip()


@dataclass(frozen=True)
class Group:
    """Inputs that belong together: of one criterion, one question, one recommendation."""

    controls: tuple[Control, ...]
    about: int = 0  # id of the question or the earlier recommendation; zero for none
    number: int = 0
    mine: bool = False


@dataclass(frozen=True)
class Block:
    """One field of the form with its inputs."""

    field: Field
    groups: tuple[Group, ...]

    @property
    def controls(self) -> tuple[Control, ...]:
        """Every input."""
        return tuple(control for group in self.groups for control in group.controls)


@dataclass(frozen=True)
class Question:
    """A question of the region, as it stands in the version."""

    id: int
    text: str


@dataclass(frozen=True)
class Earlier:
    """A recommendation of an earlier round on which this review looks back."""

    id: int
    title: str
    mine: bool


@dataclass(frozen=True)
class Setting:
    """What a form needs to know of the plan that is reviewed."""

    questions: tuple[Question, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    elements: Choices = ()
    levels: tuple[Level, ...] = OFFERED_LEVELS


@dataclass(frozen=True)
class Sheet:
    """A whole form, laid out for one review."""

    parts: tuple[tuple[Section, tuple[Block, ...]], ...]

    def blocks(self) -> Iterator[Block]:
        """Every field, in order."""
        for _section, blocks in self.parts:
            yield from blocks

    def controls(self) -> Iterator[Control]:
        """Every input, in order."""
        for block in self.blocks():
            yield from block.controls

    def control(self, key: str) -> Control | None:
        """The input with this key, if the form has it."""
        return next((control for control in self.controls() if control.key == key), None)


def lay_out(schema: Schema, setting: Setting) -> Sheet:
    """The form for one plan."""
    return Sheet(
        tuple(
            (
                section,
                tuple(Block(asked, _groups(schema, asked, setting)) for asked in section.fields),
            )
            for section in schema.sections
        )
    )


def _groups(schema: Schema, asked: Field, setting: Setting) -> tuple[Group, ...]:
    match asked.kind:
        case Kind.SCALE:
            return (_scale(schema, asked),)
        case Kind.ANSWER_PER_QUESTION:
            return tuple(_per_question(asked, setting.questions))
        case Kind.CLARIFYING_QUESTIONS:
            return tuple(_clarifying(asked))
        case Kind.RECOMMENDATIONS:
            return tuple(
                _advice(asked, number, setting) for number in range(1, (asked.maximum or 3) + 1)
            )
        case Kind.VERIFICATIONS:
            return tuple(_verifications(asked, setting.earlier))
        case _:
            return (Group((_plain(asked, setting),)),)


def _plain(asked: Field, setting: Setting) -> Control:
    shapes = {
        Kind.TEXT: Shape.LINE,
        Kind.LONG_TEXT: Shape.TEXT,
        Kind.CHOICE: Shape.RADIO,
        Kind.LEVEL: Shape.RADIO,
        Kind.MULTI: Shape.CHECKBOXES,
        Kind.CHECKBOX: Shape.CHECKBOX,
        Kind.NUMBER: Shape.NUMBER,
        Kind.DATE: Shape.DATE,
        Kind.FILE: Shape.FILE,
    }
    options = tuple((option.key, str(option.label)) for option in asked.options)
    if asked.source == "questions":
        options = tuple((str(question.id), question.text) for question in setting.questions)
    if asked.kind == Kind.LEVEL:
        options = tuple(option for option in options if option[0] in setting.levels)
    return Control(
        asked.key,
        shapes[asked.kind],
        str(asked.prompt),
        str(asked.help),
        asked.required,
        asked.word_limit,
        options,
        lowest=asked.lowest,
        highest=asked.highest,
        unit=str(asked.unit),
    )


def _scale(schema: Schema, asked: Field) -> Group:
    points = [
        (str(point), f"{point} · {general}" + (f": {here}" if here else ""))
        for point, (general, here) in schema.anchors_of(asked).items()
    ]
    if asked.cannot_judge:
        points.append((CANNOT_JUDGE, _("I cannot judge this")))
    score = Control(
        asked.key,
        Shape.SCALE,
        str(asked.prompt),
        str(asked.help),
        asked.required,
        options=tuple(points),
    )
    needed = (
        _("Needed at %(points)s.") % {"points": _listed(asked.required_at)}
        if asked.required_at
        else ""
    )
    why = Control(
        f"{asked.key}-why", Shape.TEXT, _("Explanation"), needed, word_limit=asked.word_limit
    )
    return Group((score, why))


def _listed(points: tuple[int, ...]) -> str:
    *first, last = [str(point) for point in points]
    return (
        _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last
    )


def _per_question(asked: Field, questions: Iterable[Question]) -> Iterator[Group]:
    for number, question in enumerate(questions, 1):
        label = _("%(prompt)s to question %(number)s") % {
            "prompt": str(asked.prompt),
            "number": number,
        }
        key = f"{asked.key}-{question.id}"
        control = Control(key, Shape.TEXT, label, "", asked.required, asked.word_limit)
        yield Group((control,), about=question.id, number=number)


def _clarifying(asked: Field) -> Iterator[Group]:
    for number in range(1, (asked.maximum or 5) + 1):
        label = _("Clarifying question %(number)s") % {"number": number}
        control = Control(f"{asked.key}-{number}", Shape.LINE, label, word_limit=asked.word_limit)
        yield Group((control,), number=number)


def _advice(asked: Field, number: int, setting: Setting) -> Group:
    key = f"{asked.key}-{number}"
    terms = tuple((term.value, str(term.label)) for term in Term if term.value in asked.terms)
    size = tuple((effect.value, str(effect.label)) for effect in Effect)
    controls = [
        Control(
            f"{key}-kind",
            Shape.RADIO,
            _("What sort of advice is it?"),
            options=_options(AdviceKind),
        ),
        Control(f"{key}-title", Shape.LINE, _("In one line"), required=True, length=160),
        Control(f"{key}-source", Shape.TEXT, _("What and why"), "", True, asked.word_limit),
        Control(
            f"{key}-addressees",
            Shape.CHECKBOXES,
            _("For whom"),
            "",
            True,
            options=_options(Addressee),
        ),
        Control(f"{key}-elements", Shape.CHECKBOXES, _("Elements"), options=setting.elements),
        Control(f"{key}-term", Shape.RADIO, _("Term"), options=terms),
        Control(f"{key}-effect", Shape.RADIO, _("Expected effect"), options=size),
        Control(f"{key}-effort", Shape.RADIO, _("Effort"), options=size),
        Control(
            f"{key}-offer",
            Shape.LINE,
            _("I can help with"),
            _("A contact, a document, a visit, an hour."),
            length=240,
        ),
    ]
    kept = [c for c in controls if c.options or c.is_text]
    return Group(
        tuple(c for c in kept if not (c.key.endswith("-term") and len(c.options) == 1)),
        number=number,
    )


def _options(choices: "type[Addressee | AdviceKind]") -> Choices:
    return tuple((choice.value, str(choice.label)) for choice in choices)


def _verifications(asked: Field, earlier: Iterable[Earlier]) -> Iterator[Group]:
    options = tuple((judgement.value, str(judgement.label)) for judgement in Judgement)
    for number, advice in enumerate(earlier, 1):
        key = f"{asked.key}-{advice.id}"
        judgement = Control(
            key,
            Shape.RADIO,
            str(asked.prompt),
            advice.title,
            asked.required and advice.mine,
            options=options,
        )
        remark = Control(f"{key}-remark", Shape.TEXT, _("Remark"), word_limit=asked.word_limit)
        yield Group((judgement, remark), about=advice.id, number=number, mine=advice.mine)
