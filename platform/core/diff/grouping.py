"""A difference by line, and how large it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.diff.words import DELETE, EQUAL, INSERT, Part
from core.text import word_count


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text with its parts."""

    parts: tuple[Part, ...]

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
    """The parts by line, without the newlines; a newline that came or went ends its line too.

    But lines that were joined are the one line that they are now: there what went holds a newline.
    """
    made: list[Line] = []
    current: list[Part] = []
    known = list(parts)
    for place, part in enumerate(known):
        pieces = part.text.split("\n")
        if part.op == DELETE and _goes_on(current, known[place + 1 :]):
            pieces = [part.text]
        for index, piece in enumerate(pieces):
            if index:
                made.append(Line(tuple(current)))
                current = []
            if piece:
                current.append(Part(part.op, piece))
    if current:
        made.append(Line(tuple(current)))
    return made


def _goes_on(current: Sequence[Part], following: Sequence[Part]) -> bool:
    """Whether what stayed or came on this line goes on after a part that went."""
    before = any(part.op != DELETE and part.text.strip() for part in current)
    after = next((part.text for part in following if part.op != DELETE), "\n")
    return before and not after.startswith("\n")
