"""The agendas to choose from, what each step asks of people, and whether they fit the time. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sessions.models.agenda import AgendaKind as Kind
from sessions.models.agenda import Speaker as By
from sessions.models.sitting import AgendaTemplate


@dataclass(frozen=True)
class Line:
    """One step of an agenda: what, how long, who speaks; other words only where somebody wrote them."""

    kind: Kind
    minutes: int
    speaker: By
    title: str = ""
    instruction: str = ""


_REVIEW: tuple[tuple[Kind, tuple[int, int, int], By], ...] = (
    (Kind.WELCOME, (3, 5, 5), By.FACILITATOR),
    (Kind.LOOK_BACK, (5, 10, 15), By.REGION),
    (Kind.PRESENT, (8, 10, 15), By.REGION),
    (Kind.CLARIFY, (5, 8, 10), By.EVERYBODY),
    (Kind.PROBE, (8, 12, 15), By.FRIENDS_ASK),
    (Kind.SILENT, (3, 5, 8), By.NOBODY),
    (Kind.TALK, (14, 20, 27), By.FRIENDS),
    (Kind.RESPONSE, (6, 8, 10), By.REGION),
    (Kind.RECORD, (5, 7, 10), By.EVERYBODY),
    (Kind.CLOSE, (3, 5, 5), By.EVERYBODY),
)


def _review(column: int) -> tuple[Line, ...]:
    return tuple(Line(kind, minutes[column], speaker) for kind, minutes, speaker in _REVIEW)


TEMPLATES: dict[str, tuple[Line, ...]] = {
    AgendaTemplate.SIXTY: _review(0),
    AgendaTemplate.NINETY: _review(1),
    AgendaTemplate.TWO_HOURS: _review(2),
    AgendaTemplate.CONSULTANCY: (
        Line(Kind.PRESENT, 10, By.REGION),
        Line(Kind.CLARIFY, 5, By.EVERYBODY),
        Line(Kind.PROBE, 10, By.FRIENDS_ASK),
        Line(Kind.TALK, 15, By.FRIENDS),
        Line(Kind.RESPONSE, 5, By.REGION),
        Line(Kind.CLOSE, 5, By.EVERYBODY),
    ),
    AgendaTemplate.INCIDENT: (
        Line(Kind.LOOK_BACK, 5, By.REGION),
        Line(Kind.CASES, 10, By.REGION),
        Line(Kind.CHOOSE, 5, By.EVERYBODY),
        Line(Kind.PROBE, 15, By.FRIENDS_ASK),
        Line(Kind.ANALYSE, 10, By.FRIENDS),
        Line(Kind.ADVISE, 10, By.FRIENDS),
        Line(Kind.EVALUATE, 10, By.EVERYBODY),
    ),
    AgendaTemplate.FINE_TUNING: (
        Line(Kind.PRESENT, 3, By.REGION),
        Line(Kind.BURNING, 1, By.REGION),
        Line(Kind.CLARIFY, 3, By.EVERYBODY),
        Line(Kind.PROBE, 6, By.FRIENDS_ASK),
        Line(Kind.TALK, 6, By.FRIENDS),
        Line(Kind.RESPONSE, 3, By.REGION),
        Line(Kind.LESSONS, 4, By.EVERYBODY),
        Line(Kind.CLOSE, 3, By.EVERYBODY),
    ),
}

INSTRUCTIONS: dict[str, Promise] = {
    Kind.WELCOME: gettext_lazy(
        "What is said here may be used, not who said it. Hard on content, soft on people."
    ),
    Kind.LOOK_BACK: gettext_lazy("The region tells what became of the advice of last time."),
    Kind.PRESENT: gettext_lazy("The facilitator says the question again in one sentence."),
    Kind.BURNING: gettext_lazy("One sentence: what do you want to know today?"),
    Kind.CASES: gettext_lazy("Each case in one minute: what happened, and what is difficult?"),
    Kind.CHOOSE: gettext_lazy("One case is chosen. What makes it useful for all?"),
    Kind.CLARIFY: gettext_lazy("Facts only: who, what, where, when. Short answers."),
    Kind.PROBE: gettext_lazy(
        "Questions that make one think. No advice in the shape of a question."
    ),
    Kind.SILENT: gettext_lazy(
        "Everybody writes for themselves. Nobody reads it until you share it."
    ),
    Kind.TALK: gettext_lazy(
        "First what is strong, then concerns, then what if. The region listens."
    ),
    Kind.ANALYSE: gettext_lazy("What is going on here? The case owner listens and is silent."),
    Kind.ADVISE: gettext_lazy("Each gives one piece of advice. The case owner only listens."),
    Kind.RESPONSE: gettext_lazy("What touches us, and what are we going to do?"),
    Kind.LESSONS: gettext_lazy("What do I take to my own region or organisation?"),
    Kind.RECORD: gettext_lazy("At most three pieces of advice, and who promises what by when."),
    Kind.EVALUATE: gettext_lazy("Which advice is useful, and when do we look back on it?"),
    Kind.CLOSE: gettext_lazy("Each in one sentence: what do I take with me?"),
}


def total(minutes: Iterable[int]) -> int:
    """The minutes of all steps."""
    return sum(minutes)


def misfit(minutes: int, starts_at: datetime | None, ends_at: datetime | None) -> str:
    """A sentence when the agenda is longer or shorter than the time; empty when it fits."""
    if starts_at is None or ends_at is None:
        return ""
    there = int((ends_at - starts_at).total_seconds() // 60)
    if minutes > there:
        words = ngettext(
            "The agenda is %(count)d minute too long: it takes %(minutes)d of %(there)d minutes."
            " Shorten a step, or let the sitting end later.",
            "The agenda is %(count)d minutes too long: it takes %(minutes)d of %(there)d minutes."
            " Shorten a step, or let the sitting end later.",
            minutes - there,
        )
        return words % {"count": minutes - there, "minutes": minutes, "there": there}
    if minutes < there:
        words = _("The agenda takes %(minutes)d of %(there)d minutes: %(count)d are free.")
        return words % {"count": there - minutes, "minutes": minutes, "there": there}
    return ""


def too_long(minutes: int, starts_at: datetime | None, ends_at: datetime | None) -> bool:
    """Whether the agenda takes more time than there is."""
    if starts_at is None or ends_at is None:
        return False
    return minutes * 60 > (ends_at - starts_at).total_seconds()
