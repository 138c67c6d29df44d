"""The demo's mail of earlier: in the outbox as sent, so that opening the demo sends no storm."""

from datetime import timedelta

from core.clock import now
from notifications.actions import retire
from notifications.letters import letter_for
from notifications.models import Delivery, DeliveryState, Notice

UNREAD = timedelta(days=14)


def settle_the_past() -> None:
    """Mark old notices as read, and all mail as sent with the words that it had: a demo mails nobody by opening."""
    for delivery in Delivery.objects.filter(state=DeliveryState.TODO):
        _sent_then(delivery)
    Notice.objects.filter(read_at=None, created_at__lt=now() - UNREAD).update(read_at=now())
    retire()


def _sent_then(delivery: Delivery) -> None:
    letter = letter_for(delivery.notice) if delivery.notice else None
    if delivery.notice and letter is None:
        delivery.state = DeliveryState.DROPPED
    else:
        delivery.state, delivery.sent_at, delivery.attempts = (
            DeliveryState.SENT,
            delivery.created_at,
            1,
        )
    if letter:
        delivery.subject, delivery.text, delivery.html = letter.subject, letter.text, letter.html
        delivery.headers = letter.headers
    delivery.save()
