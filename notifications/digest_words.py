"""A digest in a facilitator's words: what stands around the list of what waits and what is new."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html

from notifications.letters import Letter, write
from notifications.models import Wording
from notifications.wording import DIGEST, LIST, READER, SUMMARY, fill, fill_html
from people.models import Person


@dataclass(frozen=True)
class Listed:
    """The list, as text and as HTML."""

    text: str
    html: str

    @classmethod
    def of(cls, words: Mapping[str, object]) -> Self:
        """What waits and what is new, in the active language."""
        context = {**words, "base_url": settings.BASE_URL}
        text, html = (
            render_to_string(f"emails/_digest_list.{form}", context).strip()
            for form in ("txt", "html")
        )
        return cls(text, html)

    @classmethod
    def saying(cls, sentence: str) -> Self:
        """A sentence that stands for it."""
        return cls(sentence, format_html("<p>{}</p>", sentence))


def worded_digest(wording: Wording, person: Person, summary: str, listed: Listed) -> Letter:
    """The letter; the way to stop it stands under it, whatever the words are."""
    filled = {READER: person.name, SUMMARY: summary}
    words = {
        "body_text": fill(wording.body, filled | {LIST: listed.text}),
        "body_html": fill_html(wording.html, filled, {LIST: listed.html}),
    }
    return write("digest", fill(wording.subject, filled), words, person=person, kind=DIGEST)
