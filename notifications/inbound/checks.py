"""Whether a mail counts at all: who sent it, to which address, and when."""

import re

from allauth.account.models import EmailAddress
from django.conf import settings

from core.clock import now
from core.text import MAX_LENGTH
from notifications.inbound import registry
from notifications.inbound.errors import LeftAlone, NotPosted
from notifications.inbound.keeping import too_big
from notifications.inbound.reading.letter import Letter
from notifications.models import InboundMail, Reason, ReplyAddress
from people.models import Person

_FAILED = re.compile(r"\b(?:dmarc|spf|dkim)=(\w+)")


def check(mail: InboundMail, letter: Letter) -> ReplyAddress:
    """The address that was answered. Raises LeftAlone or NotPosted."""
    leave_alone(letter)
    address = mail.reply_address
    if letter.answer and address and not registry.invitation(address.subject_type):
        raise LeftAlone(Reason.CALENDAR)  # to an invitation of somebody else's
    if too_big(mail.size):
        raise NotPosted(Reason.TOO_BIG)
    if address is None:
        raise NotPosted(Reason.UNKNOWN)
    if address.person_id not in owners_of(letter.sender):
        raise NotPosted(Reason.SENDER)
    if is_forged(letter):
        raise NotPosted(Reason.FORGED)
    if not address.person.is_active:
        raise NotPosted(Reason.AWAY)
    if address.revoked_at is not None:
        raise NotPosted(Reason.REVOKED)
    if address.expires_at <= mail.received_at or address.expires_at <= now():
        raise NotPosted(Reason.EXPIRED)
    return address


def check_words(letter: Letter) -> None:
    """Raises NotPosted where there is nothing to post, or too much."""
    if not letter.body.strip():
        raise NotPosted(Reason.EMPTY)
    if len(letter.body) > MAX_LENGTH:
        raise NotPosted(Reason.TOO_LONG)


def leave_alone(letter: Letter) -> None:
    """Stop here for what no person wrote, and for what we wrote ourselves. Raises LeftAlone."""
    if is_ours(letter.sender):
        raise LeftAlone(Reason.LOOP)
    if letter.answer and letter.sender:  # a machine mails it, because a person pressed a button
        return
    if letter.calendar:
        raise LeftAlone(Reason.CALENDAR)
    if letter.automatic or not letter.sender:
        raise LeftAlone(Reason.AUTOMATIC)


def is_ours(sender: str) -> bool:
    """Whether this is an address from which we mail, or at which we take answers."""
    box, _at, domain = settings.REPLY_ADDRESS.lower().rpartition("@")
    answers = (
        bool(box) and sender.endswith(f"@{domain}") and sender.startswith((f"{box}@", f"{box}+"))
    )
    ours = settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].strip("> ").lower()
    return answers or sender == ours


def owners_of(sender: str) -> set[int]:
    """Whose address this is: what somebody logs in with, or confirmed beside it."""
    if not sender:
        return set()
    confirmed = EmailAddress.objects.filter(email__iexact=sender, verified=True)
    ids = set(confirmed.values_list("user_id", flat=True))
    unsure = set(
        EmailAddress.objects.filter(email__iexact=sender, verified=False).values_list(
            "user_id", flat=True
        )
    )
    known = Person.objects.filter(email=sender).exclude(pk__in=unsure - ids)
    return ids | set(known.values_list("pk", flat=True))


def addresses_of(person: Person) -> set[str]:
    """From where this person mails: the address of the log-in, and those that were confirmed beside it."""
    confirmed = EmailAddress.objects.filter(user=person, verified=True)
    return {person.email, *confirmed.values_list("email", flat=True)}


def is_forged(letter: Letter) -> bool:
    """Whether our own mail server says that the sender's domain did not send this.

    Only the verdict on top counts, and only that of the server named in INBOUND_AUTH_SERVER: whoever
    sends a mail can write such lines below it.
    """
    server = settings.INBOUND_AUTH_SERVER.lower()
    if not server:
        return False
    top = letter.verdicts[0].lower() if letter.verdicts else ""
    if top.partition(";")[0].split()[:1] != [server]:
        return True
    dmarc = re.search(r"\bdmarc=(\w+)", top)
    if dmarc:
        return dmarc[1] not in ("pass", "bestguesspass")
    return "pass" not in _FAILED.findall(top)
