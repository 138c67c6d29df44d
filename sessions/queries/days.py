"""The programme of a round day, for one reader."""

from dataclasses import dataclass

from people.models import Person
from sessions.dayplan import Part, PartKind, programme
from sessions.models import Sitting, SittingDay
from sessions.queries.sittings import sittings_for


@dataclass(frozen=True)
class DayLine:
    """One part of the day; `sitting` only where the reader may know of it."""

    part: Part
    sitting: Sitting | None = None


def day_lines(day: SittingDay, person: Person) -> list[DayLine]:
    """The parts of the day: two queries. Of a sitting out of sight only the time is told."""
    rows = list(Sitting.objects.filter(day=day).order_by("day_position").prefetch_related("items"))
    seen = sittings_for(person).filter(day=day).in_bulk()
    lengths = [max(sum(item.minutes for item in row.items.all()), 1) for row in rows]
    parts = programme(
        day.starts_at,
        lengths,
        opening=day.opening_minutes,
        pause=day.break_minutes,
        closing=day.closing_minutes,
    )
    return [_line(part, rows, seen) for part in parts]


def _line(part: Part, rows: list[Sitting], seen: dict[int, Sitting]) -> DayLine:
    if part.kind != PartKind.SITTING or part.index is None:
        return DayLine(part)
    return DayLine(part, seen.get(rows[part.index].pk))


def next_in_day(sitting: Sitting, person: Person) -> Sitting | None:
    """The region that sits after this one, if the reader may know of it."""
    if sitting.day_id is None:
        return None
    later = sittings_for(person).filter(day=sitting.day_id, day_position__gt=sitting.day_position)
    return later.order_by("day_position").first()
