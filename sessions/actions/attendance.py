"""Who is invited to a sitting, what they answer, and who was there."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from audit.actions import record
from core.clock import now
from notifications.actions import notify
from people.models import Membership, Person
from people.queries import facilitators_of
from sessions.actions.sitting_changes import Change, sitting_changed
from sessions.actions.sittings import check_published, hold, hold_planned
from sessions.errors_sitting import AnsweredSince, NobodyToInvite, NotInvited, SittingIsOver
from sessions.models import Attendance, AttendanceState, Sitting, SittingRole, SittingState
from sessions.notices.sittings import REGRETS, sitting_context

ANSWERS: dict[bool | None, AttendanceState] = {
    True: AttendanceState.COMING,
    False: AttendanceState.REGRET,
    None: AttendanceState.INVITED,
}


@transaction.atomic
def invite(
    *, sitting: Sitting, people: Mapping[Person, SittingRole], by: Person
) -> list[Attendance]:
    """Ask people to a sitting, each in a role, and tell them; who is asked already stays as they are.

    Raises SittingIsOver, NotPublished, NobodyToInvite.
    """
    held = hold(sitting)
    if held.state not in (SittingState.PLANNED, SittingState.OPEN):
        raise SittingIsOver
    check_published(held)
    _check_part(held, people)
    known = {row.person_id: row for row in held.attendances.select_for_update()}
    asked = []
    for person, role in people.items():
        row = known.get(person.pk)
        if row is None:
            row = Attendance.objects.create(sitting=held, person=person, role=role, invited_by=by)
        elif row.state == AttendanceState.WITHDRAWN:
            _ask_again(row, role, by)
        else:
            continue
        asked.append(row)
    if asked:
        held.revision += 1
        held.save(update_fields=["revision"])
        changes = {"people": (None, [row.person_id for row in asked])}
        record("sitting.invited", by=by, target=held, changes=changes, region_id=held.about.pk)
        sitting_changed(held, Change.INVITED, by=by, people=[row.person for row in asked])
    return asked


@transaction.atomic
def uninvite(*, attendance: Attendance, by: Person) -> Attendance:
    """Take an invitation back, and tell who had it. Raises SittingIsOver. Twice is once."""
    held = hold_planned(attendance.sitting)
    row = Attendance.objects.select_for_update().select_related("person").get(pk=attendance.pk)
    if row.state == AttendanceState.WITHDRAWN:
        return row
    row.state = AttendanceState.WITHDRAWN
    row.save(update_fields=["state"])
    held.revision += 1
    held.save(update_fields=["revision"])
    record("sitting.uninvited", by=by, target=held, changes={"person": (row.person_id, None)})
    sitting_changed(held, Change.UNINVITED, by=by, people=[row.person])
    return row


@transaction.atomic
def change_seat(*, attendance: Attendance, role: SittingRole, by: Person) -> Attendance:
    """Give somebody another role: rapporteur, observer."""
    row = Attendance.objects.select_for_update().get(pk=attendance.pk)
    if row.role == role:
        return row
    old, row.role = row.role, role
    row.save(update_fields=["role"])
    changes = {"role": (old, role), "person": (row.person_id, row.person_id)}
    record("sitting.seat_changed", by=by, target=row.sitting, changes=changes)
    return row


@transaction.atomic
def answer_invitation(
    *,
    sitting: Sitting,
    by: Person,
    comes: bool | None,
    note: str | None = None,
    at: datetime | None = None,
) -> Attendance:
    """Say whether one comes; a later answer takes the place of an earlier one.

    `comes` is None while one does not know yet; without a note the earlier one stays; `at` is the moment
    of an answer that was on its way. Raises NotInvited, SittingIsOver, AnsweredSince.
    """
    held = hold(sitting)
    row = Attendance.objects.standing().select_for_update().filter(sitting=held, person=by).first()
    if row is None:
        raise NotInvited
    if held.state not in (SittingState.PLANNED, SittingState.OPEN):
        raise SittingIsOver
    if at is not None:
        _check_moment(row, at)
    state, said = ANSWERS[comes], row.note if note is None else note.strip()
    old, told = (row.state, row.note), row.answered_at is not None
    row.state, row.note, row.answered_at = state, said, at or now()
    if old == (state, said) and told and at is None:
        return row
    row.save(update_fields=["state", "note", "answered_at"])
    if old != (state, said) or not told:
        record("sitting.answered", by=by, target=held, changes={"state": (old[0], state)})
    if state == AttendanceState.REGRET and old[0] != state:
        _tell_of_regret(held, row)
    return row


def _check_moment(row: Attendance, at: datetime) -> None:
    """An answer that was on its way undoes no newer one, and not what was seen in the room."""
    if row.state in (AttendanceState.PRESENT, AttendanceState.ABSENT):
        raise SittingIsOver
    if row.answered_at and at < row.answered_at.replace(microsecond=0):
        raise AnsweredSince


def _tell_of_regret(held: Sitting, row: Attendance) -> None:
    context = sitting_context(held) | {"person": str(row.person)}
    cause = f"{row.pk}:{row.answered_at.isoformat() if row.answered_at else ''}"
    people = facilitators_of(held.round.edition_id)
    notify(people, REGRETS, about=held, by=row.person, key=cause, context=context)


@transaction.atomic
def note_presence(*, sitting: Sitting, present: set[int], by: Person) -> int:
    """Note who of those invited was there, by the ids of people; how many were. Raises SittingIsOver."""
    held = hold(sitting)
    if held.state not in (SittingState.OPEN, SittingState.ENDED):
        raise SittingIsOver
    rows = list(Attendance.objects.standing().select_for_update().filter(sitting=held))
    for row in rows:
        was = AttendanceState.PRESENT if row.person_id in present else AttendanceState.ABSENT
        if row.state != was and not (row.state == AttendanceState.REGRET and was == "absent"):
            row.state = was
            row.save(update_fields=["state"])
    there = sorted(row.person_id for row in rows if row.state == AttendanceState.PRESENT)
    record("sitting.presence_noted", by=by, target=held, changes={"present": (None, there)})
    return len(there)


def _check_part(held: Sitting, people: Mapping[Person, SittingRole]) -> None:
    known = Membership.objects.active().filter(edition=held.round.edition_id, person__in=people)
    if set(known.values_list("person_id", flat=True)) != {person.pk for person in people}:
        raise NobodyToInvite


def _ask_again(row: Attendance, role: SittingRole, by: Person) -> None:
    row.state, row.role, row.invited_by = AttendanceState.INVITED, role, by
    row.note, row.invited_at, row.answered_at = "", now(), None
    row.save(update_fields=["state", "role", "invited_by", "note", "invited_at", "answered_at"])
