"""A day with several regions: planning it, and giving each sitting its moment in it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from audit.actions import changed, record
from people.models import Person
from sessions.actions.sittings import When, check_when, move_sitting
from sessions.dayplan import PartKind, programme
from sessions.errors_sitting import NotInThisRound, SittingIsOver
from sessions.models import Round, Sitting, SittingDay, SittingState


@dataclass(frozen=True)
class DayPlan:
    """How a day is arranged."""

    starts_at: datetime
    opening_minutes: int = 30
    break_minutes: int = 15
    closing_minutes: int = 30
    title: str = ""
    place: str = ""
    link: str = ""


@transaction.atomic
def plan_day(
    *,
    round: Round,  # noqa: A002 -- the noun
    plan: DayPlan,
    sittings: list[Sitting],
    facilitator: Person,
    by: Person,
    key: UUID | None = None,
) -> SittingDay:
    """Put sittings of a round one after the other on a day; each gets its moment and place, and people are told.

    The same key again gives the same day. Raises NotInThisRound, SittingIsOver, LinkNotSafe.
    """
    held = Round.objects.select_for_update().get(pk=round.pk)
    known = SittingDay.objects.filter(key=key, round=held).first() if key else None
    if known:
        return known
    check_when(When(link=plan.link))
    day = SittingDay.objects.create(
        round=held,
        facilitator=facilitator,
        created_by=by,
        **vars(plan),
        **({"key": key} if key else {}),
    )
    record("day.planned", by=by, target=day, changes={"starts_at": (None, plan.starts_at)})
    _arrange(day, sittings, by)
    return day


@transaction.atomic
def change_day(
    *, day: SittingDay, plan: DayPlan, sittings: list[Sitting], by: Person
) -> SittingDay:
    """Arrange a day otherwise: other times, another order, other sittings.

    Raises NotInThisRound, SittingIsOver, LinkNotSafe.
    """
    held = SittingDay.objects.select_for_update().get(pk=day.pk)
    check_when(When(link=plan.link))
    changes = changed(held, vars(plan))
    for name, (_old, new) in changes.items():
        setattr(held, name, new)
    held.save(update_fields=list(changes) or None)
    before = list(held.sittings.order_by("day_position").values_list("pk", flat=True))
    after = [one.pk for one in sittings]
    if changes or before != after:
        record("day.changed", by=by, target=held, changes=changes | {"sittings": (before, after)})
        _arrange(held, sittings, by)
    return held


def _arrange(day: SittingDay, sittings: list[Sitting], by: Person) -> None:
    rows = Sitting.objects.select_for_update(of=("self",)).in_bulk([one.pk for one in sittings])
    chosen = [rows[one.pk] for one in sittings]
    left = list(day.sittings.exclude(pk__in=rows))
    if any(row.round_id != day.round_id for row in chosen):
        raise NotInThisRound
    fixed = [row for row in chosen if row.state != SittingState.PLANNED and row.day_id != day.pk]
    if fixed or any(row.state != SittingState.PLANNED for row in left):
        raise SittingIsOver
    # First out of the day, then in: no two ever have the same place.
    day.sittings.update(day=None, day_position=None)
    lengths = [max(sum(item.minutes for item in row.items.all()), 1) for row in chosen]
    parts = programme(
        day.starts_at,
        lengths,
        opening=day.opening_minutes,
        pause=day.break_minutes,
        closing=day.closing_minutes,
    )
    for part in parts:
        if part.kind == PartKind.SITTING and part.index is not None:
            _put(day, chosen[part.index], part.index + 1, When(part.starts_at, part.ends_at), by)


def _put(day: SittingDay, row: Sitting, position: int, when: When, by: Person) -> None:
    row.day, row.day_position = day, position
    row.save(update_fields=["day", "day_position"])
    if row.state == SittingState.PLANNED:
        place, link = day.place or row.place, day.link or row.link
        moved = When(when.starts_at, when.ends_at, place, link)
        move_sitting(sitting=row, when=moved, by=by)
