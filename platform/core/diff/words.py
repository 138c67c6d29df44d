"""The difference between two texts in words: first lines, then the words of changed lines."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from core.diff.sequences import matches

Op = Literal["equal", "insert", "delete"]
EQUAL: Op = "equal"
INSERT: Op = "insert"
DELETE: Op = "delete"

_TOKEN = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]")


class Part(NamedTuple):
    """A piece of text that stayed, came or went."""

    op: Op
    text: str


def diff(old: str, new: str) -> list[Part]:
    """What stayed, went and came, in reading order: `[Part("equal", "We "), ...]`.

    Parts that stay or go make up the old text, parts that stay or come the new one.
    """
    if old == new:
        return [Part(EQUAL, old)] if old else []
    parts: list[Part] = []
    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for op, gone, come in _changes(old_lines, new_lines):
        if op == EQUAL:
            parts.append(Part(EQUAL, "".join(gone)))
        else:
            parts += _word_parts("".join(gone), "".join(come))
    return _tidy(parts)


def before(parts: Iterable[Part]) -> str:
    """The old text."""
    return "".join(part.text for part in parts if part.op != INSERT)


def after(parts: Iterable[Part]) -> str:
    """The new text."""
    return "".join(part.text for part in parts if part.op != DELETE)


def _word_parts(old: str, new: str) -> Iterator[Part]:
    for op, gone, come in _changes(_TOKEN.findall(old), _TOKEN.findall(new)):
        if op == EQUAL:
            yield Part(EQUAL, "".join(gone))
            continue
        if gone:
            yield Part(DELETE, "".join(gone))
        if come:
            yield Part(INSERT, "".join(come))


def _changes(a: list[str], b: list[str]) -> Iterator[tuple[str, list[str], list[str]]]:
    """Stretches of tokens that are equal ("equal", a, a) or replaced ("change", a, b)."""
    i = j = 0
    for start_a, start_b, length in [*matches(a, b), (len(a), len(b), 0)]:
        if i < start_a or j < start_b:
            yield "change", a[i:start_a], b[j:start_b]
        if length:
            yield EQUAL, a[start_a : start_a + length], b[start_b : start_b + length]
        i, j = start_a + length, start_b + length


def _tidy(parts: list[Part]) -> list[Part]:
    """Read as people write: deletions before insertions, no lone spaces between two changes."""
    tidy: list[Part] = []
    gone = come = ""
    for index, part in enumerate(parts):
        if part.op == DELETE:
            gone += part.text
        elif part.op == INSERT:
            come += part.text
        elif (gone or come) and _is_glue(part, parts, index):
            gone, come = gone + part.text, come + part.text
        else:
            tidy += _flush(gone, come)
            gone = come = ""
            if tidy and tidy[-1].op == EQUAL:
                tidy[-1] = Part(EQUAL, tidy[-1].text + part.text)
            else:
                tidy.append(part)
    return tidy + _flush(gone, come)


def _is_glue(part: Part, parts: list[Part], index: int) -> bool:
    """Whether this unchanged piece is only spaces within one line, with a change on both sides."""
    return part.text.isspace() and "\n" not in part.text and index + 1 < len(parts)


def _flush(gone: str, come: str) -> list[Part]:
    found = ((DELETE, gone), (INSERT, come))
    return [Part(op, text) for op, text in found if text]
