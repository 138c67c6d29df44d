"""A difference cut up for showing: by line, and without the long stretches that did not change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.diff.words import EQUAL, INSERT, Part
from core.text import word_count


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text with its parts. `skipped` lines without a change were left out before it."""

    parts: tuple[Part, ...]
    skipped: int = 0

    @property
    def changed(self) -> bool:
        """Whether anything on this line came or went."""
        return any(part.op != EQUAL for part in self.parts)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many words came and went."""

    inserted: int
    deleted: int

    @property
    def changed(self) -> bool:
        """Whether anything came or went."""
        return bool(self.inserted or self.deleted)


def counts(parts: Iterable[Part]) -> Counts:
    """How many words came and went."""
    inserted = deleted = 0
    for part in parts:
        if part.op == INSERT:
            inserted += word_count(part.text)
        elif part.op != EQUAL:
            deleted += word_count(part.text)
    return Counts(inserted, deleted)


def lines(parts: Iterable[Part]) -> list[Line]:
    """The parts by line, without the newlines; a newline that came or went ends its line too."""
    made: list[Line] = []
    current: list[Part] = []
    for part in parts:
        first, *rest = part.text.split("\n")
        pieces = [first, *rest]
        for index, piece in enumerate(pieces):
            if index:
                made.append(Line(tuple(current)))
                current = []
            if piece:
                current.append(Part(part.op, piece))
    if current:
        made.append(Line(tuple(current)))
    return made


def nearby(all_lines: Sequence[Line], context: int = 1) -> list[Line]:
    """The changed lines with `context` lines around them; the rest counts in `skipped`.

    Lines that are left out after the last change come as one empty line with `skipped`.
    """
    keep = {
        near
        for index, line in enumerate(all_lines)
        if line.changed
        for near in range(index - context, index + context + 1)
    }
    shown: list[Line] = []
    skipped = 0
    for index, line in enumerate(all_lines):
        if index in keep:
            shown.append(Line(line.parts, skipped))
            skipped = 0
        else:
            skipped += 1
    return [*shown, Line((), skipped)] if skipped else shown
