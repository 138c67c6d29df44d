"""My review tasks: what I write, with how far it is."""

from dataclasses import dataclass

from people.models import Person
from reviews.models import Review, ReviewState
from sessions.models import Assignment, AssignmentState, StepKind
from sessions.rules import Stage
from sessions.stages import Stages


@dataclass(frozen=True)
class Task:
    """One review that somebody was asked for."""

    assignment: Assignment
    review: Review | None
    stage: Stage

    @property
    def done(self) -> bool:
        """Whether it is handed in."""
        return self.review is not None and self.review.state == ReviewState.SUBMITTED

    @property
    def asked(self) -> bool:
        """Whether the person has not said yes or no."""
        return self.assignment.state == AssignmentState.SENT

    @property
    def begun(self) -> bool:
        """Whether there is a draft."""
        return self.review is not None and self.review.state == ReviewState.DRAFT


def my_tasks(person: Person) -> list[Task]:
    """The review tasks of this person, the first due first: four queries, whatever their number."""
    rows = (
        Assignment.objects.active()
        .filter(person=person, round_plan__round__published_at__isnull=False)
        .select_related(
            "round_plan__round__edition", "round_plan__dossier__region", "round_plan__version"
        )
    )
    assignments = list(rows)
    reviews = {
        row.assignment_id: row
        for row in Review.objects.filter(author=person, assignment__in=assignments)
    }
    stages = Stages.load([row.round_plan.round_id for row in assignments])
    tasks = [
        Task(row, reviews.get(row.pk), stages.of_assignment(StepKind.REVIEW, row))
        for row in assignments
    ]
    far = max((task.stage.due_at for task in tasks if task.stage.due_at), default=None)
    return sorted(tasks, key=lambda task: (task.done, task.stage.due_at or far, task.assignment.pk))
