"""The offer in a mail: answer it, and your words become a post."""

import base64
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from audit.actions import record
from core.clock import now
from core.keys import fingerprint
from notifications.inbound import registry
from notifications.models import Delivery, Notice, ReplyAddress
from people.models import Person

SALT = "notifications.reply"
LENGTH = 26  # letters and digits of base32: 130 bits, and a mail server may change their case
LASTS = timedelta(days=60)


@dataclass(frozen=True)
class Offer:
    """What an answerable mail carries."""

    subject: str
    headers: dict[str, str]
    line: str = ""  # "answer above this line"; empty when answers are not taken


@dataclass(frozen=True)
class Offers:
    """What was read about answering some mails."""

    titles: Mapping[tuple[str, int], str] = field(default_factory=dict)
    addresses: Mapping[int, str] = field(default_factory=dict)  # by mail, where answers are taken

    def of(self, delivery: Delivery) -> Offer | None:
        """How this mail is answered, in its reader's language; nothing when it is about no such thing."""
        notice = delivery.notice
        title = self.titles.get(_thing(notice)) if notice else None
        if notice is None or title is None:
            return None
        with translation.override(notice.person.language):
            subject = _("Conversation: %(title)s") % {"title": title}
            headers = together(notice.subject_type, notice.subject_id)
            address = self.addresses.get(delivery.pk)
            if address is None:
                return Offer(subject, headers)
            return Offer(subject, headers | {"Reply-To": address}, line=our_line())


def offer_for(delivery: Delivery) -> Offer | None:
    """The same of one mail alone."""
    return offers_for([delivery]).of(delivery)


def offers_for(mails: Iterable[Delivery]) -> Offers:
    """How these mails are answered; to be asked of mails whose readers may see what they are about."""
    by_type: dict[str, list[Delivery]] = {}
    for mail in mails:
        if mail.notice and registry.get(mail.notice.subject_type):
            by_type.setdefault(mail.notice.subject_type, []).append(mail)
    titles: dict[tuple[str, int], str] = {}
    answered: list[Delivery] = []
    for subject_type, rows in by_type.items():
        kind = registry.get(subject_type)
        assert kind is not None  # noqa: S101 -- for the types: asked above
        named = kind.titles({mail.notice.subject_id for mail in rows if mail.notice})
        titles |= {(subject_type, pk): " ".join(title.split()) for pk, title in named.items()}
        if settings.REPLY_ADDRESS:
            answered += _answerable(kind, rows)
    return Offers(titles, addresses_for(answered))


def _answerable(kind: registry.Answerable, mails: list[Delivery]) -> list[Delivery]:
    """Those of these mails whose readers may write there now."""
    asked: dict[Person, set[int]] = {}
    for mail in mails:
        if mail.notice:
            asked.setdefault(mail.notice.person, set()).add(mail.notice.subject_id)
    may = kind.may_answer(asked)
    return [
        mail
        for mail in mails
        if mail.notice and mail.notice.subject_id in may.get(mail.notice.person_id, ())
    ]


def _thing(notice: Notice) -> tuple[str, int]:
    return notice.subject_type, notice.subject_id


def our_line() -> str:
    """The line above which people answer, in the language of the moment."""
    return f"## {_('Answer above this line')} ##"


def together(subject_type: str, subject_id: int) -> dict[str, str]:
    """Headers by which mail programs show all mails about one thing as one conversation."""
    root = f"<{subject_type}.{subject_id}@{host()}>"
    return {"In-Reply-To": root, "References": root}


def host() -> str:
    """The name in our message ids."""
    return settings.BASE_URL.split("//")[-1].split(":")[0]


def addresses_for(mails: Collection[Delivery]) -> dict[int, str]:
    """By mail the address at which it is answered. The same mail sent again has the same one."""
    tokens = {mail.pk: _token(mail) for mail in mails}
    if not tokens:
        return {}
    known = set(
        ReplyAddress.objects.filter(delivery__in=tokens).values_list("delivery_id", flat=True)
    )
    rows = [_reply_address(mail, tokens[mail.pk]) for mail in mails if mail.pk not in known]
    ReplyAddress.objects.bulk_create(rows, ignore_conflicts=True)
    box, _at, domain = settings.REPLY_ADDRESS.rpartition("@")
    return {pk: f"{box}+{token}@{domain}" for pk, token in tokens.items()}


def _reply_address(mail: Delivery, token: str) -> ReplyAddress:
    notice = mail.notice
    assert notice is not None  # noqa: S101 -- for the types: the caller asked
    number = notice.context.get("number")
    return ReplyAddress(
        delivery=mail,
        person=notice.person,
        token_hash=fingerprint(token),
        subject_type=notice.subject_type,
        subject_id=notice.subject_id,
        number=number if isinstance(number, int) else 0,
        expires_at=now() + LASTS,
    )


def _token(delivery: Delivery) -> str:
    digest = salted_hmac(SALT, str(delivery.message_id), algorithm="sha256").digest()
    return base64.b32encode(digest).decode()[:LENGTH].lower()


def tokens_in(text: str) -> list[str]:
    """The tokens in these addresses, as they were given."""
    box, _at, domain = settings.REPLY_ADDRESS.rpartition("@")
    if not box:
        return []
    pattern = rf"{re.escape(box)}\+([a-z2-7]{{{LENGTH}}})@{re.escape(domain)}"
    return re.findall(pattern, text.lower())


@transaction.atomic
def revoke_all(*, person: Person, by: Person) -> int:
    """Withdraw every address at which this person may answer; how many there were."""
    rows = ReplyAddress.objects.filter(person=person, revoked_at=None, expires_at__gt=now())
    count = rows.update(revoked_at=now())
    if count:
        record("notifications.replies_revoked", by=by, target=person)
    return count
