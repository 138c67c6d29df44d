"""The integer program behind a matching: a column a possible pair, a row a hard rule.

Plain lists of numbers, so that it does not matter which solver reads them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sessions.matching.board import Board
from sessions.matching.given import Pair, Side

ENDLESS = float("inf")


@dataclass
class Sum:
    """A weighted sum of columns and a constant."""

    weights: Mapping[int, int] = field(default_factory=dict)
    constant: int = 0


@dataclass(frozen=True)
class Row:
    """A weighted sum of columns that lies between two bounds."""

    weights: Mapping[int, int]
    low: float
    high: float


class Program:
    """A column for each of some pairs, and no rule yet."""

    def __init__(self, board: Board, pairs: Iterable[Pair]) -> None:
        self.board = board
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.rows: list[Row] = []
        self.of_dossier: dict[int, list[Pair]] = defaultdict(list)
        self.of_reviewer: dict[int, list[Pair]] = defaultdict(list)
        self.column: dict[Pair, int] = {}
        for pair in pairs:
            self.column[pair] = self.new(1)
            self.of_dossier[pair[0]].append(pair)
            self.of_reviewer[pair[1]].append(pair)

    def new(self, high: float, low: float = 0) -> int:
        """One more whole-numbered column."""
        self.lower.append(low)
        self.upper.append(high)
        return len(self.lower) - 1

    def add(self, weights: Mapping[int, int], low: float = -ENDLESS, high: float = ENDLESS) -> None:
        """One more row."""
        self.rows.append(Row(weights, low, high))

    def mark(self) -> tuple[int, int]:
        """How far the program reaches now."""
        return len(self.lower), len(self.rows)

    def back_to(self, mark: tuple[int, int]) -> None:
        """Take away the columns and rows since a mark."""
        columns, rows = mark
        del self.lower[columns:], self.upper[columns:], self.rows[rows:]

    def number(self, pairs: Iterable[Pair]) -> dict[int, int]:
        """How many of these pairs are chosen."""
        return dict.fromkeys((self.column[pair] for pair in pairs), 1)

    def fit(self, pairs: Iterable[Pair]) -> dict[int, int]:
        """The fit of the chosen ones of these pairs."""
        return {self.column[pair]: self.board.fit(pair) for pair in pairs if self.board.fit(pair)}

    def of_side(self, dossier: int, side: Side) -> list[Pair]:
        """The pairs of a dossier with reviewers of one side."""
        pairs = self.of_dossier[dossier]
        return [pair for pair in pairs if self.board.reviewers[pair[1]].side is side]

    def meetings(self, one: int, two: int) -> Iterator[dict[int, int]]:
        """For each dossier where two reviewers could meet, how many of them are chosen."""
        for key in self.board.dossiers:
            if (key, one) in self.column and (key, two) in self.column:
                yield self.number([(key, one), (key, two)])


def strict(board: Board) -> Program:
    """The program of all open pairs in which no hard rule gives way."""
    program = Program(board, board.open)
    for pair in board.pinned:
        program.lower[program.column[pair]] = 1
    for key, dossier in board.dossiers.items():
        program.add(program.number(program.of_dossier[key]), high=dossier.wanted)
    for key, reviewer in board.reviewers.items():
        load = program.number(program.of_reviewer[key])
        program.add(load, reviewer.least, reviewer.most)
    for two in board.apart:
        for meeting in program.meetings(*two):
            program.add(meeting, high=1)
    return program
