"""The mailbox of answers, read over IMAP: a mail is put away only after it is a row here."""

import re
from typing import Any

from django.conf import settings
from imap_tools import BaseMailBox, MailBox, MailBoxUnencrypted, MailMessageFlags
from imap_tools.errors import MailboxFetchError

from notifications.inbound.keeping import keep, too_big
from notifications.models import Way

Fetched = tuple[bytes, bytes] | bytes | None  # as imaplib has it
AT_ONCE = 100
PATIENCE = 30  # seconds


def fetch() -> int:
    """Keep every unread mail of the mailbox and mark it as read; how many were new."""
    box = settings.INBOUND_MAILBOX
    if not box:
        return 0
    with _open(box) as mailbox:
        return sum(_take(mailbox, uid, box["done"]) for uid in mailbox.uids("UNSEEN")[:AT_ONCE])


def _open(box: dict[str, Any]) -> BaseMailBox:
    sort = MailBox if box["secure"] else MailBoxUnencrypted
    mailbox = sort(box["host"], port=box["port"], timeout=PATIENCE)
    login = mailbox.login if box["password"].isascii() else mailbox.login_utf8
    try:
        return login(box["user"], box["password"], initial_folder=box["folder"])
    except Exception:
        mailbox.client.shutdown()
        raise


def _take(mailbox: BaseMailBox, uid: str, done: str) -> bool:
    """Keep one mail, then put it away; whether it was new. A crash between the two keeps it twice as once."""
    size = _size(mailbox, uid)
    if size is None:  # another worker moved it meanwhile
        return False
    raw = _fetched(mailbox, uid, "BODY.PEEK[HEADER]" if too_big(size) else "BODY.PEEK[]")
    if not isinstance(raw, tuple):
        return False
    _mail, made = keep(raw[1], Way.MAILBOX, size=size)
    mailbox.flag(uid, MailMessageFlags.SEEN, True)
    if done:
        mailbox.move(uid, done)
    return made


def _size(mailbox: BaseMailBox, uid: str) -> int | None:
    """Asked first: a mail that is too big stays where it is, and only its head is kept."""
    answer = _fetched(mailbox, uid, "RFC822.SIZE")
    line = answer[0] if isinstance(answer, tuple) else answer
    found = re.search(rb"RFC822\.SIZE (\d{1,12})", line or b"")
    return int(found[1]) if found else None


def _fetched(mailbox: BaseMailBox, uid: str, part: str) -> Fetched:
    """One part of one mail, without marking it as read."""
    state, answer = mailbox.client.uid("fetch", uid, f"({part})")
    if state != "OK":
        raise MailboxFetchError((state, answer), "OK")
    first: Fetched = answer[0] if answer else None
    return first
