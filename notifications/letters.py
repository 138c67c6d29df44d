"""A notice as a letter: subject, text and HTML in the reader's language."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from django.conf import settings
from django.core import signing
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from core.zones import read_in
from notifications import kinds
from notifications.inbound.offers import Offer
from notifications.models import Batch, Notice, Wording
from notifications.queries import Known, Line, known_of, texts_of
from notifications.queries.wordings import Counting, own_or_usual, wordings_among
from notifications.wording import DIGEST, LINK, QUOTE, READER, SENTENCE, WHY, fill, fill_html
from people.models import Person

_BODY = re.compile(r"<body[^>]*>")
QUIET = "color:#4a5a64;font-size:14px"
SALT = "notifications.unsubscribe"


@dataclass(frozen=True)
class Letter:
    """What goes into a mail."""

    subject: str
    text: str
    html: str
    headers: dict[str, str]


@dataclass(frozen=True)
class Words:
    """What was read for the letters about some notices: they are written without another question."""

    known: Known
    quotes: Mapping[int, str]
    wordings: Counting

    def wording_of(self, kind: str, language: str, batch: Batch | None = None) -> Wording | None:
        """The words that count: of a held sending its own, where it has any; else those of all such letters."""
        return own_or_usual(self.wordings, kind, language, batch.pk if batch else None)


def words_for(
    single: Collection[Notice],
    told: Collection[Notice] = (),
    *,
    batches: Collection[int] = (),
    digests: bool = False,
) -> Words:
    """For notices with a letter of their own, and for those that digests tell: the same queries for one as for many."""
    known = known_of([*single, *told])
    alive = [one for one in (*single, *told) if one.pk in known.alive]
    keys = {one.kind for one in single if one.pk in known.alive} | ({DIGEST} if digests else set())
    return Words(known, texts_of(alive), wordings_among(keys, batches) if keys else {})


def letter_for(
    notice: Notice, *, batch: Batch | None = None, offer: Offer | None = None
) -> Letter | None:
    """The letter; nothing when the reader may no longer see what it is about.

    Of a held sending with the words that were written for it, and the word above it.

    `offer` says how it is answered by mail.
    """
    read = words_for([notice], batches=[batch.pk] if batch else [])
    return letter_of(notice, read, batch=batch, offer=offer)


def letter_of(
    notice: Notice, read: Words, *, batch: Batch | None = None, offer: Offer | None = None
) -> Letter | None:
    """The same with what was read before, for this notice and others."""
    kind = kinds.get(notice.kind)
    with translation.override(notice.person.language), read_in(notice.person.time_zone):
        line = next(iter(read.known.lines_of([notice])), None)
        if kind is None or line is None:
            return None
        quote, note = read.quotes.get(notice.pk, ""), batch.note if batch else ""
        if wording := read.wording_of(kind.key, notice.person.language, batch):
            letter = worded_letter(wording, notice.person, kind, line, quote, note=note)
            return _answerable(letter, offer)
        words = {"line": line, "quote": quote, "why": kind.why, "url": _address(line)} | {
            "note": note
        }
        subject = offer.subject if offer else line.text
        letter = write("notice", subject, words, person=notice.person, kind=kind.key)
        return _answerable(letter, offer)


def _answerable(letter: Letter, offer: Offer | None) -> Letter:
    """With the line above which it is answered, whoever worded the rest."""
    if offer is None:
        return letter
    text, html = letter.text, letter.html
    if offer.line:
        text = f"{offer.line}\n\n{text}"
        html = _BODY.sub(rf"\g<0>\n    <p style=\"{QUIET}\">{offer.line}</p>", html, count=1)
    return replace(letter, text=text, html=html, headers=letter.headers | offer.headers)


def worded_letter(
    wording: Wording, person: Person, kind: kinds.Kind, line: Line, quote: str, *, note: str = ""
) -> Letter:
    """The letter in a facilitator's words; the way to stop it stands under it, whatever they are."""
    filled = {
        **line.words,
        READER: person.name,
        SENTENCE: line.text,
        QUOTE: quote,
        WHY: str(kind.why),
        LINK: _address(line),
    }
    button = {"url": _address(line), "label": line.action}
    blocks = {
        LINK: render_to_string("emails/_button.html", button),
        QUOTE: render_to_string("emails/_quote.html", {"text": quote}),
    }
    words = {
        "note": note,
        "body_text": fill(wording.body, filled),
        "body_html": fill_html(wording.html, filled, blocks),
    }
    return write("worded", fill(wording.subject, filled), words, person=person, kind=kind.key)


def _address(line: Line) -> str:
    return settings.BASE_URL + line.url


def write(
    template: str, subject: str, words: Mapping[str, object], *, person: Person, kind: str
) -> Letter:
    """A letter from its templates, with the two ways to get fewer of them; in the active language."""
    stop = settings.BASE_URL + unsubscribe_path(person, kind)
    context = {
        **words,
        "name": person.name,
        "base_url": settings.BASE_URL,
        "unsubscribe_url": stop,
        "preferences_url": settings.BASE_URL + reverse("notifications:preferences"),
    }
    return Letter(
        subject=_one_line(subject),
        text=render_to_string(f"emails/{template}.txt", context),
        html=render_to_string(f"emails/{template}.html", context),
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
            "Auto-Submitted": "auto-generated",
        },
    )


def unsubscribe_path(person: Person, kind: str) -> str:
    """The address at which one person stops mail of one kind, or digests, without logging in."""
    token = signing.dumps([person.pk, kind], salt=SALT)
    return reverse("notifications:unsubscribe", args=[token])


def read_token(token: str) -> tuple[int, str] | None:
    """Person and kind of an unsubscribe link; nothing when the link was changed on its way."""
    try:
        person_id, kind = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(person_id), str(kind)


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]
