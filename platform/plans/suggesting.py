"""Putting other words into a Markdown text at the place of a passage of its HTML. Pure."""

import re
from collections.abc import Callable, Iterator

from discussion.anchoring.passages import paragraph_text
from plans.paragraphs import paragraphs

_SIGN = re.compile(r"([\\`*_\[\]<>&|#~])")
_BETWEEN = r"[*_`\\]*\s*[*_`\\]*"


def replaced(
    source: str, place: int, start: int, end: int, words: str, render: Callable[[str], str]
) -> str | None:
    """The source with other words for a slice of its paragraph `place`, counted from one.

    Nothing when the words cannot be put there without changing anything else: every candidate is
    rendered, and taken only when all the other text reads as it did.
    """
    before = _texts(render(source))
    if not 0 < place <= len(before) or end > len(before[place - 1]):
        return None
    quote = before[place - 1][start:end]
    wanted = list(before)
    wanted[place - 1] = before[place - 1][:start] + words + before[place - 1][end:]
    for candidate in _candidates(source, quote, words):
        if _texts(render(candidate)) == wanted:
            return candidate
    return None


def _texts(html: str) -> list[str]:
    return [paragraph_text(block) for block in paragraphs(html)]


def _candidates(source: str, quote: str, words: str) -> Iterator[str]:
    """The source with each place that may be the quote replaced, at most twenty."""
    pieces = re.findall(r"\w+|[^\w\s]", quote)
    pattern = _BETWEEN.join(map(re.escape, pieces))
    escaped = _SIGN.sub(r"\\\1", words)
    for found, _number in zip(re.finditer(pattern, source), range(20), strict=False):
        yield source[: found.start()] + escaped + source[found.end() :]
