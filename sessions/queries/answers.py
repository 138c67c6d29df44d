"""What somebody who is asked to review has to know before answering."""

from dataclasses import dataclass, field

from people.models import Person
from sessions.models import AskedFor, Assignment, AssignmentState, Capacity, StepKind
from sessions.models.visible import ACTIVE
from sessions.queries.matrix import TONES
from sessions.queries.pages import write_url
from sessions.queries.states import ReviewState, review_states
from sessions.queries.ties import TieBook
from sessions.stages import Stage, Stages
from sessions.ties import Tie


@dataclass(frozen=True)
class AnswerPage:
    """One assignment as its reviewer, or a facilitator, reads it."""

    assignment: Assignment
    stage: Stage
    plan_stage: Stage
    ties: list[Tie]
    review: ReviewState | None
    own: bool
    runs: bool
    write_url: str
    asked_for: list[str] = field(default_factory=list)

    @property
    def tone(self) -> str:
        """The meaning of the state's colour for this reader."""
        return "turn" if self.asks else TONES[AssignmentState(self.assignment.state)]

    @property
    def reads(self) -> bool:
        """Whether the reader may open the plan: who runs the round, or whose task still stands."""
        return self.runs or self.assignment.state in ACTIVE

    @property
    def asks(self) -> bool:
        """Whether the reader has to answer."""
        return self.own and self.assignment.state == AssignmentState.SENT

    @property
    def refusal(self) -> str:
        """Why one cannot say yes any more; empty while one can."""
        return self.stage.reason if self.stage.closed else ""

    @property
    def may_change(self) -> bool:
        """Whether a yes can still become a no."""
        accepted = self.own and self.assignment.state == AssignmentState.ACCEPTED
        return accepted and not (self.review and self.review.submitted)

    @property
    def may_replace(self) -> bool:
        """Whether a facilitator can ask somebody else in this place."""
        states = (AssignmentState.DECLINED, AssignmentState.WITHDRAWN)
        return self.runs and self.assignment.state in states

    @property
    def may_give_time(self) -> bool:
        """Whether a facilitator can change until when an additional friend reads."""
        return self.runs and self.assignment.capacity == Capacity.EXTRA_FRIEND and self.may_withdraw

    @property
    def may_withdraw(self) -> bool:
        """Whether a facilitator can take it back."""
        states = (AssignmentState.PLANNED, AssignmentState.SENT, AssignmentState.ACCEPTED)
        return self.runs and self.assignment.state in states

    @property
    def tells_reason(self) -> bool:
        """Why it was declined or taken back is read by the two sides only."""
        return bool(self.assignment.reason) and (self.own or self.runs)


def answer_page(assignment: Assignment, person: Person) -> AnswerPage:
    """Everything that the page of an assignment shows."""
    plan = assignment.round_plan
    stages = Stages.load([plan.round_id])
    runs = person.has_perm("sessions.run_round", plan.round)
    book = TieBook.load([plan.dossier.region_id])
    return AnswerPage(
        assignment=assignment,
        stage=stages.of_assignment(StepKind.REVIEW, assignment),
        plan_stage=stages.of_plan(StepKind.PLAN, plan, None),
        ties=book.of(assignment.person, plan.dossier.region_id),
        review=review_states(person, [assignment.pk]).get(assignment.pk),
        own=assignment.person_id == person.pk,
        runs=runs,
        write_url=write_url(assignment.pk),
        asked_for=_asked_for(assignment),
    )


def _asked_for(assignment: Assignment) -> list[str]:
    """The questions for which an additional friend is asked, as the version asks them."""
    if assignment.capacity != Capacity.EXTRA_FRIEND:
        return []
    rows = AskedFor.objects.filter(assignment=assignment)
    return list(rows.values_list("question__source", flat=True))
