"""The difference between two texts in words: first lines, then the words of changed lines."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from operator import add
from typing import Literal, NamedTuple

from core.diff.sequences import Match, anchors, matches

Op = Literal["equal", "insert", "delete"]
EQUAL: Op = "equal"
INSERT: Op = "insert"
DELETE: Op = "delete"

# A word, a mark or a newline, with the spaces before it; spaces at the end stand alone.
_TOKEN = re.compile(r"([^\S\n]*)(\n|\w+|[^\w\s]|\Z)")
_SPACES = re.compile(r"[^\S\n]*")
FEW = 3  # words that stay between two larger changes and tell the reader nothing


class Part(NamedTuple):
    """A piece of text that stayed, came or went."""

    op: Op
    text: str


class _Block(NamedTuple):
    """A piece that stayed, and what went and came after it."""

    same: str
    gone: str
    come: str


def diff(old: str, new: str) -> list[Part]:
    """What stayed, went and came, in reading order: `[Part("equal", "We "), ...]`.

    Parts that stay or go make up the old text, parts that stay or come the new one. A few words
    that stayed between larger changes are told as changed too: shreds help no reader.
    """
    if old == new:
        return [Part(EQUAL, old)] if old else []
    a, b = (f"{text}\n".splitlines(keepends=True) for text in (old, new))
    blocks: list[_Block] = []
    for i, j, length, end_a, end_b in _runs(a, b, anchors):
        blocks.append(_Block("".join(a[i : i + length]), "", ""))
        blocks += _in_words("".join(a[i + length : end_a]), "".join(b[j + length : end_b]))
    return _parts(_without_last_newline(_without_shreds(blocks)))


def before(parts: Iterable[Part]) -> str:
    """The old text."""
    return "".join(part.text for part in parts if part.op != INSERT)


def after(parts: Iterable[Part]) -> str:
    """The new text."""
    return "".join(part.text for part in parts if part.op != DELETE)


def _runs(
    a: Sequence[str], b: Sequence[str], find: Callable[[Sequence[str], Sequence[str]], list[Match]]
) -> Iterator[tuple[int, int, int, int, int]]:
    """Where a run stays (in a, in b, how long), and where the changes after it end (in a, in b)."""
    found = [(0, 0, 0), *find(a, b), (len(a), len(b), 0)]
    for one, following in pairwise(found):
        yield *one, following[0], following[1]


def _in_words(old: str, new: str) -> Iterator[_Block]:
    """The difference of two texts by their words; the spaces before a word go with it."""
    spaces_a, a = _tokens(old)
    spaces_b, b = _tokens(new)
    for i, j, length, end_a, end_b in _runs(a, b, matches):
        start = i
        for x, y in zip(range(i, i + length), range(j, j + length), strict=True):
            if spaces_a[x] != spaces_b[y]:
                yield _Block(_text(spaces_a, a, start, x), spaces_a[x], spaces_b[y])
                yield _Block(a[x], "", "")
                start = x + 1
        gone = _text(spaces_a, a, i + length, end_a)
        come = _text(spaces_b, b, j + length, end_b)
        yield _Block(_text(spaces_a, a, start, i + length), gone, come)


def _text(spaces: list[str], words: list[str], start: int, end: int) -> str:
    """These words with the spaces before them."""
    return "".join(map(add, spaces[start:end], words[start:end]))


def _tokens(text: str) -> tuple[list[str], list[str]]:
    """The spaces before each word, and the words."""
    pairs = [pair for pair in _TOKEN.findall(text) if pair != ("", "")]
    return [spaces for spaces, _word in pairs], [word for _spaces, word in pairs]


def _without_shreds(blocks: Iterable[_Block]) -> list[_Block]:
    """Changes that belong together as one, deletions before insertions."""
    tidy: list[_Block] = []
    for block in _joined(blocks):
        while tidy and _is_shred(tidy[-1], block):
            last = tidy.pop()
            gone, come = last.gone + block.same + block.gone, last.come + block.same + block.come
            block = _Block(last.same, gone, come)  # noqa: PLW2901 -- it grows to the left
        tidy.append(block)
    return tidy


def _joined(blocks: Iterable[_Block]) -> Iterator[_Block]:
    """The same, with every change as long as it can be and something that stayed between two."""
    same: list[str] = []
    gone: list[str] = []
    come: list[str] = []
    for block in blocks:
        if block.same and (gone or come):
            yield _Block("".join(same), "".join(gone), "".join(come))
            same, gone, come = [], [], []
        for pieces, text in zip((same, gone, come), block, strict=True):
            if text:
                pieces.append(text)
    yield _Block("".join(same), "".join(gone), "".join(come))


def _is_shred(last: _Block, block: _Block) -> bool:
    """Whether what stayed between two changes is less than each of them, and only a few words."""
    same = block.same
    if not (last.gone or block.gone) or not (last.come or block.come):
        return False  # something came twice, or went twice: nothing was written anew
    size = min(max(len(last.gone), len(last.come)), max(len(block.gone), len(block.come)))
    small = len(same) <= size and len(same.split()) <= FEW
    return size > 0 and "\n" not in same and (small or not same.strip())


def _without_last_newline(blocks: list[_Block]) -> list[_Block]:
    """The same without the newline that was put after both texts, so that last lines are lines."""
    *others, (same, gone, come) = blocks
    if not gone and not come:
        return [*others, _Block(same[:-1], "", "")]
    # One side goes on after what stayed: its newline comes first instead of last.
    gone, come = ("\n" + text[:-1] if text else "" for text in (gone, come))
    same = same[:-1]
    if same or not others:
        return [*others, _Block(same, gone, come)]
    last = others.pop()
    return [*others, _Block(last.same, last.gone + gone, last.come + come)]


def _parts(blocks: Iterable[_Block]) -> list[Part]:
    """The blocks as parts; spaces with which both sides of a change start did not change."""
    parts: list[Part] = []
    for same, gone, come in blocks:
        spaces = _SPACES.match(gone).group() if gone and come else ""  # type: ignore[union-attr]  # always matches
        if not spaces or not come.startswith(spaces):
            spaces = ""
        texts = (EQUAL, same + spaces), (DELETE, gone[len(spaces) :]), (INSERT, come[len(spaces) :])
        parts += [Part(op, text) for op, text in texts if text]
    return parts
