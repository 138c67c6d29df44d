"""Live notes and advice caught on the spot: each a row with a number of its writer's own."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from audit.actions import changed, record
from core.clock import now
from people.models import Person
from sessions.actions.room import hold_open, is_at_table
from sessions.actions.room_log import append
from sessions.errors_sitting import NotInvited, SaysNothing, WrittenMeanwhile
from sessions.models import AgendaItem, CaughtAdvice, Note, NoteKind, RoomEventKind, Sitting


@transaction.atomic
def add_note(
    *,
    sitting: Sitting,
    item: AgendaItem,
    body: str,
    key: UUID,
    by: Person,
    kind: NoteKind = NoteKind.NOTE,
) -> Note:
    """Note something under a step; the same key again gives the same note. Raises RoomNotOpen, SaysNothing."""
    held, _room = hold_open(sitting)
    known = Note.objects.filter(key=key, sitting=held).first()
    if known:
        return known
    if not body.strip():
        raise SaysNothing
    note = Note.objects.create(
        sitting=held, item=item, kind=kind, body=body.strip(), key=key, author=by
    )
    append(held, RoomEventKind.NOTE, by=by, note=note.pk, item=item.pk)
    return note


@transaction.atomic
def edit_note(*, note: Note, body: str, seen: int, by: Person) -> Note:
    """Change a note; `seen` is the revision on the writer's screen. The log keeps what it was.

    Raises RoomNotOpen, SaysNothing, WrittenMeanwhile.
    """
    held, _room = hold_open(note.sitting)
    row = Note.objects.select_for_update().get(pk=note.pk)
    if not body.strip():
        raise SaysNothing
    if row.body == body.strip():
        return row
    if row.revision != seen or row.removed_at is not None:
        raise WrittenMeanwhile
    old, row.body = row.body, body.strip()
    row.revision, row.edited_at, row.edited_by = row.revision + 1, now(), by
    row.save(update_fields=["body", "revision", "edited_at", "edited_by"])
    record("sitting.note_changed", by=by, target=row, changes={"body": (old, row.body)})
    append(held, RoomEventKind.NOTE_CHANGED, by=by, note=row.pk, item=row.item_id)
    return row


@transaction.atomic
def remove_note(*, note: Note, seen: int, by: Person) -> Note:
    """Take a note away; the log keeps its text. Raises RoomNotOpen, WrittenMeanwhile. Twice is once."""
    held, _room = hold_open(note.sitting)
    row = Note.objects.select_for_update().get(pk=note.pk)
    if row.removed_at is not None:
        return row
    if row.revision != seen:
        raise WrittenMeanwhile
    row.removed_at = now()
    row.save(update_fields=["removed_at"])
    record("sitting.note_removed", by=by, target=row, changes={"body": (row.body, None)})
    append(held, RoomEventKind.NOTE_REMOVED, by=by, note=row.pk, item=row.item_id)
    return row


@dataclass(frozen=True)
class Spoken:
    """A recommendation as it was spoken: what, why, by whom."""

    title: str
    body: str = ""
    given_by: Person | None = None


@transaction.atomic
def catch_advice(*, sitting: Sitting, spoken: Spoken, key: UUID, by: Person) -> CaughtAdvice:
    """Keep advice that was just spoken; the same key again gives the same row.

    Raises RoomNotOpen, SaysNothing, NotInvited.
    """
    held, room = hold_open(sitting)
    known = CaughtAdvice.objects.filter(key=key, sitting=held).first()
    if known:
        return known
    _check(held, spoken)
    row = CaughtAdvice.objects.create(
        sitting=held, item_id=room.item_id, key=key, caught_by=by, **_values(spoken)
    )
    append(held, RoomEventKind.CAUGHT, by=by, caught=row.pk)
    return row


@transaction.atomic
def edit_caught(*, caught: CaughtAdvice, spoken: Spoken, seen: int, by: Person) -> CaughtAdvice:
    """Say caught advice otherwise, while the session is open.

    Raises RoomNotOpen, SaysNothing, NotInvited, WrittenMeanwhile.
    """
    held, _room = hold_open(caught.sitting)
    row = CaughtAdvice.objects.select_for_update(of=("self",)).get(pk=caught.pk)
    _check(held, spoken)
    changes = changed(row, _values(spoken))
    if not changes:
        return row
    if row.revision != seen:
        raise WrittenMeanwhile
    for name, (_old, new) in changes.items():
        setattr(row, name, new)
    row.revision += 1
    row.save(update_fields=[*changes, "revision"])
    record("sitting.caught_changed", by=by, target=row, changes=changes)
    append(held, RoomEventKind.CAUGHT_CHANGED, by=by, caught=row.pk)
    return row


def _values(spoken: Spoken) -> dict[str, object]:
    return {
        "title": spoken.title.strip(),
        "body": spoken.body.strip(),
        "given_by": spoken.given_by,
    }


def _check(held: Sitting, spoken: Spoken) -> None:
    if not spoken.title.strip():
        raise SaysNothing
    if spoken.given_by is not None and not is_at_table(held, spoken.given_by):
        raise NotInvited
