"""Who could come in the place of a reviewer who declined, the best first."""

from dataclasses import dataclass

from sessions.matching.board import Board
from sessions.matching.check import check
from sessions.matching.found import Level
from sessions.matching.given import Pair
from sessions.matching.values import values
from sessions.models import Assignment
from sessions.queries.gathering import Gathered, gather
from sessions.queries.numbers import Numbers, settings_of
from sessions.queries.pool import Reader
from sessions.queries.weighing import LevelLine, level_lines, reasons_for
from sessions.wording import HIGH_IS_GOOD, side_words

SHOWN = 6


@dataclass(frozen=True)
class Option:
    """Somebody who could be asked instead: why, and what gets better or worse."""

    reader: Reader
    reasons: list[str]
    levels: list[LevelLine]
    load: int

    @property
    def side(self) -> str:
        """From where this reviewer looks."""
        return side_words(self.reader.side)

    @property
    def turns(self) -> list[LevelLine]:
        """Only the levels that get better or worse."""
        return [line for line in self.levels if line.turn]


@dataclass(frozen=True)
class ReplacePage:
    """A reviewer who is gone, and who could come."""

    assignment: Assignment
    options: list[Option]
    full: bool


def replace_page(assignment: Assignment) -> ReplacePage:
    """With everybody else fixed, every possible reviewer is tried: the order is exact.

    It is the matching with one free place, so trying each is the whole search. The queries of
    gathering and one more; the assignment comes with plan, round and edition.
    """
    round_ = assignment.round_plan.round
    gathered = gather(round_, Numbers.of(settings_of(round_)))
    plan = assignment.round_plan_id
    board, now = Board(gathered.given), gathered.given.present
    before = set(check(gathered.given, now))
    allowed: list[tuple[list[int], Pair, dict[Level, int]]] = []
    for key in gathered.readers:
        pair = (plan, key)
        if pair in now or set(check(gathered.given, now | {pair})) - before:
            continue
        reached = values(board, now | {pair})
        allowed.append((_order(reached), pair, reached))
    allowed.sort(key=lambda one: (one[0], gathered.name(one[1][1]), one[1]))
    here = values(board, now)
    options = [_option(gathered, pair, reached, here) for _key, pair, reached in allowed[:SHOWN]]
    wanted = next(one.wanted for one in gathered.given.dossiers if one.key == plan)
    full = sum(pair[0] == plan for pair in now) >= wanted
    return ReplacePage(assignment, options, full)


def _order(reached: dict[Level, int]) -> list[int]:
    """Small is good, level after level. What changes from the present is the same for everybody."""
    return [-reached[level] if level in HIGH_IS_GOOD else reached[level] for level in Level]


def _option(
    gathered: Gathered, pair: Pair, reached: dict[Level, int], here: dict[Level, int]
) -> Option:
    lines = [line for line in level_lines(reached, here) if line.level is not Level.CHANGE]
    load = sum(person == pair[1] for _plan, person in gathered.given.present)
    return Option(gathered.readers[pair[1]], reasons_for(gathered, pair), lines, load)
