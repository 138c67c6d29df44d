"""What a reviewer finds on the desk: the task, the plan, the form with the draft, and whether one may write."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from people.models import Person
from plans.models import Version
from reviews.checks import Done, progress
from reviews.controls import Sheet
from reviews.errors import NoForm
from reviews.models import CoWriter, Review, ReviewState
from reviews.queries.sheets import answers_of, form_for, sheet_of
from reviews.queries.together import Together, together_of
from reviews.rules import is_accepted, is_from_outside
from sessions.models import Assignment, AssignmentState, StepKind
from sessions.rules import Stage, stage_allows


class DeskState(StrEnum):
    """Where a review task stands."""

    ASKED = "asked"  # not accepted yet
    OVER = "over"  # declined, withdrawn, or out of time
    OWN = "own"  # the reviewer joined the team of the plan's region
    EARLY = "early"
    OPEN = "open"
    CLOSED = "closed"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Desk:
    """One review task of one person."""

    assignment: Assignment
    review: Review | None
    stage: Stage
    state: DeskState
    sheet: Sheet
    values: dict[str, Any] = field(default_factory=dict)
    revisions: dict[str, int] = field(default_factory=dict)
    mine: bool = True  # the reader holds the task; else writes along

    @property
    def writable(self) -> bool:
        """Whether a draft may be kept now."""
        return self.state == DeskState.OPEN

    @property
    def version(self) -> Version:
        """The plan as it is reviewed."""
        return self.assignment.round_plan.version

    @property
    def progress(self) -> Done:
        """How far the draft is."""
        return progress(self.sheet, self.values)

    @cached_property
    def together(self) -> Together:
        """Who writes along, who signed, and who sees it differently."""
        return together_of(self.review)

    @property
    def moved(self) -> bool:
        """Whether the region replaced its version after the draft was begun."""
        review = self.review
        return (
            review is not None
            and review.state == ReviewState.DRAFT
            and review.version_id != self.version.pk
        )

    @property
    def reason(self) -> str:
        """Why one cannot write now; empty when one can."""
        return {
            DeskState.ASKED: _("Say first whether you will write this review."),
            DeskState.OVER: _("You no longer have access to this review task."),
            DeskState.OWN: _("Nobody reviews their own region."),
            DeskState.SUBMITTED: _("You handed in this review."),
            DeskState.WITHDRAWN: _("You took this review back. Open it again to go on."),
        }.get(self.state, self.stage.reason)


def task_of(pk: int, person: Person) -> Assignment | None:
    """The task with everything that the desk shows of it; nothing when the person may not know of it."""
    along = CoWriter.objects.present().filter(person=person)
    known = Q(pk__in=Assignment.objects.visible_to(person).values("pk"))
    rows = Assignment.objects.filter(
        known | Q(pk__in=along.values("review__assignment"))
    ).select_related(
        "person",
        "round_plan__round__edition",
        "round_plan__dossier__region",
        "round_plan__version__dossier",
    )
    return rows.filter(pk=pk).first()


def desk_of(assignment: Assignment, person: Person) -> Desk:
    """Everything on the desk. Raises NoForm."""
    review = Review.objects.filter(assignment=assignment).select_related("form_version").first()
    form = review.form_version if review else form_for(assignment)
    if form is None:
        raise NoForm
    plan = assignment.round_plan
    stage = stage_allows(StepKind.REVIEW, assignment.person, plan)
    values, revisions = answers_of(review)
    return Desk(
        assignment=assignment,
        review=review,
        stage=stage,
        state=_state(assignment, review, stage, person),
        sheet=sheet_of(plan, form, assignment.person_id),
        values=values,
        revisions=revisions,
        mine=assignment.person_id == person.pk,
    )


def _state(
    assignment: Assignment, review: Review | None, stage: Stage, person: Person
) -> DeskState:
    if review is not None and review.state == ReviewState.SUBMITTED:
        return DeskState.SUBMITTED
    if assignment.state == AssignmentState.SENT:
        return DeskState.ASKED
    if not is_accepted(person, assignment):
        return DeskState.OVER
    if not is_from_outside(person, assignment):
        return DeskState.OWN
    if review is not None and review.state == ReviewState.WITHDRAWN:
        return DeskState.WITHDRAWN
    return _moment(stage)


def _moment(stage: Stage) -> DeskState:
    if stage.open:
        return DeskState.OPEN
    return DeskState.CLOSED if stage.closed else DeskState.EARLY
