"""One mail, understood: who sent it, what for, and what they wrote."""

import email
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from core.text import clean_source
from notifications.inbound.reading import automatic, headers
from notifications.inbound.reading.bounces import Bounce, bounce_in
from notifications.inbound.reading.invitation import CalendarAnswer, answer_in
from notifications.inbound.reading.parts import parts_of
from notifications.inbound.reading.quoting import own_words
from notifications.inbound.reading.sayings import bare


@dataclass(frozen=True)
class Letter:
    """What a mail that came in says."""

    sender: str
    message_id: str
    bounce: Bounce | None = None
    automatic: bool = False
    calendar: bool = False
    answer: CalendarAnswer | None = None  # to an invitation, by a calendar program
    verdicts: tuple[str, ...] = ()  # of mail servers on the way: Authentication-Results
    body: str = ""
    left_out: str = ""
    files: list[str] = field(default_factory=list)
    unreadable: bool = False

    @property
    def own(self) -> str:
        """What the writer gets back: the own words; what we took for a quote where nothing else was found."""
        return self.answer.words if self.answer else self.body or self.left_out


def read(raw: bytes) -> Letter:
    """The mail in these bytes. Any failure of it is the caller's to catch: mail is made by strangers."""
    message = email.message_from_bytes(raw)
    sender = headers.sender(message)
    message_id = headers.message_id(message)
    if bounce := bounce_in(message):
        return Letter(sender=sender, message_id=message_id, bounce=bounce, automatic=True)
    parts = parts_of(message)
    words = own_words(parts.text, is_our_line)
    return Letter(
        sender=sender,
        message_id=message_id,
        automatic=automatic.is_automatic(message, sender),
        calendar=automatic.is_calendar_answer(message, calendar=parts.calendar),
        answer=answer_in(parts.calendars),
        verdicts=tuple(headers.values(message, "Authentication-Results")),
        body=clean_source(words.own),
        left_out=clean_source(words.left_out),
        files=parts.files,
    )


def is_our_line(line: str) -> bool:
    """Whether this is the line above which people answer, whatever a mail program put around it."""
    return bare(line).strip("#|-_= \t.").casefold() in _our_lines()


@cache
def _our_lines() -> frozenset[str]:
    """In every language: somebody may change the own language between a mail and its answer."""
    found = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.add(_("Answer above this line").casefold())
    return frozenset(found)
