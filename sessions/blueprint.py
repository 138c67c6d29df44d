"""A row of steps relative to the day of the sitting, and the moments that it gives. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from core import clock
from sessions.models import StepKind, Unit
from sessions.schedule import Moments
from sessions.workdays import working_days_from

MORNING, EVENING = time(9), time(17)


@dataclass(frozen=True)
class Offset:
    """So many days from the sitting, at a time of the day; negative is before."""

    days: int
    unit: Unit = Unit.CALENDAR
    at: time = EVENING

    def moment(self, sitting: date) -> datetime:
        """The moment that this is around one sitting."""
        if self.unit == Unit.WORKING:
            return on_the_clock(working_days_from(sitting, self.days), self.at)
        return on_the_clock(sitting + timedelta(days=self.days), self.at)


@dataclass(frozen=True)
class StepOffsets:
    """One step: when it is due and closes, and how many working days it needs at least."""

    kind: StepKind
    due: Offset
    closes: Offset
    minimum: int = 0


@dataclass(frozen=True)
class Blueprint:
    """The steps of a round; each opens when the one before it closes."""

    opens: Offset
    steps: tuple[StepOffsets, ...]

    @property
    def minimums(self) -> dict[StepKind, int]:
        """The working days that each step needs."""
        return {step.kind: step.minimum for step in self.steps}


def on_the_clock(day: date, at: time) -> datetime:
    """A moment of a day in Amsterdam; an hour that the clock skips becomes the one after it."""
    there = datetime.combine(day, at, tzinfo=clock.AMSTERDAM)
    return clock.local(there.astimezone(UTC))


def dated(blueprint: Blueprint, sitting: date) -> list[Moments]:
    """Every moment of the steps around one sitting, in their order."""
    opens = blueprint.opens.moment(sitting)
    found: list[Moments] = []
    for step in blueprint.steps:
        closes = step.closes.moment(sitting)
        found.append(Moments(step.kind, opens, step.due.moment(sitting), closes))
        opens = closes
    return found


def sitting_day(steps: Sequence[Moments]) -> date:
    """The day around which a row of steps lies: that on which the sitting is due."""
    due = next(step.due_at for step in steps if step.kind == StepKind.SITTING)
    return clock.local(due).date()


def _working(days: int, at: time = EVENING) -> Offset:
    return Offset(days, Unit.WORKING, at)


# The programme's own rhythm: plans six weeks before, reviews three days before, reviews final after
# five working days, the region's answer after fifteen.
STANDARD = Blueprint(
    opens=Offset(-42, at=MORNING),
    steps=(
        StepOffsets(StepKind.PLAN, Offset(-14), Offset(-12, at=MORNING), minimum=10),
        StepOffsets(StepKind.REVIEW, Offset(-3), Offset(0, at=MORNING), minimum=5),
        StepOffsets(StepKind.SITTING, Offset(0), _working(5)),
        StepOffsets(StepKind.RESPONSE, _working(15), _working(20), minimum=8),
        StepOffsets(StepKind.FOLLOW_UP, Offset(42, at=MORNING), Offset(42, at=MORNING), minimum=5),
    ),
)
