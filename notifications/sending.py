"""Sending one mail, once."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q

from core.clock import now
from core.keys import claim
from notifications.letters import letter_for
from notifications.models import Delivery, DeliveryState

logger = logging.getLogger(__name__)
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480)]
STUCK = timedelta(minutes=10)  # a worker that died in the middle


def due() -> list[int]:
    """Mails whose time has come, oldest first; also those that a dead worker left half-way."""
    half_way = Q(state=DeliveryState.SENDING, next_try_at__lte=now() - STUCK)
    waiting = Q(state=DeliveryState.TODO, next_try_at__lte=now())
    return list(
        Delivery.objects.filter(half_way | waiting)
        .order_by("pk")
        .values_list("pk", flat=True)[:200]
    )


def send(delivery_id: int) -> DeliveryState | None:
    """Send one mail if it is still to be sent; the state that it has then, or nothing.

    Two workers never send the same row; after a crash between sending and noting it, the mail goes
    out again under the same Message-ID, so that mail programs show it once.
    """
    mine = Delivery.objects.filter(pk=delivery_id).filter(
        Q(state=DeliveryState.TODO, next_try_at__lte=now())
        | Q(state=DeliveryState.SENDING, next_try_at__lte=now() - STUCK)
    )
    if not claim(mine, state=DeliveryState.SENDING, next_try_at=now()):
        return None
    delivery = Delivery.objects.select_related("notice__person", "person").get(pk=delivery_id)
    if not _compose(delivery):
        return _finish(delivery, DeliveryState.DROPPED)
    try:
        _hand_over(delivery)
    except Exception as error:  # noqa: BLE001 -- any mail server's trouble is tried again
        return _try_later(delivery, error)
    return _finish(delivery, DeliveryState.SENT)


def _compose(delivery: Delivery) -> bool:
    """Words of a notice are chosen now: not before it is sure that it still matters."""
    notice = delivery.notice
    if notice is None:
        return bool(delivery.subject)
    if notice.read_at is not None or not notice.person.is_active:
        return False
    letter = letter_for(notice)
    if letter is None:
        return False
    delivery.subject, delivery.text, delivery.html = letter.subject, letter.text, letter.html
    delivery.headers = letter.headers
    delivery.save(update_fields=["subject", "text", "html", "headers"])
    return True


def _hand_over(delivery: Delivery) -> None:
    host = settings.BASE_URL.split("//")[-1].split(":")[0]
    mail = EmailMultiAlternatives(
        delivery.subject,
        delivery.text,
        settings.DEFAULT_FROM_EMAIL,
        [delivery.address],
        headers={**delivery.headers, "Message-ID": f"<{delivery.message_id}@{host}>"},
    )
    if delivery.html:
        mail.attach_alternative(delivery.html, "text/html")
    mail.send()


def _finish(delivery: Delivery, state: DeliveryState) -> DeliveryState:
    delivery.state = state
    delivery.sent_at = now() if state == DeliveryState.SENT else None
    delivery.attempts += 1
    delivery.save(update_fields=["state", "sent_at", "attempts"])
    return state


def _try_later(delivery: Delivery, error: Exception) -> DeliveryState:
    logger.warning("mail failed", extra={"delivery": delivery.pk, "error": type(error).__name__})
    delivery.attempts += 1
    again = delivery.attempts <= len(WAITS)
    delivery.state = DeliveryState.TODO if again else DeliveryState.FAILED
    delivery.next_try_at = now() + WAITS[min(delivery.attempts, len(WAITS)) - 1]
    delivery.error = type(error).__name__[:240]
    delivery.save(update_fields=["state", "attempts", "next_try_at", "error"])
    return DeliveryState(delivery.state)
