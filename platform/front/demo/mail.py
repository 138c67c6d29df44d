"""The demo's mail of earlier: in the outbox as sent, so that opening the demo sends no storm."""

from datetime import timedelta

from django.utils import translation

from core import clock
from core.clock import now
from notifications.actions import retire
from notifications.inbound.offers import offer_for
from notifications.letters import Letter, letter_for
from notifications.models import Delivery, DeliveryState, Notice

UNREAD = timedelta(days=14)


def settle_the_past() -> None:
    """Mark old notices as read, and all mail as sent with the words that it had: a demo mails nobody by opening."""
    for delivery in Delivery.objects.filter(state=DeliveryState.TODO):
        _sent_then(delivery)
    Notice.objects.filter(read_at=None, created_at__lt=now() - UNREAD).update(read_at=now())
    retire()


def _sent_then(delivery: Delivery) -> None:
    letter = _letter(delivery)
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


def _letter(delivery: Delivery) -> Letter | None:
    """As it left then, with the address at which it was answered."""
    notice = delivery.notice
    if notice is None:
        return None
    with clock.frozen(delivery.created_at), translation.override(notice.person.language):
        offer = offer_for(delivery)
    return letter_for(notice, offer=offer)
