"""Mails that did not arrive, in the words of who looks after them: to whom and why, never what they say."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from notifications import kinds
from notifications.deciding import DEAD
from notifications.models import DeadAddress, Delivery, DeliveryState
from people.models import Person


@dataclass(frozen=True)
class Failure:
    """One mail that did not arrive."""

    mail: Delivery
    about: str
    trouble: str
    given_up: bool  # nothing is sent to this address any more


def undelivered_for(person: Person) -> QuerySet[Delivery]:
    """Those that this person looks after, newest first."""
    rows = Delivery.objects.looked_after_by(person).undelivered()
    return rows.select_related("person", "notice").defer("text", "html", "subject")


def failures_of(mails: Iterable[Delivery]) -> list[Failure]:
    """The same in words; one query."""
    rows = list(mails)
    dead = set(
        DeadAddress.objects.filter(address__in={row.address.lower() for row in rows}).values_list(
            "address", flat=True
        )
    )
    return [Failure(row, _about(row), _trouble(row), row.address.lower() in dead) for row in rows]


def _about(mail: Delivery) -> str:
    kind = kinds.get(mail.notice.kind) if mail.notice else None
    if kind:
        return str(kind.title)
    if mail.digest_id:
        return _("Digest")
    return _("Mail about the account") if mail.person_id else _("Invitation")


def _trouble(mail: Delivery) -> str:
    if mail.error == DEAD:
        return _("Mail to this address came back before, so it was not sent.")
    if mail.state == DeliveryState.BOUNCED:
        return _("It came back: %(reason)s") % {"reason": mail.error or "?"}
    if mail.error[:3].isdigit():
        return _("The mailbox refused it: %(reason)s") % {"reason": mail.error}
    return _("The mail server could not be reached, or did not take it (%(error)s).") % {
        "error": mail.error
    }
