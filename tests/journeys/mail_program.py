"""Somebody's mail program: mail of the running site is read in it, and answered by way of a mail provider."""

import email
import email.policy
import time
import urllib.request
from email.message import EmailMessage
from email.utils import make_msgid

from tests.journeys.site import INBOUND_SECRET, Site

BETWEEN = "-" * 79  # what Django's file backend writes after each mail


def mail_to(site: Site, address: str, containing: str, *, patience: float = 30.0) -> EmailMessage:
    """The mail to this person in which these words stand; it may take the worker a while."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        for mail in _mails(site):
            if mail["To"] == address and containing in _text(mail):
                return mail
        time.sleep(0.3)
    raise AssertionError(f"No mail to {address} says “{containing}”.")


def _mails(site: Site) -> list[EmailMessage]:
    found: list[EmailMessage] = []
    for path in sorted(site.mails.glob("*.log")):
        parts = path.read_text("utf-8", "replace").split(BETWEEN)
        found += [_parsed(part.strip()) for part in parts if part.strip()]
    return found


def _parsed(text: str) -> EmailMessage:
    mail = email.message_from_bytes(text.encode(), policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def _text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    return str(body.get_content()) if body else ""


def answer(mail: EmailMessage, words: str) -> bytes:
    """The answer as Gmail sends it: words, and our mail quoted below them, as text and as HTML."""
    ours = _text(mail)
    attribution = f"Op wo 7 jun 2017 om 14:05 schreef {mail['From']}:"
    quoted = "\n".join(f"> {line}".rstrip() for line in ours.splitlines())
    html = "<br>".join(ours.splitlines())
    reply = EmailMessage()
    reply["From"], reply["To"] = mail["To"], mail["Reply-To"]
    reply["Subject"] = f"Re: {mail['Subject']}"
    reply["Message-ID"] = make_msgid(domain="mail.gmail.com")
    reply["In-Reply-To"] = reply["References"] = mail["Message-ID"]
    reply.set_content(f"{words}\n\n{attribution}\n\n{quoted}\n")
    reply.add_alternative(
        f'<div dir="ltr">{words}</div><br><div class="gmail_quote gmail_quote_container">'
        f'<div dir="ltr" class="gmail_attr">{attribution}<br></div>'
        f'<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex">{html}</blockquote></div>',
        subtype="html",
    )
    return reply.as_bytes()


def deliver(site: Site, raw: bytes) -> int:
    """The mail provider hands the mail over; with what it is answered."""
    request = urllib.request.Request(
        f"{site.addresses[0]}/mail/inbound/",
        data=raw,
        headers={"Content-Type": "message/rfc822", "X-Inbound-Secret": INBOUND_SECRET},
    )
    with urllib.request.urlopen(request, timeout=10) as done:
        return int(done.status)
