"""What a change by hand does to every level, and which hard rules it breaks."""

from dataclasses import dataclass, field

from sessions.matching.board import Board
from sessions.matching.check import check
from sessions.matching.found import Level, Missing, Rule
from sessions.matching.given import Given, Pair
from sessions.matching.values import missing, values


@dataclass(frozen=True)
class Change:
    """Pairs that come and pairs that go."""

    add: frozenset[Pair] = field(default_factory=frozenset)
    remove: frozenset[Pair] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Effect:
    """The pairs after a change, each level before and after, and the rules broken after it."""

    pairs: frozenset[Pair]
    before: dict[Level, int]
    after: dict[Level, int]
    missing: tuple[Missing, ...]
    broken: tuple[Rule, ...]


def effect(given: Given, pairs: frozenset[Pair], change: Change) -> Effect:
    """What becomes of these pairs; nothing is chosen anew."""
    board = Board(given)
    after = (pairs - change.remove) | change.add
    return Effect(
        pairs=after,
        before=values(board, pairs),
        after=values(board, after),
        missing=missing(board, after),
        broken=tuple(check(given, after)),
    )
