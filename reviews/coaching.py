"""Quiet advice to who writes a review: ask, be concrete, be kind, let a question be a question. Pure.

Rules on words, in Dutch and English, and no more than that: a hint may be wrong, so it never blocks.
Each comes with an example, because an example teaches more than a rule. The four subjects are those
of the critical friend (Costa and Kallick, 1993) and of the tuning protocols.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from core.text import word_count
from reviews.controls import Block, Control, Shape, Sheet
from reviews.passages import own_words
from reviews.schema import Kind

LONG_ENOUGH = 15  # words: before that somebody is still beginning
ROOMY = 100  # a limit in words from which a text can be concrete

PROBING = re.compile(r"verdiepende vraag|probing question", re.IGNORECASE)
PLACES = re.compile(
    r"\b(alinea|paragraaf|hoofdstuk|bladzijde|pagina|passage|bijlage|tabel|figuur|vraag \d"
    r"|paragraph|section|chapter|page|appendix|table|figure|question \d)\b",
    re.IGNORECASE,
)
EXAMPLES = re.compile(
    r"\b(bijvoorbeeld|zoals|bijv|voorbeeld|denk aan|stel dat|neem bv|for example|for instance|such as|e\.g|imagine"
    r"|think of|suppose)\b|\bbv\.",
    re.IGNORECASE,
)
WHO = re.compile(
    r"\b(gemeenten?|provincies?|rijk|wethouders?|ondernemers?|bedrijf|bedrijven|hogeschool|universiteit|docenten?"
    r"|studenten?|leraren|mkb'?ers?|netwerk|regiotrekker|projectleider|kwartiermaker|bestuurders?|raad"
    r"|municipalit(?:y|ies)|province|state|alderm[ae]n|entrepreneurs?|compan(?:y|ies)|universit(?:y|ies)|colleges?"
    r"|teachers?|students?|network|project lead|council)\b",
    re.IGNORECASE,
)
HARD = re.compile(
    r"\b(dom|domme|lui|luie|incompetent\w*|onkundig\w*|waardeloos|waardeloze|belachelijk\w*|amateuristisch\w*|onzin"
    r"|slap|slappe|knullig\w*|naïef|naïeve|prutswerk|schandalig\w*|zwak team|geen idee"
    r"|stupid|lazy|incompetence|useless|worthless|ridiculous|amateurish|nonsense|clueless|naive|pathetic|shameful)\b",
    re.IGNORECASE,
)
MUST = re.compile(
    r"\b(jullie moeten|moeten jullie|je moet|jij moet|u moet|u dient|jullie dienen|you must|you have to|you need to"
    r"|you should)\b",
    re.IGNORECASE,
)
DISGUISE = re.compile(
    r"\b(overwogen|waarom (?:doen|hebben|maken|gaan|kiezen) jullie niet|waarom niet (?:gewoon|eerst|alvast)"
    r"|(?:zou|zouden) (?:het|jullie|je) niet (?:beter|goed|slim|handig|verstandig)|is het niet beter"
    r"|eraan gedacht om|have you considered|have you thought of|why don't you|why do you not|why not (?:just|simply)"
    r"|wouldn't it be|would it not be|shouldn't you|should you not|isn't it better)\b",
    re.IGNORECASE,
)
CAPITALS = re.compile(r"(?:\b[A-ZÀ-Þ]{2,}\b[\s,!]*){3}")
MARKS = re.compile(r"!{2,}|\?!|\?{2,}")
NAME = re.compile(r"(?<=[a-zà-ÿ,;] )[A-ZÀ-Þ][a-zà-ÿ]{2,}")


class Rule(StrEnum):
    """What a hint is about."""

    ASK = "ask"
    CONCRETE = "concrete"
    WHO = "who"
    KIND = "kind"
    CALM = "calm"
    MUST = "must"
    QUESTION = "question"
    DISGUISE = "disguise"


@dataclass(frozen=True)
class Hint:
    """One suggestion at one answer, with how it could read."""

    key: str
    rule: Rule
    sentence: str
    example: str


def asks(text: str) -> bool:
    """Whether there is a question in it."""
    return "?" in text


def is_concrete(text: str) -> bool:
    """Whether it points at something: a passage, an example, a number, a name, somebody's words."""
    return (
        ">" in text
        or any(sign in text for sign in '"“„‘')
        or any(character.isdigit() for character in text)
        or any(rule.search(text) for rule in (PLACES, EXAMPLES, NAME))
    )


def names_who(text: str) -> bool:
    """Whether it says who could do it."""
    return bool(WHO.search(text) or NAME.search(text))


def is_hard(text: str) -> bool:
    """Whether it has words that hit a person more than they help."""
    return bool(HARD.search(text))


def is_loud(text: str) -> bool:
    """Whether it shouts: three words in capitals, or signs in a row."""
    return bool(CAPITALS.search(text) or MARKS.search(text))


def commands(text: str) -> bool:
    """Whether it tells people what they must do."""
    return bool(MUST.search(text))


def is_advice_in_disguise(text: str) -> bool:
    """Whether a question carries its own answer."""
    return bool(DISGUISE.search(text))


def hints(sheet: Sheet, values: Mapping[str, Any]) -> list[Hint]:
    """Every suggestion, in the order of the form; at most one of a rule at one answer."""
    found = [hint for block in sheet.blocks() for hint in _of_block(block, values)]
    return found + list(_nobody_asks(sheet, values))


def hints_at(sheet: Sheet, values: Mapping[str, Any], key: str) -> list[Hint]:
    """The suggestions at one answer."""
    return [hint for hint in hints(sheet, values) if hint.key == key]


def _of_block(block: Block, values: Mapping[str, Any]) -> Iterator[Hint]:
    for control in block.controls:
        value = values.get(control.key)
        if control.is_text and isinstance(value, str) and value.strip():
            yield from _of_text(block, control, value)


def _of_text(block: Block, control: Control, value: str) -> Iterator[Hint]:
    own, key = own_words(value), control.key
    if is_hard(own):
        yield Hint(key, Rule.KIND, *_kind())
    if is_loud(own):
        yield Hint(key, Rule.CALM, *_calm())
    if commands(own):
        yield Hint(key, Rule.MUST, *_must())
    if is_question(block, control):
        if not asks(own) and word_count(own) > 3:
            yield Hint(key, Rule.QUESTION, *_question())
        elif is_advice_in_disguise(own):
            yield Hint(key, Rule.DISGUISE, *_disguise())
    elif _is_roomy(control) and word_count(own) >= LONG_ENOUGH:
        if not is_concrete(value):
            yield Hint(key, Rule.CONCRETE, *_concrete())
        if _is_advice(block, control) and not names_who(own):
            yield Hint(key, Rule.WHO, *_who())


def is_question(block: Block, control: Control) -> bool:
    """Whether this answer should be a question."""
    if block.field.kind == Kind.CLARIFYING_QUESTIONS:
        return True
    words = f"{block.field.prompt.nl} {block.field.prompt.en}"
    return control.key == block.field.key and bool(PROBING.search(words))


def _is_roomy(control: Control) -> bool:
    return control.shape == Shape.TEXT and (control.word_limit or ROOMY) >= ROOMY


def _is_advice(block: Block, control: Control) -> bool:
    return block.field.kind == Kind.RECOMMENDATIONS and control.key.endswith("-source")


def _nobody_asks(sheet: Sheet, values: Mapping[str, Any]) -> Iterator[Hint]:
    """A review without a question, once something is written; the hint stands where one can be asked."""
    places = [
        control.key
        for block in sheet.blocks()
        for control in block.controls
        if control.is_text and is_question(block, control)
    ]
    texts = [
        value
        for block in sheet.blocks()
        for control in block.controls
        if control.is_text and isinstance(value := values.get(control.key), str)
    ]
    begun = sum(word_count(text) for text in texts) >= LONG_ENOUGH
    if places and begun and not any(asks(own_words(text)) for text in texts):
        yield Hint(places[0], Rule.ASK, *_ask())


def _ask() -> tuple[str, str]:
    return (
        _("You ask the region nothing yet. One good question often helps more than three answers."),
        _("What did you expect to happen when the companies heard of it?"),
    )


def _concrete() -> tuple[str, str]:
    return (
        _("Make it concrete: point at a passage or give an example."),
        _("In paragraph 3 you count on 40 companies. At the school in Venlo only 6 took part."),
    )


def _who() -> tuple[str, str]:
    return (
        _("Say who could do this."),
        _("The municipality appoints one person whom entrepreneurs can call."),
    )


def _kind() -> tuple[str, str]:
    return (
        _("This word may hit people. Be hard on the subject and soft on the person."),
        _("I do not see yet how the target follows from the figures."),
    )


def _calm() -> tuple[str, str]:
    return (
        _("Capitals and many signs read as shouting."),
        _("I am worried about the planning, because nobody is named."),
    )


def _must() -> tuple[str, str]:
    return (
        _("Say what you would do or what you saw, instead of what others must do."),
        _("I would start with three companies, because that worked in our region."),
    )


def _question() -> tuple[str, str]:
    return (
        _("There is no question here yet. Ask something that you do not know."),
        _("Who decides about the money when the pilot ends?"),
    )


def _disguise() -> tuple[str, str]:
    return (
        _(
            "This is advice in the form of a question. Ask what makes them think, and give advice below."
        ),
        _("What would have to change before entrepreneurs come by themselves?"),
    )
