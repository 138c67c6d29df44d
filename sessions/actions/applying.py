"""Making a proposal the plan: reviewers are chosen, and nobody is told yet."""

from datetime import date

from django.db import transaction

from audit.actions import record
from core.clock import now, today
from people.models import Person
from sessions.actions.assignments import plan_assignment, withdraw_assignment
from sessions.actions.scenarios import locked
from sessions.errors_matching import (
    ChangedMeanwhile,
    NothingToApply,
    RulesInTheWay,
    StillRunning,
    ThingsChanged,
)
from sessions.matching.given import Pair
from sessions.models import Assignment, AssignmentState, Capacity, Scenario, StepKind
from sessions.queries.gathering import Gathered
from sessions.queries.proposals import gathered_for
from sessions.queries.weighing import broken_rules, known_pairs


@transaction.atomic
def apply_scenario(*, scenario: Scenario, revision: int, by: Person) -> tuple[int, int]:
    """Choose who comes and take out planned ones who go; how many of each. All or nothing.

    Whoever was asked already stays asked. Raises StillRunning, ChangedMeanwhile, ThingsChanged,
    RulesInTheWay, NothingToApply, and what `plan_assignment` raises.
    """
    held = locked(scenario)
    if not held.ready:
        raise StillRunning
    if held.revision != revision:
        raise ChangedMeanwhile
    gathered = gathered_for(held)
    pairs = known_pairs(gathered, held.chosen)
    if pairs != held.chosen:
        raise ThingsChanged
    broken = broken_rules(gathered, pairs)
    if broken:
        raise RulesInTheWay(" ".join(broken))
    comes = sorted(pairs - gathered.given.present)
    goes = sorted(gathered.given.present - gathered.asked - pairs)
    if not comes and not goes:
        raise NothingToApply
    _take_out(goes, by)
    for pair in comes:
        _choose(gathered, pair, by)
    held.applied_at, held.applied_by = now(), by
    held.save(update_fields=["applied_at", "applied_by"])
    changes = {"chosen": (0, len(comes)), "taken_out": (0, len(goes))}
    record("matching.applied", by=by, target=held, changes=changes)
    return len(comes), len(goes)


def _take_out(goes: list[Pair], by: Person) -> None:
    plans, people = {pair[0] for pair in goes}, {pair[1] for pair in goes}
    rows = Assignment.objects.filter(
        round_plan__in=plans, person__in=people, state=AssignmentState.PLANNED
    )
    for row in rows:
        if (row.round_plan_id, row.person_id) in goes:
            withdraw_assignment(assignment=row, by=by)


def _choose(gathered: Gathered, pair: Pair, by: Person) -> Assignment:
    reader = gathered.readers[pair[1]]
    until = None
    if reader.capacity == Capacity.EXTRA_FRIEND:
        until = access_end(gathered)
    return plan_assignment(
        plan=gathered.plans[pair[0]],
        person=reader.person,
        capacity=reader.capacity,
        from_region=reader.from_region,
        access_until=until,
        conflict_note=gathered.notes.get(pair, ""),
        by=by,
    )


def access_end(gathered: Gathered) -> date:
    """Until when an additional friend can read: the end of the response step, never before today."""
    steps = gathered.round.steps.filter(kind=StepKind.RESPONSE)
    ends = [step.closes_at.date() for step in steps]
    return max([*ends, today()])
