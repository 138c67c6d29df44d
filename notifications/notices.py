"""What this app itself tells people."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notifications.kinds import Kind, Rows, register, register_group
from notifications.models import Batch, BatchState
from people.models import Person


def _held(person: Person) -> Rows:
    """Those that still wait."""
    return Batch.objects.filter(held_by=person, state=BatchState.HELD)


register_group("notifications", _("Mail to others"))
HELD = register(
    Kind(
        key="notifications.held",
        title=_("Mail that you hold is waiting"),
        line=_("Mail of yours waits since yesterday or longer. Send it, or cancel it."),
        why=_("because this mail waits for you"),
        action=_("Look at the held mail"),
        url=lambda pk, _context: reverse("notifications:held-detail", args=[pk]),
        seen=_held,
        asks=True,
    )
)
