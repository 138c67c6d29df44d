"""The reminder ladder: when each rung is due, and which of them are to be given now. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from core import clock
from sessions.blueprint import on_the_clock
from sessions.models import Side, Unit
from sessions.workdays import working_days_from

# What a sweep that stayed away still gives afterwards; older ones would only puzzle people.
CATCHES_UP = timedelta(days=7)


@dataclass(frozen=True)
class Rung:
    """One rule: so many days before or after, and how often."""

    side: Side
    days: int
    unit: Unit = Unit.WORKING
    at: time = time(9)
    times: int = 1
    every: int = 2
    then_facilitator: bool = False


@dataclass(frozen=True)
class Slot:
    """One time at which a rule speaks: the first, second ... and at last to the facilitators."""

    number: int
    at: datetime
    to_facilitators: bool = False


def slots(rung: Rung, due_at: datetime) -> list[Slot]:
    """Every time that a rule speaks about something that is due at this moment."""
    day = clock.local(due_at).date()
    if rung.side == Side.BEFORE:
        return [Slot(1, on_the_clock(_away(day, -rung.days, rung.unit), rung.at))]
    count = rung.times + rung.then_facilitator
    return [
        Slot(
            number=number + 1,
            at=on_the_clock(_away(day, rung.days + number * rung.every, rung.unit), rung.at),
            to_facilitators=number == rung.times,
        )
        for number in range(count)
    ]


def slots_due(
    rungs: Sequence[Rung], due_at: datetime, *, known_at: datetime, now: datetime
) -> list[tuple[int, Slot]]:
    """Which slots of which rungs are to be given, the oldest first.

    None from before `known_at`: when the thing was asked, or its moment set. None that is older
    than what a sweep catches up.
    """
    found = [
        (at, slot)
        for at, rung in enumerate(rungs)
        for slot in slots(rung, due_at)
        if max(known_at, now - CATCHES_UP) < slot.at <= now
    ]
    return sorted(found, key=lambda pair: (pair[1].at, pair[1].number, pair[0]))


def later(moment: datetime, working_days: int) -> datetime:
    """So many working days after a moment, at the same hour."""
    here = clock.local(moment)
    return on_the_clock(working_days_from(here.date(), working_days), here.time())


def _away(day: date, days: int, unit: Unit) -> date:
    if unit == Unit.WORKING:
        return working_days_from(day, days)
    return day + timedelta(days=days)
