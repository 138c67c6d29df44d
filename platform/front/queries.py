"""What stands on the home page: what is asked of me, the rounds, and what is new."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from core.clock import now
from notifications.queries import Line, inbox_of, lines_of
from people.models import Person
from sessions.models import Round, RoundStep

NEWS = 6


def news(person: Person) -> list[Line]:
    """The newest notices."""
    return lines_of(inbox_of(person, NEWS))


@dataclass(frozen=True)
class StepLine:
    """One step of a round, as the home page tells it."""

    name: str
    status: str  # done, now, next
    opens_at: datetime
    due_at: datetime


@dataclass(frozen=True)
class RoundLine:
    """One round with its steps."""

    round: Round
    steps: list[StepLine]


def rounds_of(person: Person) -> list[Round]:
    """The rounds that the person knows of, with their steps: two queries."""
    rows = Round.objects.visible_to(person).select_related("edition__programme")
    return list(rows.prefetch_related("steps"))


def round_lines(rows: Iterable[Round]) -> list[RoundLine]:
    """Rounds as the home page tells of them, newest first."""
    lines = [RoundLine(row, [_step_line(step) for step in row.steps.all()]) for row in rows]
    return sorted(
        (line for line in lines if line.steps),
        key=lambda line: line.steps[0].opens_at,
        reverse=True,
    )


def _step_line(step: RoundStep) -> StepLine:
    moment = now()
    status = "next" if moment < step.opens_at else "now" if moment < step.closes_at else "done"
    return StepLine(step.get_kind_display(), status, step.opens_at, step.due_at)
