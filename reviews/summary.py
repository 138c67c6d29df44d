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
class Row:
    """What was done, once for promised advice and once for the rest."""

    action: Action
    promised: int
    unpromised: int

    @property
    def total(self) -> int:
        """Both together."""
        return self.promised + self.unpromised


@dataclass(frozen=True)
class CrossTable:
    """How many recommendations were promised and done: two axes that are kept apart."""

    rows: tuple[Row, ...]

    @property
    def promised(self) -> int:
        """All that were promised."""
        return sum(row.promised for row in self.rows)

    @property
    def unpromised(self) -> int:
        """All that were not."""
        return sum(row.unpromised for row in self.rows)

    @property
    def total(self) -> int:
        """All recommendations."""
        return self.promised + self.unpromised

    def row(self, action: Action) -> Row:
        """Those on which this was done."""
        return next(row for row in self.rows if row.action == action)


def cross_table(fates: Iterable[Fate]) -> CrossTable:
    """Count what became of advice."""
    counts = Counter((fate.promised, fate.action) for fate in fates)
    return CrossTable(
        tuple(Row(action, counts[True, action], counts[False, action]) for action in Action)
    )


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
