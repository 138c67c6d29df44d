"""Reads of mail that came in."""

from django.db.models import Q, QuerySet

from core.clock import now
from notifications.models import InboundMail, InboundState, ReplyAddress
from people.models import Person

HIDDEN = ("raw", "body", "left_out", "sentence", "place", "files")  # what is not for administrators


def own(person: Person) -> QuerySet[InboundMail]:
    """What one person mailed, newest first."""
    return InboundMail.objects.visible_to(person).defer("raw")


def not_posted() -> QuerySet[InboundMail]:
    """What was not posted, newest first; the words stay in the database."""
    rows = InboundMail.objects.not_posted().select_related("person").defer(*HIDDEN)
    return rows.annotate(kept=~Q(raw=b""))


def open_addresses(person: Person) -> int:
    """How many mails the person may answer now."""
    rows = ReplyAddress.objects.filter(person=person, revoked_at=None, expires_at__gt=now())
    return rows.count()


def waiting() -> int:
    """How many mails wait to be read."""
    return InboundMail.objects.filter(state=InboundState.TODO).count()
