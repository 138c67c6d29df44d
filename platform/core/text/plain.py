"""What can be done with a text without rendering it. Everything here is linear in its length."""

import html
import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError

MAX_LENGTH = 20_000

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_WORD = re.compile(r"\w+(?:['’.\-]\w+)*")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^()\n]{0,2000}\)")
_MARKS = re.compile(
    r"^[ \t]{0,20}(?:#{1,6} |>|[-*+] |\d{1,9}[.)] |```.*$|~~~.*$|[-=|: ]+$)", re.MULTILINE
)
_EMPHASIS = re.compile(r"[*`|\\]+|(?<!\w)_{1,3}|_{1,3}(?!\w)")


class TextTooLong(DomainError):
    """A text above the limit of 20 000 characters."""

    sentence = _("This text is too long. Use at most 20,000 characters.")


def clean_source(source: str) -> str:
    """A text as it may be kept: newlines are \\n, no NUL, control signs or half characters.

    Composed to NFC, so that the same word typed on two machines is the same word. Tabs stay.
    """
    source = _CONTROL.sub("", _BREAKS.sub("\n", source))
    return unicodedata.normalize("NFC", source).strip("\n").rstrip()


def word_count(text: str) -> int:
    """How many words somebody would count; "win-win" and "it's" are one."""
    return sum(1 for _ in _WORD.finditer(text))


def excerpt(source: str, length: int = 200) -> str:
    """The beginning of a Markdown text in plain words on one line, cut at a word with "…"."""
    text = _LINK.sub(r"\1", clean_source(source[: max(4 * length, 2000)]))
    text = _EMPHASIS.sub("", _MARKS.sub("", text))
    text = " ".join(html.unescape(text).split())
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    head, _space, _tail = cut.rpartition(" ")
    return (head or cut).rstrip(" ,.;:-") + "…"


def escaped(source: str) -> str:
    """The text exactly as typed, harmless: what is shown when it cannot be rendered."""
    return f"<pre>{html.escape(source)}</pre>"
