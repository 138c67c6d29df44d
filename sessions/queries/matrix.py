"""A round as dossiers by reviewers, as far as a reader may know."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.text import capfirst

from people.models import Person
from people.queries import Visitor, standing
from sessions.models import Assignment, AssignmentState, Round, RoundPlan
from sessions.queries.states import ReviewState, review_states

COLUMNS = 30  # reviewers side by side
TONES = {
    AssignmentState.PLANNED: "neutral",
    AssignmentState.SENT: "warning",
    AssignmentState.ACCEPTED: "info",
    AssignmentState.DECLINED: "neutral",
    AssignmentState.WITHDRAWN: "neutral",
}


@dataclass(frozen=True)
class Cell:
    """How one reviewer stands to one plan, in words."""

    assignment: Assignment
    review: ReviewState | None
    opens: bool
    own: bool

    @property
    def words(self) -> str:
        """The state of the review when there is one, else of the question."""
        words = self.review.words if self.review else str(self.assignment.get_state_display())
        return capfirst(words)

    @property
    def to_write(self) -> bool:
        """Whether a review was promised and is not in."""
        accepted = self.assignment.state == AssignmentState.ACCEPTED
        return accepted and not (self.review and self.review.submitted)

    @property
    def tone(self) -> str:
        """The meaning of the colour."""
        return self.review.tone if self.review else TONES[AssignmentState(self.assignment.state)]


@dataclass(frozen=True)
class Row:
    """One plan with its reviewers: a cell for every column of the matrix, or those of this plan alone in a list."""

    plan: RoundPlan
    cells: list[Cell | None]

    @property
    def filled(self) -> list[Cell]:
        """Only the reviewers of this plan: for narrow screens, and where there are too many for a table."""
        return [cell for cell in self.cells if cell]


@dataclass(frozen=True)
class Matrix:
    """Plans down, reviewers across; a list of plans where so many reviewers fit on no screen."""

    reviewers: list[Person]
    rows: list[Row]

    @property
    def is_table(self) -> bool:
        """Whether everybody has a column. Cells that say nothing grow with plans times reviewers."""
        return len(self.reviewers) <= COLUMNS


def matrix_of(round_: Round, person: Visitor) -> Matrix:
    """What this reader may know of plans and reviewers. Two queries and the registered states."""
    shown = Assignment.objects.visible_to(person).select_related(
        "person__organisation", "from_region"
    )
    plans = list(
        RoundPlan.objects.visible_to(person)
        .filter(round=round_)
        .select_related("dossier__region", "version")
        .prefetch_related(Prefetch("assignments", queryset=shown, to_attr="shown"))
        .order_by("dossier__region__name", "dossier__title", "pk")
    )
    found: list[Assignment] = [row for plan in plans for row in plan.shown]
    states = review_states(person, [row.pk for row in found])
    reviewers = _reviewers(found)
    runs = round_.edition_id in standing(person).facilitates
    rows = []
    for plan in plans:
        cells = {
            row.person_id: Cell(
                assignment=row,
                review=states.get(row.pk),
                opens=runs or row.person_id == person.pk,
                own=row.person_id == person.pk,
            )
            for row in plan.shown
        }
        columns = reviewers if len(reviewers) <= COLUMNS else _reviewers(plan.shown)
        rows.append(Row(plan, [cells.get(one.pk) for one in columns]))
    return Matrix(reviewers, rows)


def _reviewers(found: Iterable[Assignment]) -> list[Person]:
    people = {row.person_id: row.person for row in found}
    return sorted(people.values(), key=lambda one: (str(one), one.pk))
