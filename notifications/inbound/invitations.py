"""The address in an invitation to which a calendar program sends its answer.

A calendar program takes a change only from the organiser who asked first, so one person has one address for
one appointment, whatever mails follow. The token is made of the two again when a mail leaves: the mail as it
waits here, and the table of addresses, do not hold it.
"""

import base64
from datetime import datetime

from django.conf import settings
from django.utils.crypto import salted_hmac
from icalendar.parser import Contentline, Contentlines

from core.clock import now
from core.keys import fingerprint
from notifications.inbound.offers import LASTS, LENGTH
from notifications.models import Delivery, ReplyAddress
from people.models import Person

SALT = "notifications.invitation"


def take_answers(
    *, delivery: Delivery, uid: str, subject_type: str, subject_id: int, until: datetime
) -> ReplyAddress:
    """Let the calendar program that gets this mail answer it until then; what was withdrawn stays so."""
    assert delivery.person_id is not None  # noqa: S101 -- for the types: an invitation is somebody's
    row, _made = ReplyAddress.objects.update_or_create(
        token_hash=fingerprint(_token(uid, delivery.person_id)),
        defaults={
            "person_id": delivery.person_id,
            "delivery": delivery,
            "subject_type": subject_type,
            "subject_id": subject_id,
            "expires_at": max(until, now() + LASTS),
        },
    )
    return row


def takes_answers(*, uid: str, person: Person) -> bool:
    """Whether the calendar of this person was told an address for answers before."""
    return ReplyAddress.objects.filter(token_hash=fingerprint(_token(uid, person.pk))).exists()


def organiser() -> str:
    """The address of who invites, as it waits in a mail; empty where answers are not taken."""
    return settings.REPLY_ADDRESS


def addressed(delivery: Delivery) -> tuple[str, str]:
    """The calendar file of a mail as it leaves, and where its answer goes; "" when none is taken."""
    file, bare = delivery.calendar, settings.REPLY_ADDRESS
    lines = Contentlines.from_ical(file)
    uid = next((line.removeprefix("UID:") for line in lines if line.startswith("UID:")), "")
    if not bare or not uid or delivery.person_id is None:
        return file, ""
    box, _at, domain = bare.rpartition("@")
    address = f"{box}+{_token(uid, delivery.person_id)}@{domain}"
    named = Contentlines(_renamed(line, bare, address) for line in lines)
    return (named.to_ical().decode(), address) if named != lines else (file, "")


def _renamed(line: Contentline, bare: str, address: str) -> Contentline:
    if not line.startswith("ORGANIZER") or not line.endswith(f":mailto:{bare}"):
        return line
    return Contentline(line.removesuffix(bare) + address)


def _token(uid: str, person_id: int) -> str:
    digest = salted_hmac(SALT, f"{person_id}:{uid}", algorithm="sha256").digest()
    return base64.b32encode(digest).decode()[:LENGTH].lower()
