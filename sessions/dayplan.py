"""A day with several regions: opening, sittings with breaks between them, closing. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class PartKind(StrEnum):
    """What a part of the day is."""

    OPENING = "opening"
    SITTING = "sitting"
    BREAK = "break"
    CLOSING = "closing"


@dataclass(frozen=True)
class Part:
    """One part of the day; `index` is the sitting's place among the sittings."""

    kind: PartKind
    starts_at: datetime
    ends_at: datetime
    index: int | None = None

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)


def programme(
    starts_at: datetime, lengths: Sequence[int], *, opening: int, pause: int, closing: int
) -> list[Part]:
    """The parts of the day in their order; sittings take `lengths` minutes. Nothing overlaps."""
    parts: list[Part] = []
    at = starts_at

    def add(kind: PartKind, minutes: int, index: int | None = None) -> None:
        nonlocal at
        if minutes:
            parts.append(Part(kind, at, at + timedelta(minutes=minutes), index))
            at += timedelta(minutes=minutes)

    add(PartKind.OPENING, opening)
    for index, minutes in enumerate(lengths):
        if index:
            add(PartKind.BREAK, pause)
        add(PartKind.SITTING, minutes, index)
    add(PartKind.CLOSING, closing)
    return parts
