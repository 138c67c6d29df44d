"""To how many people mail of one deed goes without waiting."""

from django.conf import settings

from notifications.models import HoldingLimit


def limit_now() -> HoldingLimit | None:
    """What somebody chose last; one query."""
    return HoldingLimit.objects.select_related("set_by").first()


def most_people() -> int:
    """The greatest number of people that mail of one deed goes to at once; one query."""
    chosen = HoldingLimit.objects.values_list("people", flat=True).first()
    return settings.HOLD_MAIL_ABOVE if chosen is None else chosen
