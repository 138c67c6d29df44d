"""Where in a mail the words of somebody else begin. Pure."""

from collections.abc import Callable, Sequence

from mailparser_reply import EmailReplyParser  # type: ignore[import-untyped]  # it has no types

from notifications.inbound.reading.html_marks import QUOTE
from notifications.inbound.reading.sayings import (
    bare,
    begins_headers,
    is_attribution,
    is_separator,
    label_of,
)

BLOCK = 14  # lines of headers that a mail program puts above a quote
TOGETHER = 3  # lines over which an attribution may run
LEAST_LABELS = 3
# For the library, whose patterns are dear on long lines and on many blank ones.
LIBRARY_LINES, LIBRARY_LINE = 400, 200
LANGUAGES = ["nl", "en", "de", "fr", "es", "it", "pl", "sv", "da"]

Ours = Callable[[str], bool]


def boundary(lines: Sequence[str], is_ours: Ours) -> int:
    """The number of the first line that is not the writer's; the number of lines when all are."""
    ours = next((n for n, line in enumerate(lines) if is_ours(line)), None)
    mark = next((n for n, line in enumerate(lines) if bare(line) == QUOTE), len(lines))
    if ours is not None:
        return min(mark, _above(lines, ours))
    found = next((n for n in range(len(lines)) if _begins(lines, n)), len(lines))
    found = min(mark, found)
    return found if found < len(lines) else _by_library(lines)


def _above(lines: Sequence[str], ours: int) -> int:
    """Up from our line, over what the mail program put above it."""
    end = _up(lines, ours, quoted=lines[ours].startswith(">"))
    for count in range(1, TOGETHER + 1):
        start = end - count
        if start < 0 or not bare(lines[start]):
            break
        if is_attribution(" ".join(map(bare, lines[start:end]))):
            return _without_separator(lines, start)
    start = _headers_up(lines, end)
    return _without_separator(lines, start)


def _up(lines: Sequence[str], end: int, *, quoted: bool = False) -> int:
    """The line after the last one with words; an empty quote counts as none where our line is quoted."""
    while end > 0 and _is_blank(lines[end - 1], quoted=quoted):
        end -= 1
    return end


def _is_blank(line: str, *, quoted: bool) -> bool:
    return not line.strip() or bare(line) == QUOTE or (quoted and not bare(line))


def _headers_up(lines: Sequence[str], end: int) -> int:
    """Where the block of headers that ends here begins; `end` when there is none."""
    labels = 0
    for start in range(end - 1, max(-1, end - 1 - BLOCK), -1):
        if not bare(lines[start]):
            return end
        labels += bool(label_of(lines[start]))
        if begins_headers(lines[start]) and labels >= LEAST_LABELS:
            return start
    return end


def _without_separator(lines: Sequence[str], start: int) -> int:
    end = _up(lines, start)
    return end - 1 if end and is_separator(lines[end - 1]) else start


def _begins(lines: Sequence[str], n: int) -> bool:
    """Whether somebody else's mail begins at this line, where our own line does not say so."""
    if not bare(lines[n]) or lines[n].startswith(">"):
        return False
    for count in range(1, TOGETHER + 1):
        together = lines[n : n + count]
        if is_attribution(" ".join(map(bare, together))) and _is_followed(lines, n + count):
            return True
    after = lines[n + 1 : n + 8]
    if is_separator(lines[n]):
        return "bericht" in lines[n].lower() or "message" in lines[n].lower() or _is_block(after)
    return begins_headers(lines[n]) and _is_block(lines[n : n + 8])


def _is_block(lines: Sequence[str]) -> bool:
    """Headers one below the other, of whom it is among them."""
    words = [line for line in lines if bare(line)]
    labels = [label for line in words[:8] if (label := label_of(line))]
    return len(labels) >= LEAST_LABELS and bool(words) and begins_headers(words[0])


def _is_followed(lines: Sequence[str], n: int) -> bool:
    """An attribution stands above a quote, or above nothing."""
    rest = [line for line in lines[n : n + 4] if line.strip()]
    return not rest or rest[0].startswith(">")


def _by_library(lines: Sequence[str]) -> int:
    """A second opinion, of a library that knows the words of other languages."""
    kept = [(n, line[:LIBRARY_LINE]) for n, line in enumerate(lines) if line.strip()]
    kept = kept[:LIBRARY_LINES]
    read = EmailReplyParser(languages=LANGUAGES).read("\n".join(line for _n, line in kept))
    heads = [reply.headers for reply in read.replies[1:] if reply.headers]
    first = heads[0].split("\n")[0].strip() if heads else ""
    return next((n for n, line in kept if first and line.strip() == first), len(lines))
