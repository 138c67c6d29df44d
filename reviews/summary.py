"""What became of advice, in numbers: promised against done, and how answers spread. No database."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

FEWEST = 3  # fewer answers would show who gave which


class Action(StrEnum):
    """Whether something was done."""

    YES = "yes"
    BUSY = "busy"
    NO = "no"


@dataclass(frozen=True)
class Fate:
    """What became of one recommendation."""

    promised: bool
    action: Action


@dataclass(frozen=True)
class CrossTable:
    """How many recommendations were promised and done: two axes that are kept apart."""

    counts: Mapping[tuple[bool, Action], int]

    @property
    def total(self) -> int:
        """All recommendations."""
        return sum(self.counts.values())

    def cell(self, promised: bool, action: Action) -> int:
        """How many are here."""
        return self.counts.get((promised, action), 0)

    def row(self, promised: bool) -> int:
        """All that were promised, or all that were not."""
        return sum(self.cell(promised, action) for action in Action)

    def column(self, action: Action) -> int:
        """All on which this was done."""
        return self.cell(True, action) + self.cell(False, action)

    @property
    def rows(self) -> "list[Row]":
        """Promised first, then the others."""
        return [
            Row(promised, [self.cell(promised, action) for action in Action], self.row(promised))
            for promised in (True, False)
        ]

    @property
    def columns(self) -> list[int]:
        """The sums of done, being done, nothing yet."""
        return [self.column(action) for action in Action]


@dataclass(frozen=True)
class Row:
    """One row of the table, for those who draw it."""

    promised: bool
    counts: list[int]  # done, being done, nothing yet
    total: int


def cross_table(fates: Iterable[Fate]) -> CrossTable:
    """Count what became of advice."""
    return CrossTable(Counter((fate.promised, fate.action) for fate in fates))


RUNNING = {"on_schedule", "needs_attention"}
SEEN_CLEARLY = {"clearly", "amply"}


def fate_of(commitments: Sequence[str], judgements: Sequence[str]) -> Fate:
    """From the states of its commitments; without one, from what reviewers saw of the follow-up."""
    if commitments:
        if "done" in commitments:
            return Fate(promised=True, action=Action.YES)
        busy = any(state in RUNNING for state in commitments)
        return Fate(promised=True, action=Action.BUSY if busy else Action.NO)
    if any(judgement in SEEN_CLEARLY for judgement in judgements):
        return Fate(promised=False, action=Action.YES)
    return Fate(promised=False, action=Action.BUSY if "somewhat" in judgements else Action.NO)


@dataclass(frozen=True)
class Spread:
    """How the answers to one criterion spread; nothing when there are too few."""

    counts: Mapping[int, int]
    cannot_judge: int
    total: int

    @property
    def shown(self) -> bool:
        """Whether there are enough to show without showing who."""
        return self.total >= FEWEST

    @property
    def bars(self) -> list[tuple[int, int]]:
        """Point and count, from one to five."""
        return [(point, self.counts.get(point, 0)) for point in range(1, 6)]


def spread(values: Iterable[int | str | None]) -> Spread:
    """Count the points of one criterion; never added up."""
    given = [value for value in values if value is not None and value != ""]
    points = Counter(value for value in given if isinstance(value, int))
    return Spread(points, sum(value == "na" for value in given), len(given))
