"""Somebody else in place of a reviewer who declined: chosen and asked in one click."""

from datetime import date

from django.db import transaction

from audit.actions import record
from people.models import Person, Region
from sessions.actions.assignments import ask, plan_assignment
from sessions.errors import NotAsked, NotPublished
from sessions.models import Assignment, AssignmentState, Capacity

OPEN_TO_REPLACE = (AssignmentState.DECLINED, AssignmentState.WITHDRAWN)


@transaction.atomic
def ask_instead(
    *,
    assignment: Assignment,
    person: Person,
    capacity: Capacity,
    by: Person,
    from_region: Region | None = None,
    access_until: date | None = None,
    conflict_note: str = "",
) -> Assignment:
    """Choose somebody in the place of who declined, and send this one invitation.

    Raises NotAsked when nobody left, NotPublished, and what planning and asking raise.
    """
    rows = Assignment.objects.select_for_update(of=("self",)).select_related("round_plan__round")
    held = rows.get(pk=assignment.pk)
    if held.state not in OPEN_TO_REPLACE:
        raise NotAsked
    if held.round_plan.round.published_at is None:
        raise NotPublished
    made = plan_assignment(
        plan=held.round_plan,
        person=person,
        capacity=capacity,
        from_region=from_region,
        access_until=access_until,
        conflict_note=conflict_note,
        by=by,
    )
    sent = ask(rows=[made.pk], by=by)[0]
    changes = {"instead_of": (held.person_id, person.pk)}
    record("assignment.replaced", by=by, target=sent, changes=changes)
    return sent
