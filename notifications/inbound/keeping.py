"""Mail that comes in is a row first: whatever door it took, and whatever becomes of it."""

import hashlib
from datetime import timedelta
from email.message import Message

from django.conf import settings
from django.db import transaction

from core.clock import now
from core.keys import fingerprint
from core.tasks import enqueue
from notifications.inbound.offers import tokens_in
from notifications.inbound.reading import headers
from notifications.models import InboundMail, ReplyAddress, Way

# Where the address stands to which a mail went, as mail servers tell it.
RECIPIENTS = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc")
KEPT = timedelta(days=30)  # the whole mail, after it was read; what was posted stays


def too_big(size: int) -> bool:
    """Whether a mail of so many bytes is not taken."""
    return size > settings.INBOUND_MAX_MB * 1024 * 1024


@transaction.atomic
def keep(raw: bytes, way: Way, *, size: int | None = None) -> tuple[InboundMail, bool]:
    """Keep a mail, once: the row, and whether it is new. A worker reads it after the commit.

    `size` is that of the whole mail, where only its head is kept because it is too big.
    """
    head = headers.head_of(raw)
    token = _token(head)
    message_id = headers.message_id(head)
    mail, made = InboundMail.objects.get_or_create(
        identity=_identity(raw, message_id, token),
        defaults={
            "message_id": message_id,
            "way": way,
            "raw": raw,
            "size": len(raw) if size is None else size,
            "sender": headers.sender(head),
            "reply_address": ReplyAddress.objects.filter(token_hash=fingerprint(token)).first()
            if token
            else None,
        },
    )
    if made:
        enqueue("notifications.inbound.tasks.work_off", mail.pk)
    return mail, made


def _token(head: Message) -> str:
    found = tokens_in(" ".join(headers.values(head, *RECIPIENTS)))
    return found[0] if found else ""


def _identity(raw: bytes, message_id: str, token: str) -> str:
    """What makes two mails the same: their id and where they went; without an id, what they say.

    The token is a part of it, so that nobody who knows an id can be first with it. Lines that mail
    servers add on the way do not count.
    """
    if message_id:
        return fingerprint(f"{token}\n{message_id}")
    head = headers.head_of(raw)
    said = "\n".join(headers.values(head, "From", "To", "Date", "Subject"))
    body = hashlib.sha256(headers.body_of(raw)).hexdigest()
    return fingerprint(f"{token}\n{said}\n{body}")


def forget_old() -> int:
    """Empty mails that were read long ago; that they came, and what became of them, stays known."""
    old = InboundMail.objects.filter(done_at__lt=now() - KEPT).exclude(raw=b"")
    return old.update(raw=b"", left_out="")
