"""A difference laid out for reading: paragraphs, items and tables instead of marks. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, zip_longest

from core.diff import DELETE, EQUAL, INSERT, Line, Part, after, before, diff, lines

AROUND = 1  # blocks without a change that are shown on each side of one that changed
LEAST = 2  # fewer than this many blocks are shown rather than folded

_STARTS = re.compile(r"^\s{0,3}(#{1,6}\s+|[-*+]\s+|\d{1,3}[.)]\s+|>\s?)")
_PIPE = re.compile(r"(?<!\\)\|")
_LINK = re.compile(r"!?\[([^\]\[]*)\]\(([^()\s]*)[^()]*\)")
_EMPHASIS = re.compile(r"(?<![\w*])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![\w*])|\*\*|`+")


class Kind(StrEnum):
    """What a line of Markdown is."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    TABLE = "table"
    FOLD = "fold"


@dataclass(frozen=True)
class Row:
    """One row of a table; a cell is its parts."""

    cells: tuple[tuple[Part, ...], ...]
    state: str = ""
    is_head: bool = False


@dataclass(frozen=True)
class Block:
    """A paragraph, an item, a table; or with `inside` blocks that did not change, folded away.

    `state` is "added" or "removed" when that goes for the whole of it.
    """

    kind: Kind
    parts: tuple[Part, ...] = ()
    rows: tuple[Row, ...] = ()
    inside: tuple["Block", ...] = ()
    state: str = ""

    @property
    def changed(self) -> bool:
        """Whether a reader sees a difference in it."""
        rows = [part for row in self.rows for cell in row.cells for part in cell]
        return any(part.op != EQUAL for part in (*self.parts, *rows))


def blocks(parts: Iterable[Part]) -> tuple[Block, ...]:
    """The difference by block, with long stretches that did not change folded.

    When nothing but marks, links or empty lines changed, the text is given as it was written.
    """
    known = tuple(parts)
    found = list(_blocks(lines(known)))
    if not any(block.changed for block in found) and any(part.op != EQUAL for part in known):
        return (Block(Kind.TEXT, known),)
    return tuple(_folded(found))


def _blocks(all_lines: Iterable[Line]) -> Iterator[Block]:
    for kind, group in groupby(all_lines, key=_kind):
        if kind == Kind.TABLE:
            yield Block(kind, rows=tuple(_rows(list(group))))
        elif kind == Kind.TEXT:
            yield from _paragraph(list(group))
        elif kind is not None:
            for line in group:
                made = _plain_parts(line)
                if made:
                    yield Block(kind, made, state=_state(made))


def _kind(line: Line) -> Kind | None:
    """What the new text of a line is, else the old; nothing for an empty line."""
    text = after(line.parts).strip() or before(line.parts).strip()
    start = _STARTS.match(text)
    if not text:
        return None
    if text.startswith("|") or ("|" in text and _is_rule(text)):
        return Kind.TABLE
    if start is None:
        return Kind.TEXT
    mark = start.group(1)[0]
    return Kind.HEADING if mark == "#" else Kind.QUOTE if mark == ">" else Kind.ITEM


def _paragraph(group: Sequence[Line]) -> Iterator[Block]:
    """Lines that follow each other are one paragraph, but what is wholly new or gone stands apart."""
    made = [parts for line in group if (parts := _plain_parts(line))]
    for state, same in groupby(made, key=_state):
        together: list[Part] = []
        for line in same:
            together += [Part(together[-1].op, "\n")] if together else []
            together += line
        yield Block(Kind.TEXT, tuple(together), state=state)


def _rows(group: Sequence[Line]) -> Iterator[Row]:
    """The rows without the rule under the head; the row above such a rule is the head."""
    texts = [(before(line.parts).replace("\n", " "), after(line.parts)) for line in group]
    has_head = any(_is_rule(new or old) for old, new in texts[1:])
    for place, (old, new) in enumerate(texts):
        if all(_is_rule(text) or not text.strip() for text in (old, new)):
            continue
        pairs = zip_longest(_cells(old), _cells(new), fillvalue="")
        cells = tuple(tuple(diff(was, now)) for was, now in pairs)
        yield Row(cells, _state([part for cell in cells for part in cell]), has_head and not place)


def _is_rule(text: str) -> bool:
    """Whether this is the rule under the head of a table."""
    return "-" in text and set(text) <= set("|:- \t")


def _cells(text: str) -> list[str]:
    inner = text.strip().removeprefix("|").removesuffix("|")
    pieces = _PIPE.split(inner) if inner and not _is_rule(text) else []
    return [_plain(cell).replace("\\|", "|").strip() for cell in pieces]


def _plain_parts(line: Line) -> tuple[Part, ...]:
    """The parts of a line without its marks; an address only where it is what changed."""
    old, new = before(line.parts), after(line.parts)
    addresses = [sorted(url for _words, url in _LINK.findall(text)) for text in (old, new)]
    keep = bool(old and new) and addresses[0] != addresses[1]
    was, now = (_without_marks(text, keep=keep) for text in (old, new))
    parts = line.parts if (was, now) == (old, new) else diff(was, now)
    return tuple(_beside_spaces(parts))


def _without_marks(text: str, *, keep: bool) -> str:
    """The words of a line; the lines that it was joined from lose their marks too."""
    pieces = [_STARTS.sub("", piece) for piece in text.split("\n") if piece.strip()]
    return _plain(" ".join(pieces), keep=keep)


def _beside_spaces(parts: Sequence[Part]) -> Iterator[Part]:
    """The same, with the space before a word that came or went outside what is marked."""
    if not any(part.text.strip() for part in parts):
        return
    for place, part in enumerate(parts):
        words = part.text.lstrip()
        if part.op != EQUAL and place and words != part.text and words:
            yield Part(EQUAL, " ")
            yield Part(part.op, words)
        else:
            yield part


def _plain(text: str, *, keep: bool = False) -> str:
    return _EMPHASIS.sub("", _LINK.sub(r"\1 (\2)" if keep else r"\1", text))


def _state(parts: Sequence[Part]) -> str:
    ops = {part.op for part in parts}
    return {frozenset([INSERT]): "added", frozenset([DELETE]): "removed"}.get(frozenset(ops), "")


def _folded(found: Sequence[Block]) -> Iterator[Block]:
    """The blocks that changed with those around them; the others as one that can be opened."""
    near = {
        place
        for index, block in enumerate(found)
        if block.changed
        for place in range(index - AROUND, index + AROUND + 1)
    }
    for shown, group in groupby(enumerate(found), key=lambda pair: pair[0] in near):
        inside = tuple(block for _place, block in group)
        if shown or len(inside) < LEAST:
            yield from inside
        else:
            yield Block(Kind.FOLD, inside=inside)
