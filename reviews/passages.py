"""A passage of a plan: the text of a paragraph, a slice of it, and that slice as a quote. Pure."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError

AROUND = 32  # characters kept before and after, to recognise the place
LONGEST = 3000

_MARKS = re.compile(r"([\\`*_\[\]])")
_ENTITY = re.compile(r"&(?=#?\w)")
_AT_START = re.compile(r"^(\d{0,9})([-+#>.)])")
_QUOTED = re.compile(r"^ {0,3}>.*$", re.MULTILINE)


class NotThere(DomainError):
    """What was cited does not stand where it was said to stand."""

    sentence = _("This passage does not stand there in these words. Select it again in the plan.")


class TooMuch(DomainError):
    """A citation is a passage, not a chapter."""

    sentence = _("This passage is too long to cite. Select at most 3,000 characters.")


@dataclass(frozen=True)
class Passage:
    """A slice of a paragraph with what stands around it; places count code points."""

    start: int
    end: int
    quote: str
    before: str
    after: str


class _Text(HTMLParser):
    """The words of HTML, as a browser's `textContent` gives them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.in_pre = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 -- the base's signature
        self.in_pre = tag == "pre"

    def handle_data(self, data: str) -> None:
        # A browser drops the first line break inside <pre>.
        self.pieces.append(data.removeprefix("\n") if self.in_pre else data)
        self.in_pre = False


def paragraph_text(html: str) -> str:
    """The words of one block that `core.text.render` made, exactly as the page holds them."""
    reader = _Text()
    reader.feed(html)
    reader.close()
    return "".join(reader.pieces)


def cut(text: str, start: int, end: int) -> Passage:
    """The passage from `start` up to `end`, in code points. Raises NotThere, TooMuch."""
    if not 0 <= start < end <= len(text):
        raise NotThere
    if end - start > LONGEST:
        raise TooMuch
    quote = text[start:end]
    if not quote.strip():
        raise NotThere
    return Passage(
        start, end, quote, text[max(0, start - AROUND) : start], text[end : end + AROUND]
    )


def cut_exactly(text: str, start: int, end: int, quote: str) -> Passage:
    """As `cut`, and these must be the very words."""
    passage = cut(text, start, end)
    if passage.quote != quote:
        raise NotThere
    return passage


def as_quote(words: str, place: str, address: str) -> str:
    """A Markdown quote that shows exactly these words, with a link to where they stand."""
    lines = [line.strip() for line in words.strip().split("\n") if line.strip()]
    said = "\n>\n".join(f"> {_plain(line)}" for line in lines)
    return f"{said}\n>\n> [{_plain(place)}]({address})"


def _plain(words: str) -> str:
    """The same words, with nothing that Markdown takes for a sign."""
    marked = _MARKS.sub(r"\\\1", _ENTITY.sub("&amp;", words)).replace("<", "&lt;")
    return _AT_START.sub(r"\1\\\2", marked)


def own_words(source: str) -> str:
    """A text without its quotes: a word limit counts what somebody wrote, not what the plan says."""
    return _QUOTED.sub("", source)
