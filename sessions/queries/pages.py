"""What the list of rounds and the page of one round show."""

from dataclasses import dataclass, field

from django.db.models import Count
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from people.models import Person
from people.queries import standing
from sessions.checking import Finding
from sessions.models import AssignmentState, Round, RoundStep, StepKind
from sessions.queries.asked import plans_to_submit
from sessions.queries.cockpit import NextAction, next_for_facilitator
from sessions.queries.extensions import ExtensionLine, extension_lines, with_seen
from sessions.queries.matrix import Matrix, matrix_of
from sessions.queries.planning import Timeline, findings_of, timeline_with
from sessions.queries.steps import StepLine, current_line, step_lines
from sessions.queries.templates import blueprint_of, template_of
from sessions.risks.gathering import Line, at_risk, scope_of_round
from sessions.stages import Stages

FIRST = 10  # risks on the page of a round


@dataclass(frozen=True)
class RoundCard:
    """One round in the list."""

    round: Round
    lines: list[StepLine]
    plans: int

    @property
    def current(self) -> StepLine | None:
        """The step that is open or comes next."""
        return current_line(self.lines)


@dataclass(frozen=True)
class RoundPage:
    """Everything on the page of a round, for one reader."""

    round: Round
    lines: list[StepLine]
    matrix: Matrix
    runs: bool
    next: NextAction | None
    timeline: Timeline
    findings: list[Finding]
    risks: list[Line] = field(default_factory=list)
    extensions: list[ExtensionLine] = field(default_factory=list)

    @property
    def current(self) -> StepLine | None:
        """The step that is open or comes next."""
        return current_line(self.lines)

    @property
    def first_risks(self) -> list[Line]:
        """The most urgent ones; all of them stand in the cockpit."""
        return self.risks[:FIRST]

    @property
    def review_step(self) -> RoundStep | None:
        """The step in which reviewers may need more time."""
        return next((line.step for line in self.lines if line.step.kind == StepKind.REVIEW), None)


def round_cards(person: Person) -> list[RoundCard]:
    """Rounds that the reader may know of, the latest first. Constant queries."""
    rounds = (
        Round.objects.visible_to(person)
        .select_related("edition")
        .annotate(plan_count=Count("plans", distinct=True))
        .order_by("-edition__year", "-season", "-pk")
    )
    stages = Stages.load(list(rounds))
    return [RoundCard(row, step_lines(row, person, stages), row.plan_count) for row in rounds]


def round_page(round_: Round, person: Person) -> RoundPage:
    """The page of a round. Constant queries, whatever the number of plans and reviewers."""
    stages = Stages.of_rounds([round_], extensions=with_seen(person))
    matrix = matrix_of(round_, person)
    runs = round_.edition_id in standing(person).facilitates
    blueprint = blueprint_of(template_of(round_))
    longer = [row for step in stages.steps(round_.pk) for row in step.extensions.all()]
    seen = sorted(
        (row for row in longer if row.seen),  # type: ignore[attr-defined]  # annotated
        key=lambda row: (row.due_at, row.pk),
    )
    return RoundPage(
        round=round_,
        lines=step_lines(round_, person, stages),
        matrix=matrix,
        runs=runs,
        next=_next(round_, person, matrix, stages),
        risks=at_risk(scope_of_round(person, round_, stages)).open if runs else [],
        extensions=extension_lines(round_, person, seen),
        timeline=timeline_with(round_, seen, blueprint),
        findings=findings_of(round_, blueprint) if runs else [],
    )


def _next(round_: Round, person: Person, matrix: Matrix, stages: Stages) -> NextAction | None:
    """The one thing that this reader does now: answer, write, submit, or run the round."""
    own = [(row.plan, cell) for row in matrix.rows for cell in row.filled if cell.own]
    for _plan, cell in own:
        if cell.assignment.state == AssignmentState.SENT:
            url = reverse("sessions:assignment-answer", args=[cell.assignment.pk])
            return NextAction(_("Answer invitation"), url, _("You are asked to review a plan."))
    for plan, cell in own:
        if cell.to_write and stages.of_plan(StepKind.REVIEW, plan, person.pk).open:
            url = write_url(cell.assignment.pk)
            return NextAction(_("Write review"), url, plan.dossier.title) if url else None
    for asked in plans_to_submit(person, [round_], stages):
        return NextAction(asked.action, asked.url, asked.title)
    runs = round_.edition_id in standing(person).facilitates
    return next_for_facilitator(round_, person) if runs else None


def write_url(assignment_pk: int) -> str:
    """Where a review is written, when there is a room for it."""
    try:
        return reverse("reviews:review-write", args=[assignment_pk])
    except NoReverseMatch:
        return ""
