"""Writing in silence: each for oneself, until one shares it."""

from django.db import transaction

from audit.actions import record
from core.clock import now
from people.models import Person
from sessions.actions.room import hold_open
from sessions.actions.room_log import append
from sessions.actions.sittings import hold
from sessions.errors_sitting import RoomNotOpen, SaysNothing, WrittenMeanwhile
from sessions.models import RoomEventKind, SilentKind, SilentText, Sitting, SittingState

WRITABLE = (SittingState.OPEN, SittingState.ENDED)  # the last words may come just after the end


@transaction.atomic
def save_silent(
    *, sitting: Sitting, kind: SilentKind, body: str, seen: int, by: Person
) -> SilentText:
    """Keep what one writes; `seen` is the revision on the screen, zero for none yet.

    No event: nobody else need know. What is shared already changes for all. Raises RoomNotOpen, WrittenMeanwhile.
    """
    held = hold(sitting)
    if held.state not in WRITABLE:
        raise RoomNotOpen
    row = SilentText.objects.select_for_update().filter(sitting=held, person=by, kind=kind).first()
    if row is not None and row.body == body:
        return row
    if (row.revision if row else 0) != seen:
        raise WrittenMeanwhile
    row = row or SilentText(sitting=held, person=by, kind=kind)
    row.body, row.revision, row.saved_at = body, row.revision + 1, now()
    row.save()
    if row.shared_at is not None:
        append(held, RoomEventKind.SHARED, by=by, text=row.pk)
    return row


@transaction.atomic
def share_silent(*, sitting: Sitting, by: Person) -> list[SilentText]:
    """Let all who take part read one's own texts. Raises RoomNotOpen, SaysNothing. Twice is once."""
    held, _room = hold_open(sitting)
    rows = SilentText.objects.select_for_update().filter(sitting=held, person=by).exclude(body="")
    if not rows:
        raise SaysNothing
    fresh = [row for row in rows if row.shared_at is None]
    for row in fresh:
        row.shared_at = now()
        row.save(update_fields=["shared_at"])
        append(held, RoomEventKind.SHARED, by=by, text=row.pk)
    if fresh:
        record("sitting.silent_shared", by=by, target=held)
    return list(rows)
