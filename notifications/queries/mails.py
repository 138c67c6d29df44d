"""Mails that left, that wait, and that did not arrive."""

from django.conf import settings

from notifications.models import Delivery, DeliveryState


def outbox() -> list[Delivery]:
    """The newest mails that were sent, or are about to be."""
    rows = Delivery.objects.exclude(state=DeliveryState.DROPPED).select_related("person", "notice")
    return list(rows[: settings.INBOX_LENGTH])
