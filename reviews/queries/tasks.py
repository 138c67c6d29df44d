"""My review tasks: what I write, with how far it is."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.db.models import Q

from people.models import Person
from reviews.models import CoWriter, Review, ReviewState
from reviews.queries.since import Since, since_my_reviews
from sessions.models import Assignment, AssignmentState, StepKind
from sessions.models.visible import AssignmentQuerySet
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
    """What this person reviews, alone or along, the first due first: six queries at most, whatever their number."""
    tasks = _tasks([person], _assignments([person]))[person.pk]
    if not tasks:
        return []
    since = since_my_reviews(person, {_dossier(task) for task in tasks})
    return [replace(task, since=since.get(_dossier(task))) for task in tasks]


def tasks_to_write(people: Collection[Person]) -> dict[int, list[Task]]:
    """By person those that were promised and are not handed in: four queries at most, one without any."""
    rows = _assignments(people).filter(state=AssignmentState.ACCEPTED)
    return _tasks(people, rows.exclude(review__state=ReviewState.SUBMITTED))


def _assignments(people: Collection[Person]) -> AssignmentQuerySet:
    along = CoWriter.objects.at_work().filter(person__in=people)
    mine = Q(person__in=people) | Q(pk__in=along.values("review__assignment"))
    rows = Assignment.objects.active().filter(mine, round_plan__round__published_at__isnull=False)
    return rows.select_related(
        "person",
        "review",
        "round_plan__round__edition",
        "round_plan__dossier__region",
        "round_plan__version",
    )


def _tasks(people: Collection[Person], rows: AssignmentQuerySet) -> dict[int, list[Task]]:
    ids, assignments = {person.pk for person in people}, list(rows)
    found: dict[int, list[Task]] = {pk: [] for pk in ids}
    if not assignments:
        return found
    # Of one person alone it is known already whether all of it is the own work.
    helping = len(ids) > 1 or any(row.person_id not in ids for row in assignments)
    along = CoWriter.objects.at_work().filter(person__in=ids) if helping else ()
    seats: dict[int, list[CoWriter]] = {}
    for seat in along:
        seats.setdefault(seat.review_id, []).append(seat)
    stages = Stages.load([row.round_plan.round_id for row in assignments])
    for row in assignments:
        review: Review | None = getattr(row, "review", None)
        stage = stages.of_assignment(StepKind.REVIEW, row)
        if row.person_id in ids:
            found[row.person_id].append(Task(row, review, stage))
        for seat in seats.get(review.pk, ()) if review else ():
            found[seat.person_id].append(Task(row, review, stage, seat))
    return {pk: _in_order(tasks) for pk, tasks in found.items()}


def _in_order(tasks: list[Task]) -> list[Task]:
    """What is to be done before what is done, the first due first."""
    far = max((task.stage.due_at for task in tasks if task.stage.due_at), default=None)
    return sorted(tasks, key=lambda task: (task.done, task.stage.due_at or far, task.assignment.pk))


def _dossier(task: Task) -> int:
    return task.assignment.round_plan.dossier_id
