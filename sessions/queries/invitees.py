"""Who would be invited to a sitting: the team, the reviewers, who runs the edition, and others."""

from collections.abc import Iterable
from dataclasses import dataclass

from people.models import Membership, Person, Role
from people.queries import facilitators_of, team_of
from sessions.models import Assignment, Attendance, Capacity, Sitting, SittingRole

LISTENS = {Role.OBSERVER: SittingRole.OBSERVER, Role.EXECUTIVE: SittingRole.EXECUTIVE}


@dataclass(frozen=True)
class Invitee:
    """Somebody who can be invited, as what, and whether it is likely."""

    person: Person
    role: SittingRole
    likely: bool


def invitees(sitting: Sitting) -> list[Invitee]:
    """Everybody of the edition who is not invited yet, the likely ones first. Five queries."""
    edition = sitting.round.edition_id
    asked = Attendance.objects.standing().filter(sitting=sitting).values("person_id")
    likely = _likely(sitting)
    rows = Membership.objects.active().filter(edition=edition).exclude(person__in=asked)
    found: dict[int, Invitee] = {}
    for row in rows.exclude(role=Role.ADMINISTRATOR).select_related("person__organisation"):
        role = likely.get(row.person_id)
        usual = LISTENS.get(Role(row.role), SittingRole.PEER)
        if row.role in (Role.FRIEND, Role.EXTRA_FRIEND, Role.RESEARCHER):
            usual = SittingRole.FRIEND
        if row.person_id not in found or role:
            found[row.person_id] = Invitee(row.person, role or usual, role is not None)
    return sorted(found.values(), key=lambda one: (not one.likely, one.role, str(one.person)))


def _likely(sitting: Sitting) -> dict[int, SittingRole]:
    edition = sitting.round.edition_id
    known: dict[int, SittingRole] = {}
    known |= _as(SittingRole.FACILITATOR, facilitators_of(edition))
    if sitting.round_plan_id:
        tasks = Assignment.objects.active().filter(round_plan=sitting.round_plan_id)
        for person_id, capacity in tasks.values_list("person_id", "capacity"):
            is_peer = capacity == Capacity.PEER
            known[person_id] = SittingRole.PEER if is_peer else SittingRole.FRIEND
    return known | _as(SittingRole.CASE_OWNER, team_of(edition, sitting.about.pk))


def _as(role: SittingRole, people: Iterable[Person]) -> dict[int, SittingRole]:
    return {person.pk: role for person in people}


def invited_rows(sitting: Sitting, reader: Person) -> list[Attendance]:
    """Who is invited already, by role and name."""
    rows = Attendance.objects.visible_to(reader).standing().filter(sitting=sitting)
    return list(rows.select_related("person"))
