"""A passage of a plan as a quote in a review. Pure."""

import re

_MARKS = re.compile(r"([\\`*_\[\]])")
_ENTITY = re.compile(r"&(?=#?\w)")
_AT_START = re.compile(r"^(\d{0,9})([-+#>.)])")
_QUOTED = re.compile(r"^ {0,3}>.*$", re.MULTILINE)


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
