"""Where sentences begin and end in Dutch and English text. Pure."""

import re
from collections.abc import Iterator

# A sentence ends at a mark with a space after it, or with its line.
_END = re.compile(r"[.!?…]+[)\]\"'”’»]*(?=\s+[^\s\w]*[A-ZÀ-ÖØ-Þ0-9])|\n+")
_SHORT = re.compile(
    r"(?:^|[\s(])(?:[A-Za-z]|(?:[a-z]\.)+[a-z]|bijv|bv|ca|circa|nr|nrs|blz|pag|par|art|resp|incl|excl|"
    r"max|min|mln|mld|evt|vgl|zgn|dr|drs|ing|ir|mr|prof|mw|dhr|St|vs|etc|jl|approx|fig|no|Mr|Mrs|Ms|Dr|Prof)\.$"
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence starts and ends, without the spaces around it."""
    start = 0
    for found in _END.finditer(text):
        piece = text[start : found.end()]
        if not piece.endswith("\n") and _SHORT.search(piece):
            continue
        yield from _trimmed(text, start, found.end())
        start = found.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if piece.strip():
        yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
