"""A digest as a letter: what waits for the reader, then the news, newest first, with its text."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.asked import Asked
from notifications.digest_words import Listed, worded_digest
from notifications.letters import Letter, Words, words_for, write
from notifications.models import Digest, Notice, Wording
from notifications.queries import Line, chosen_by, mail_hours_of
from notifications.queries.digests import Wish, news_of
from notifications.waiting import work_of_each
from notifications.wording import DIGEST

LONGEST = 50  # lines of news; the rest is in the inbox


@dataclass(frozen=True)
class News:
    """One notice with what it is about."""

    line: Line
    quote: str


@dataclass(frozen=True)
class DigestLetter:
    """The letter, and the notices that it tells."""

    letter: Letter
    told: list[int]


def digest_letter(digest: Digest) -> DigestLetter | None:
    """What the digest says at this moment; nothing when there is nothing to tell any more."""
    person = digest.person
    chosen = chosen_by([person.pk]).get(person.pk, {})
    wish = Wish(digest, mail_hours_of(person), chosen)
    news = news_of([wish])[digest.pk]
    read = words_for([], news, digests=True)
    return digest_letter_of(wish, news, read, work_of_each([person])[person.pk])


def digest_letter_of(
    wish: Wish, notices: list[Notice], read: Words, work: list[Asked]
) -> DigestLetter | None:
    """The same with what was read before, for this digest and others."""
    if not wish.hours.digests:
        return None
    with translation.override(wish.digest.person.language):
        lines = read.known.lines_of(notices)
        if not lines and not (work and wish.hours.work):
            return None
        news = [News(line, read.quotes.get(line.id, "")) for line in lines[:LONGEST]]
        wording = read.wording_of(DIGEST, wish.digest.person.language)
        letter = _write(wish, wording, news, work, more=len(lines) - LONGEST)
    return DigestLetter(letter, [line.id for line in lines])


def _write(
    wish: Wish, wording: Wording | None, news: list[News], work: list[Asked], *, more: int
) -> Letter:
    words: dict[str, object] = {
        "work": work,
        "news": news,
        "more": max(more, 0),
        "zone": wish.hours.zone_info,
    }
    person, summary = wish.digest.person, summary_of(news, work)
    if wording:
        return worded_digest(wording, person, summary, Listed.of(words))
    return write("digest", summary, words, person=person, kind=DIGEST)


def summary_of(news: list[News], work: list[Asked]) -> str:
    """How much it is about, in a few words: one can see at once whether it can wait."""
    waits = ngettext("%(n)s thing waits for you", "%(n)s things wait for you", len(work))
    fresh = ngettext("%(n)s notice", "%(n)s notices", len(news))
    if not news:
        return waits % {"n": len(work)}
    if not work:
        return fresh % {"n": len(news)}
    words = {"waits": waits % {"n": len(work)}, "fresh": fresh % {"n": len(news)}}
    return _("%(waits)s, and %(fresh)s") % words
