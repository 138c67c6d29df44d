"""Percentages that add up, and the four parts in which the Algemene Rekenkamer tells of its advice."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from reviews.overviews import words
from reviews.overviews.classes import Fulfilment
from reviews.summary import Action, CrossTable

WHOLE = 100


def shares(counts: Sequence[int]) -> tuple[int, ...]:
    """Whole percentages that add up to 100 (all 0 without anything to count).

    By the largest remainder: each share is its exact value rounded down, and what is then missing goes
    to the shares that lost most. So each is less than one from exact, and zero stays zero.
    """
    total = sum(counts)
    if not total:
        return (0,) * len(counts)
    found = [count * WHOLE // total for count in counts]
    lost = sorted(range(len(counts)), key=lambda at: (-(counts[at] * WHOLE % total), at))
    for at in lost[: WHOLE - sum(found)]:
        found[at] += 1
    return tuple(found)


@dataclass(frozen=True)
class Part:
    """One part of all advice: how many, which percentage, and after which percentage it begins."""

    fulfilment: Fulfilment
    count: int
    share: int
    start: int

    @property
    def label(self) -> Promise:
        """In words."""
        return words.FULFILMENTS[self.fulfilment]

    @property
    def tone(self) -> str:
        """How it is drawn."""
        return words.FULFILMENT_TONES[self.fulfilment]


@dataclass(frozen=True)
class Meter:
    """All advice in four parts. What was promised is an axis of its own: advice may be promised without action."""

    parts: tuple[Part, ...]
    total: int
    promised: int

    @property
    def acted(self) -> int:
        """How many pieces of advice led to any action."""
        return sum(part.count for part in self.parts if part.fulfilment != Fulfilment.NONE)

    @property
    def action_share(self) -> int:
        """The percentage with any action: the sum of the percentages that stand beside it."""
        return sum(part.share for part in self.parts if part.fulfilment != Fulfilment.NONE)

    @property
    def promised_share(self) -> int:
        """The percentage that was promised."""
        return shares((self.promised, self.total - self.promised))[0]


def meter_of(table: CrossTable) -> Meter:
    """The four parts of a cross-table."""
    done, busy = table.row(Action.YES), table.row(Action.BUSY)
    counts = {
        Fulfilment.KEPT: done.promised,
        Fulfilment.RUNNING: busy.promised,
        Fulfilment.OTHER: done.unpromised + busy.unpromised,
        Fulfilment.NONE: table.row(Action.NO).total,
    }
    parts, start = [], 0
    for (kind, count), share in zip(counts.items(), shares(list(counts.values())), strict=True):
        parts.append(Part(kind, count, share, start))
        start += share
    return Meter(tuple(parts), table.total, table.promised)


@dataclass(frozen=True)
class SharedRow:
    """One row of the cross-table with the percentage of all advice that it holds."""

    action: Action
    promised: int
    unpromised: int
    total: int
    share: int


def shared_rows(table: CrossTable) -> list[SharedRow]:
    """The rows of a cross-table with their percentages of the whole."""
    found = shares([row.total for row in table.rows])
    return [
        SharedRow(row.action, row.promised, row.unpromised, row.total, share)
        for row, share in zip(table.rows, found, strict=True)
    ]
