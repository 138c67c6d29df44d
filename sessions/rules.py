"""Who may do what in rounds, and whether it is the time for it."""

from collections.abc import Iterable
from datetime import datetime

import rules

from people.models import Person
from people.queries import Visitor, standing
from programme.models import Edition
from sessions.models import Assignment, AssignmentState, Conflict, Round, RoundPlan, StepKind
from sessions.models.visible import ACTIVE
from sessions.stages import Stage, Stages

__all__ = ["Stage", "Stages", "is_own_region", "stage_allows", "stages_for"]


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


def is_own_region(person: Visitor, round_plan: RoundPlan) -> bool:
    """Whether somebody is in the team of the plan's region: then there is no review, ever.

    To be asked again when a review is opened or handed in: a team may have grown meanwhile.
    """
    return round_plan.dossier.region_id in standing(person).team_regions()


@rules.predicate
def runs_an_edition(person: Visitor, _nothing: object = None) -> bool:
    """Whether somebody runs rounds in any edition."""
    return standing(person).may("rounds.run")


@rules.predicate
def runs_the_round(person: Visitor, thing: Round | None) -> bool:
    """Whether somebody runs the edition of a round."""
    return thing is not None and standing(person).may("rounds.run", thing.edition_id)


@rules.predicate
def runs_this_edition(person: Visitor, thing: Edition | None) -> bool:
    """Whether somebody runs the rounds of an edition."""
    return thing is not None and standing(person).may("rounds.run", thing.pk)


@rules.predicate
def is_asked(person: Visitor, thing: Assignment | None) -> bool:
    """Whether somebody was asked for this review, and it still stands."""
    return thing is not None and thing.person_id == person.pk and thing.state in ACTIVE


@rules.predicate
def is_open_question(_person: Visitor, thing: Assignment | None) -> bool:
    """Whether an assignment waits for an answer."""
    return thing is not None and thing.state == AssignmentState.SENT


@rules.predicate
def is_about_oneself(person: Visitor, thing: Conflict | None) -> bool:
    """Whether a conflict is one's own."""
    return thing is not None and thing.person_id == person.pk


@rules.predicate
def may_know_of(person: Visitor, thing: Conflict | None) -> bool:
    """Whether a conflict is in sight: one's own, or of a region in an edition that one runs."""
    return thing is not None and Conflict.objects.visible_to(person).filter(pk=thing.pk).exists()


@rules.predicate
def is_person(person: Visitor, _nothing: object = None) -> bool:
    """Whether somebody is logged in and active."""
    return isinstance(person, Person) and person.is_active


rules.add_perm("sessions.create_round", runs_an_edition)
rules.add_perm("sessions.run_round", runs_the_round)
rules.add_perm("sessions.plan_edition", runs_this_edition)
rules.add_perm("sessions.oversee_edition", runs_this_edition)
rules.add_perm("sessions.accept_assignment", is_asked & is_open_question)
rules.add_perm("sessions.decline_assignment", is_asked)
rules.add_perm("sessions.declare_conflict", is_person)
rules.add_perm("sessions.remove_conflict", is_about_oneself | may_know_of)
