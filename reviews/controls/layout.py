"""From the questions of a form to inputs, for one plan."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from reviews.controls.parts import (
    Block,
    Choices,
    Control,
    Earlier,
    Group,
    Question,
    Setting,
    Shape,
    Sheet,
)
from reviews.models.choices import Addressee, AdviceKind, Effect, Judgement, Term
from reviews.schema import Field, Kind, Schema

CANNOT_JUDGE = "na"
LINE_LENGTH = 240


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
