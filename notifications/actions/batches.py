"""Held mail: whom to leave out, a word above it, and then it leaves or not."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet

from audit.actions import record
from core.clock import now
from core.tasks import enqueue
from notifications.errors import AlreadyDecided
from notifications.models import Batch, BatchState, Delivery, DeliveryState, HoldingLimit
from notifications.queries.limit import most_people
from people.models import Person


@transaction.atomic
def edit_batch(*, batch: Batch, leave_out: Collection[int], note: str, by: Person) -> Batch:
    """Leave these mails out, and set a word above every letter. Raises AlreadyDecided."""
    row = held(batch)
    left = _waiting(row).filter(pk__in=leave_out)
    out = list(left.values_list("person_id", flat=True))
    left.update(state=DeliveryState.DROPPED)
    changes = {"note": (row.note, note)} if note != row.note else {}
    if out:
        changes["left_out"] = ("", ", ".join(map(str, out)))
    if changes:
        row.note = note
        row.save(update_fields=["note"])
        record("notifications.edited_held", by=by, target=row, changes=changes)
    return row


@transaction.atomic
def release(*, batch: Batch, by: Person) -> int:
    """Let the mails leave; how many. Raises AlreadyDecided."""
    row = _decide(batch, BatchState.RELEASED, by)
    count = _waiting(row).update(state=DeliveryState.TODO, next_try_at=now())
    record("notifications.released", by=by, target=row)
    enqueue("notifications.tasks.send_due")
    return count


@transaction.atomic
def cancel(*, batch: Batch, by: Person) -> int:
    """Never send the mails; the notices stay in the inboxes. How many. Raises AlreadyDecided."""
    row = _decide(batch, BatchState.CANCELLED, by)
    count = _waiting(row).update(state=DeliveryState.DROPPED)
    record("notifications.cancelled", by=by, target=row)
    return count


@transaction.atomic
def set_limit(*, people: int, by: Person) -> HoldingLimit | None:
    """Choose above how many people mail of one deed waits; nothing when it is so already."""
    before = most_people()
    if people == before:
        return None
    row = HoldingLimit(people=people, set_by=by)
    row.full_clean()
    row.save()
    record("notifications.limit_set", by=by, target=row, changes={"people": (before, people)})
    return row


def held(batch: Batch) -> Batch:
    """The sending as it is now, locked until the action is over. Raises AlreadyDecided."""
    row = Batch.objects.select_for_update().get(pk=batch.pk)
    if row.state != BatchState.HELD:
        raise AlreadyDecided
    return row


def _decide(batch: Batch, state: BatchState, by: Person) -> Batch:
    row = held(batch)
    row.state, row.decided_at, row.decided_by = state, now(), by
    row.save(update_fields=["state", "decided_at", "decided_by"])
    return row


def _waiting(batch: Batch) -> QuerySet[Delivery]:
    return Delivery.objects.filter(batch=batch, state=DeliveryState.HELD)
