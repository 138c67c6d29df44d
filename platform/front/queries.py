"""What stands on the home page: what is asked of me, the rounds, and what is new."""

from dataclasses import dataclass
from datetime import datetime

from core.asked import Asked
from core.clock import now
from notifications.queries import Line, inbox_of, lines_of
from people.models import Person
from reviews.queries import tasks_for as review_tasks
from sessions.models import Round, RoundStep
from sessions.queries import tasks_for as session_tasks

NEWS = 6


def my_turn(person: Person) -> list[Asked]:
    """Everything that is asked of this person, the first due first; without a date last."""
    asked = [*session_tasks(person), *review_tasks(person)]
    return sorted(asked, key=lambda task: (task.due_at is None, task.due_at or now(), task.title))


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


def rounds(person: Person) -> list[RoundLine]:
    """The rounds that the person knows of, newest first: two queries."""
    rows = (
        Round.objects.visible_to(person)
        .select_related("edition__programme")
        .prefetch_related("steps")
    )
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
