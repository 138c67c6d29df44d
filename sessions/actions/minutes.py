"""From the end of a session to final minutes: draft, corrections, approval."""

from uuid import UUID

from django.db import transaction
from django.utils import translation

from audit.actions import record
from core.clock import now
from core.text import render
from notifications.actions import notify
from notifications.kinds import Kind
from people.models import Person
from sessions.actions.endings import sitting_ended
from sessions.actions.room import hold_open
from sessions.actions.room_log import append
from sessions.actions.sittings import hold
from sessions.errors_sitting import (
    AlreadySettled,
    MinutesAreFinal,
    NotInvited,
    SaysNothing,
    SayWhy,
    WrittenMeanwhile,
)
from sessions.models import (
    Approval,
    Attendance,
    AttendanceState,
    Correction,
    CorrectionState,
    Minutes,
    MinutesVersion,
    RoomEventKind,
    Sitting,
    SittingRole,
    SittingState,
)
from sessions.notices.sittings import CORRECTED, MINUTES_FINAL, MINUTES_READY, sitting_context
from sessions.queries.draft_minutes import draft_of


@transaction.atomic
def end_room(*, sitting: Sitting, by: Person, language: str = "nl") -> Minutes:
    """End the session: the notes become draft minutes, which participants read. Raises RoomNotOpen."""
    known = Minutes.objects.filter(sitting=sitting).first()
    if known:
        return known
    held, room = hold_open(sitting)
    append(held, RoomEventKind.ENDED, by=by)
    room.refresh_from_db()
    room.item, room.started_at, room.paused_at, room.speaker = None, None, None, None
    room.save(update_fields=["item", "started_at", "paused_at", "speaker"])
    held.state, held.ended_at = SittingState.ENDED, now()
    held.save(update_fields=["state", "ended_at"])
    record("sitting.ended", by=by, target=held, region_id=held.about.pk)
    with translation.override(language):
        body = draft_of(held)
    made = Minutes.objects.create(sitting=held, body=body, html=render(body).html)
    _keep_version(made, by)
    record("minutes.drafted", by=by, target=held)
    _tell(held, MINUTES_READY, by)
    sitting_ended(held, by)
    return made


@transaction.atomic
def save_minutes(*, minutes: Minutes, body: str, seen: int, by: Person) -> Minutes:
    """Write the minutes anew; every earlier text is kept. Raises MinutesAreFinal, WrittenMeanwhile, SaysNothing."""
    held = _draft(minutes)
    if not body.strip():
        raise SaysNothing
    if held.body == body.strip():
        return held
    if held.revision != seen:
        raise WrittenMeanwhile
    held.body, held.html = body.strip(), render(body).html
    held.revision += 1
    held.save(update_fields=["body", "html", "revision"])
    _keep_version(held, by)
    record(
        "minutes.changed", by=by, target=held.sitting,
        changes={"revision": (seen, held.revision)},
    )  # fmt: skip
    return held


@transaction.atomic
def propose_correction(*, minutes: Minutes, body: str, key: UUID, by: Person) -> Correction:
    """Say what should be said otherwise; the same key again gives the same row. Raises MinutesAreFinal, SaysNothing."""
    held = _draft(minutes)
    known = Correction.objects.filter(key=key, minutes=held).first()
    if known:
        return known
    if not body.strip():
        raise SaysNothing
    row = Correction.objects.create(minutes=held, person=by, body=body.strip(), key=key)
    record("minutes.correction", by=by, target=held.sitting)
    context = sitting_context(held.sitting) | {"person": str(by)}
    takers = [held.sitting.facilitator, *_people(held.sitting, role=SittingRole.RAPPORTEUR)]
    notify(takers, CORRECTED, about=held.sitting, by=by, key=str(row.key), context=context)
    return row


@transaction.atomic
def settle_correction(
    *, correction: Correction, state: CorrectionState, by: Person, answer: str = ""
) -> Correction:
    """Say that a correction was taken over, or why not. Raises AlreadySettled, SayWhy, MinutesAreFinal."""
    _draft(correction.minutes)
    row = Correction.objects.select_for_update().get(pk=correction.pk)
    if row.state != CorrectionState.OPEN:
        raise AlreadySettled
    if state == CorrectionState.DECLINED and not answer.strip():
        raise SayWhy
    row.state, row.answer, row.settled_at, row.settled_by = state, answer.strip(), now(), by
    row.save(update_fields=["state", "answer", "settled_at", "settled_by"])
    changes = {"state": (CorrectionState.OPEN, state)}
    record("minutes.correction_settled", by=by, target=row.minutes.sitting, changes=changes)
    return row


@transaction.atomic
def approve_minutes(*, minutes: Minutes, seen: int, by: Person) -> Approval:
    """Agree with the text as one has it before the eyes. Raises MinutesAreFinal, WrittenMeanwhile, NotInvited."""
    held = _draft(minutes)
    if not Attendance.objects.standing().filter(sitting=held.sitting_id, person=by).exists():
        raise NotInvited
    if held.revision != seen:
        raise WrittenMeanwhile
    row, _made = Approval.objects.update_or_create(
        minutes=held, person=by, defaults={"revision": seen, "approved_at": now()}
    )
    record("minutes.approved", by=by, target=held.sitting, changes={"revision": (None, seen)})
    return row


@transaction.atomic
def finish_minutes(*, minutes: Minutes, seen: int, by: Person) -> Minutes:
    """Make the minutes final and close the sitting. Raises WrittenMeanwhile, MinutesAreFinal."""
    held = _draft(minutes)
    if held.revision != seen:
        raise WrittenMeanwhile
    held.final_at, held.final_by = now(), by
    held.save(update_fields=["final_at", "final_by"])
    sitting = hold(held.sitting)
    sitting.state = SittingState.CLOSED
    sitting.save(update_fields=["state"])
    record("minutes.final", by=by, target=sitting, region_id=sitting.about.pk)
    _tell(sitting, MINUTES_FINAL, by)
    return held


def _draft(minutes: Minutes) -> Minutes:
    rows = Minutes.objects.select_for_update(of=("self",)).select_related(
        "sitting__facilitator", "sitting__round_plan__dossier__region", "sitting__region"
    )
    held = rows.get(pk=minutes.pk)
    if held.final_at is not None:
        raise MinutesAreFinal
    return held


def _keep_version(minutes: Minutes, by: Person) -> None:
    MinutesVersion.objects.create(
        minutes=minutes,
        number=minutes.revision,
        body=minutes.body,
        saved_at=now(),
        saved_by=by,
    )


def _people(sitting: Sitting, **which: object) -> list[Person]:
    rows = Attendance.objects.standing().filter(sitting=sitting, **which)
    return list(Person.objects.filter(pk__in=rows.values("person_id")))


def _tell(sitting: Sitting, kind: Kind, by: Person) -> None:
    """Who was there, and who had said that they would come."""
    were = [AttendanceState.PRESENT, AttendanceState.COMING]
    people = _people(sitting, state__in=were)
    notify(people, kind, about=sitting, by=by, context=sitting_context(sitting))
