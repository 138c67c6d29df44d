"""Who may do what in rounds, and whether it is the time for it."""

from collections.abc import Iterable
from datetime import datetime

from people.queries import Visitor
from sessions.models import RoundPlan, StepKind
from sessions.stages import Stage, Stages

__all__ = ["Stage", "Stages", "stage_allows", "stages_for"]


def stage_allows(
    kind: StepKind, person: Visitor, round_plan: RoundPlan, at: datetime | None = None
) -> Stage:
    """Whether a step is open for this person on this plan, extensions counted: two queries."""
    return Stages.load([round_plan.round_id], at).of_plan(kind, round_plan, person.pk)


def stages_for(
    kind: StepKind, person: Visitor, round_plans: Iterable[RoundPlan], at: datetime | None = None
) -> dict[int, Stage]:
    """The same for many plans in two queries, by plan id; the plans come with their dossiers.

    For many reviewers at once: `Stages.load(rounds).of_assignment(kind, assignment)`.
    """
    plans = list(round_plans)
    stages = Stages.load([plan.round_id for plan in plans], at)
    return {plan.pk: stages.of_plan(kind, plan, person.pk) for plan in plans}
