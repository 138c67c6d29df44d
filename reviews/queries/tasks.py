"""My review tasks: what I write, with how far it is."""

from dataclasses import dataclass

from django.db.models import Q

from people.models import Person
from reviews.models import CoWriter, Review, ReviewState
from reviews.queries.since import Since, since_my_reviews
from sessions.models import Assignment, AssignmentState, StepKind
from sessions.rules import Stage
from sessions.stages import Stages


@dataclass(frozen=True)
class Task:
    """One review that somebody was asked for."""

    assignment: Assignment
    review: Review | None
    stage: Stage
    along: CoWriter | None = None  # the person writes along in somebody else's review
    since: Since | None = None  # the plan changed since the person reviewed it

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
    """What this person reviews, alone or along, the first due first: seven queries at most, whatever their number."""
    along = CoWriter.objects.at_work().filter(person=person)
    mine = Q(person=person) | Q(pk__in=along.values("review__assignment"))
    rows = (
        Assignment.objects.active()
        .filter(mine, round_plan__round__published_at__isnull=False)
        .select_related(
            "person",
            "round_plan__round__edition",
            "round_plan__dossier__region",
            "round_plan__version",
        )
    )
    assignments = list(rows)
    if not assignments:
        return []
    reviews = {row.assignment_id: row for row in Review.objects.filter(assignment__in=assignments)}
    helping = any(row.person_id != person.pk for row in assignments)
    seats = {row.review_id: row for row in along} if helping else {}
    since = since_my_reviews(person, {row.round_plan.dossier_id for row in assignments})
    stages = Stages.load([row.round_plan.round_id for row in assignments])
    tasks = [
        Task(
            row,
            reviews.get(row.pk),
            stages.of_assignment(StepKind.REVIEW, row),
            seats.get(reviews[row.pk].pk) if row.pk in reviews else None,
            since.get(row.round_plan.dossier_id),
        )
        for row in assignments
    ]
    far = max((task.stage.due_at for task in tasks if task.stage.due_at), default=None)
    return sorted(tasks, key=lambda task: (task.done, task.stage.due_at or far, task.assignment.pk))
