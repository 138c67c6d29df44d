"""The moments of a round's steps: do they follow each other, and which would be sensible. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _

from core.clock import amsterdam
from sessions.models.round import STEP_ORDER, RoundStep, Season, StepKind
from sessions.stages import moment_in_words


@dataclass(frozen=True)
class Moments:
    """When one step opens, is due and closes."""

    kind: StepKind
    opens_at: datetime
    due_at: datetime
    closes_at: datetime


def moments_of(steps: Iterable[RoundStep]) -> list[Moments]:
    """Rows as plain moments, in their order."""
    rows = sorted(steps, key=lambda row: row.position)
    return [Moments(StepKind(row.kind), row.opens_at, row.due_at, row.closes_at) for row in rows]


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row of steps, and at which field of which step it stands."""

    kind: StepKind
    field: str
    sentence: str


def faults(steps: Sequence[Moments]) -> list[Fault]:
    """Everything that is wrong within one round; an accepted row is ordered and has no gaps."""
    found = [fault for step in steps for fault in _within(step)]
    return found + [fault for pair in pairwise(steps) if (fault := _between(*pair))]


def _within(step: Moments) -> list[Fault]:
    found = []
    if step.due_at <= step.opens_at:
        sentence = _("The %(step)s step is due before it opens. Choose a later moment.")
        found.append(Fault(step.kind, "due_at", sentence % {"step": step.kind.label}))
    if step.closes_at < step.due_at:
        sentence = _("The %(step)s step closes before it is due. Choose a later moment.")
        found.append(Fault(step.kind, "closes_at", sentence % {"step": step.kind.label}))
    return found


def _between(one: Moments, two: Moments) -> Fault | None:
    if two.opens_at == one.closes_at:
        return None
    if two.opens_at < one.closes_at:
        sentence = _(
            "%(one)s and %(two)s overlap: %(one)s closes on %(closes)s, %(two)s opens on %(opens)s."
            " Let %(two)s open when %(one)s closes."
        )
    else:
        sentence = _(
            "There is a gap between %(one)s and %(two)s: %(one)s closes on %(closes)s,"
            " %(two)s opens on %(opens)s. Let %(two)s open when %(one)s closes."
        )
    words = {"closes": _moment(one.closes_at), "opens": _moment(two.opens_at)}
    return Fault(
        two.kind, "opens_at", sentence % {"one": one.kind.label, "two": two.kind.label, **words}
    )


def overlap_with(
    steps: Sequence[Moments], season: Season, other: Sequence[Moments], other_season: Season
) -> Fault | None:
    """Whether a round runs at the same time as the edition's other one; June comes first."""
    if not steps or not other:
        return None
    if list(Season).index(season) < list(Season).index(other_season):
        first, second, mine, field = steps[-1], other[0], steps[-1], "closes_at"
    else:
        first, second, mine, field = other[-1], steps[0], steps[0], "opens_at"
    if first.closes_at <= second.opens_at:
        return None
    sentence = _(
        "The rounds overlap: %(one)s of the %(first)s closes on %(closes)s,"
        " %(two)s of the %(second)s opens on %(opens)s."
    )
    june_first = mine is first
    words = {
        "one": first.kind.label,
        "two": second.kind.label,
        "first": (season if june_first else other_season).label,
        "second": (other_season if june_first else season).label,
        "closes": _moment(first.closes_at),
        "opens": _moment(second.opens_at),
    }
    return Fault(mine.kind, field, sentence % words)


def _moment(moment: datetime) -> str:
    return _("%(date)s at %(time)s") % moment_in_words(moment)


# Days from the sitting and the hour, per boundary: a step closes where the next one opens.
_BOUNDARIES = [(-42, 9), (-12, 9), (0, 9), (7, 17), (28, 17), (42, 9)]
_DUE = {
    StepKind.PLAN: (-14, 17),
    StepKind.REVIEW: (-3, 17),
    StepKind.SITTING: (0, 17),
    StepKind.RESPONSE: (21, 17),
    StepKind.FOLLOW_UP: (42, 9),
}


def suggested(sitting: date) -> list[Moments]:
    """A sensible row of steps around a sitting: plans six weeks before, an answer three weeks after."""

    def at(offset: int, hour: int) -> datetime:
        day = sitting + timedelta(days=offset)
        return amsterdam(day.year, day.month, day.day, hour)

    edges = [at(*edge) for edge in _BOUNDARIES]
    return [
        Moments(kind, opens, at(*_DUE[kind]), closes)
        for kind, (opens, closes) in zip(STEP_ORDER, pairwise(edges), strict=True)
    ]
