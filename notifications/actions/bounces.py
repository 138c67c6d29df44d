"""Mail that came back, and addresses that it never reaches."""

from uuid import UUID, uuid4

from django.db import transaction

from audit.actions import record
from core.clock import now
from core.tasks import enqueue
from notifications.errors import NotToBeSentAgain
from notifications.models import DeadAddress, Delivery, DeliveryState
from people.models import Person


@transaction.atomic
def note_bounce(*, message_id: str | UUID, permanent: bool, reason: str = "") -> Delivery | None:
    """Note that one mail came back; nothing when it is none of ours. Harmless when told twice.

    `message_id` is what the mail carried: our UUID, bare or as `<uuid@host>`. After a permanent bounce
    notices and digests no longer go to the address, until the person has another one.
    """
    known = _uuid_of(message_id)
    if known is None:
        return None
    delivery = Delivery.objects.select_for_update().filter(message_id=known).first()
    if delivery is None:
        return None
    if delivery.state != DeliveryState.BOUNCED:
        delivery.state, delivery.error = DeliveryState.BOUNCED, _one_line(reason)
        delivery.sent_at = delivery.sent_at or delivery.handed_at or now()
        delivery.save(update_fields=["state", "error", "sent_at"])
        record("notifications.bounced", by=None, target=delivery)
    if permanent:
        give_up(address=delivery.address, reason=reason)
    return delivery


@transaction.atomic
def give_up(*, address: str, reason: str = "", by: Person | None = None) -> DeadAddress:
    """Send no more notices and digests to this address; said by a mail server, or by a facilitator."""
    row, made = DeadAddress.objects.get_or_create(
        address=address.strip().lower(), defaults={"reason": _one_line(reason), "found_by": by}
    )
    if made:
        record("notifications.gave_up_address", by=by, target=row)
    return row


@transaction.atomic
def trust_again(*, address: str, by: Person) -> bool:
    """Mail goes to this address again: its mailbox works; False when it was never given up."""
    row = DeadAddress.objects.select_for_update().filter(address=address.strip().lower()).first()
    if row is None:
        return False
    record("notifications.trusted_address", by=by, target=row)
    row.delete()
    return True


@transaction.atomic
def try_again(*, delivery: Delivery, by: Person) -> Delivery:
    """Send a mail that did not arrive once more, also to an address that was given up.

    What came back gets another name, or mail programs would hide it. Raises NotToBeSentAgain.
    """
    delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if delivery.state not in (DeliveryState.FAILED, DeliveryState.BOUNCED) or delivery.is_secret:
        raise NotToBeSentAgain
    if delivery.state == DeliveryState.BOUNCED:
        delivery.message_id, delivery.handed_at = uuid4(), None
    delivery.state, delivery.sent_at, delivery.error = DeliveryState.TODO, None, ""
    delivery.attempts, delivery.next_try_at = 0, now()
    delivery.save(
        update_fields=[
            "message_id",
            "handed_at",
            "state",
            "sent_at",
            "error",
            "attempts",
            "next_try_at",
        ]
    )
    record("notifications.tried_again", by=by, target=delivery)
    trust_again(address=delivery.address, by=by)
    enqueue("notifications.tasks.send_one", delivery.pk)
    return delivery


def _uuid_of(message_id: str | UUID) -> UUID | None:
    text = str(message_id).strip().strip("<>").partition("@")[0]
    try:
        return UUID(text)
    except ValueError:
        return None


def _one_line(text: str) -> str:
    return " ".join(text.split())[:240]
