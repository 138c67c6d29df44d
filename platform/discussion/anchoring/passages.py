"""A passage: the text of a paragraph, a slice of it, and what stands around it. Pure.

Places count code points of the paragraph's text as a browser's `textContent` gives it.
"""

from dataclasses import dataclass
from html.parser import HTMLParser

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError

AROUND = 32  # characters kept before and after, to recognise the place
LONGEST = 3000


class NotThere(DomainError):
    """A passage does not stand where it was said to stand."""

    sentence = _("This passage does not stand there in these words. Select it again in the plan.")


class TooMuch(DomainError):
    """A passage is a passage, not a chapter."""

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


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The same slice from the start of its first word to the end of its last."""
    while start > 0 and _is_word(text[start]) and _is_word(text[start - 1]):
        start -= 1
    while end < len(text) and _is_word(text[end - 1]) and _is_word(text[end]):
        end += 1
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
