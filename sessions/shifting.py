"""Moving the steps of a round by whole days: all of them, one with those after it, or one alone. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from sessions.blueprint import on_the_clock
from sessions.models import StepKind
from sessions.schedule import Fault, Moments

PARTS = ("opens_at", "due_at", "closes_at")


class Reach(TextChoices):
    """How much moves."""

    ROUND = "round", gettext_lazy("the whole round")
    FROM = "from", gettext_lazy("this step and those after it")
    STEP = "step", gettext_lazy("this step alone")


def shifted(
    steps: Sequence[Moments], days: int, reach: Reach = Reach.ROUND, kind: StepKind | None = None
) -> list[Moments]:
    """The row with some steps so many days later, or earlier: at the same hour of the clock.

    The neighbours give way: a step closes where the next one opens.
    """
    chosen = _chosen(steps, reach, kind)
    moved = [_moved(step, days) if step.kind in chosen else step for step in steps]
    for at in range(1, len(moved)):
        before, after = moved[at - 1], moved[at]
        if after.kind in chosen and before.kind not in chosen:
            moved[at - 1] = replace(before, closes_at=after.opens_at)
        elif before.kind in chosen and after.kind not in chosen:
            moved[at] = replace(after, opens_at=before.closes_at)
    return moved


def lost_hours(before: Sequence[Moments], after: Sequence[Moments]) -> list[Fault]:
    """Moments that landed on an hour that the clock skips or shows twice: said, not guessed."""
    sentence = _("On %(day)s the clock changes, and the hour of the %(step)s step is not clear.")
    found = []
    for old, new in zip(before, after, strict=True):
        for part in PARTS:
            moment = clock.local(getattr(new, part))
            kept = moment.time() == clock.local(getattr(old, part)).time()
            moved = getattr(old, part) != getattr(new, part)
            if moved and (not kept or _comes_twice(moment)) and not _is_next(after, new, part):
                words = {"day": moment.date().isoformat(), "step": new.kind.label}
                found.append(Fault(new.kind, part, sentence % words))
    return found


def _chosen(steps: Sequence[Moments], reach: Reach, kind: StepKind | None) -> set[StepKind]:
    kinds = [step.kind for step in steps]
    if reach == Reach.ROUND or kind is None:
        return set(kinds)
    first = kinds.index(kind)
    return set(kinds[first:]) if reach == Reach.FROM else {kind}


def _moved(step: Moments, days: int) -> Moments:
    return Moments(step.kind, *(by_days(getattr(step, part), days) for part in PARTS))


def by_days(moment: datetime, days: int) -> datetime:
    """So many days later at the same hour in Amsterdam."""
    here = clock.local(moment)
    return on_the_clock(here.date() + timedelta(days=days), here.time())


def _comes_twice(moment: datetime) -> bool:
    return moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()


def _is_next(after: Sequence[Moments], step: Moments, part: str) -> bool:
    """Whether this edge is where the next step opens: there it is said already."""
    return part == "closes_at" and any(two.opens_at == step.closes_at for two in after)
