"""Moments of a story, put in the order of time and under the month in which they happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import clock


class MomentKind(StrEnum):
    """What sort of thing happened, in the order in which it is told when two happen at once."""

    PLAN = "plan"
    REVIEW = "review"
    ADVICE = "advice"
    JUDGEMENT = "judgement"
    QUESTION = "question"
    RESPONSE = "response"
    PROMISE = "promise"
    PROGRESS = "progress"
    EVIDENCE = "evidence"


NAMES: dict[MomentKind, Promise] = {
    MomentKind.PLAN: _("Plan versions"),
    MomentKind.REVIEW: _("Reviews"),
    MomentKind.ADVICE: _("Advice"),
    MomentKind.JUDGEMENT: _("Judgements"),
    MomentKind.QUESTION: _("Questions of the region"),
    MomentKind.RESPONSE: _("Responses"),
    MomentKind.PROMISE: _("Commitments"),
    MomentKind.PROGRESS: _("Progress"),
    MomentKind.EVIDENCE: _("Evidence"),
}
ICONS = {
    MomentKind.PLAN: "plan",
    MomentKind.REVIEW: "review",
    MomentKind.ADVICE: "comment",
    MomentKind.JUDGEMENT: "eye",
    MomentKind.QUESTION: "list",
    MomentKind.RESPONSE: "reply",
    MomentKind.PROMISE: "flag",
    MomentKind.PROGRESS: "play",
    MomentKind.EVIDENCE: "link",
}
ORDER = list(MomentKind)


@dataclass(frozen=True)
class Moment:
    """One thing that happened: what, when, who, in which words, and where to read more."""

    kind: MomentKind
    at: datetime
    title: str
    pk: int = 0
    who: str = ""
    of: str = ""  # the organisation or region for which they did it
    about: str = ""  # what it hangs on, in plain words
    text: str = ""
    html: str = ""
    url: str = ""
    label: str = ""  # of the link
    tone: str = "info"

    @property
    def icon(self) -> str:
        """The symbol of its kind."""
        return ICONS[self.kind]


@dataclass(frozen=True)
class Month:
    """What happened in one month, by the clocks of Amsterdam."""

    first: date
    moments: tuple[Moment, ...]


def in_order(moments: Iterable[Moment]) -> list[Moment]:
    """The oldest first; what happened at once in the order of its kinds."""
    return sorted(moments, key=lambda one: (one.at, ORDER.index(one.kind), one.pk))


def by_month(moments: Iterable[Moment]) -> list[Month]:
    """Ordered moments under their months."""
    return [
        Month(first, tuple(group))
        for first, group in groupby(
            moments, key=lambda one: clock.local(one.at).date().replace(day=1)
        )
    ]
