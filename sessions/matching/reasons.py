"""Why a pair was chosen, as data that a page can word."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from sessions.matching.board import Board
from sessions.matching.check import check
from sessions.matching.found import Found, Level, Rule
from sessions.matching.given import Given, Pair, Side
from sessions.matching.values import values


class ReasonKind(StrEnum):
    """What speaks for a pair."""

    PINNED = "pinned"  # fixed by hand
    PRESENT = "present"  # in the plan already
    FIT = "fit"  # `value` is the fit, `rank` its place among the `among` who could
    COVER = "cover"  # without it the dossier has too few of `side`
    WORST = "worst"  # without it the dossier would be worse off than the worst-off is now
    LEAST_LOAD = "least_load"  # without it the reviewer has too few dossiers
    BALANCE = "balance"  # without it regions give and take less evenly, `value` worse
    BEFORE = "before"  # the reviewer was with the region in the round before
    FRESH = "fresh"  # the reviewer is new to a region that had others before
    INSTEAD = "instead"  # `other` fits better, by `value`, but `rules` or `level` stand in the way


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for a pair; keys that do not apply are nothing."""

    kind: ReasonKind
    value: int | None = None
    rank: int | None = None
    among: int | None = None
    side: Side | None = None
    other: int | None = None
    rules: tuple[Rule, ...] = ()
    level: Level | None = None


MOST_INSTEAD = 3  # how many who fit better are named


def reasons(given: Given, found: Found, pair: Pair) -> tuple[Reason, ...]:
    """Everything that speaks for a pair of an answer, the heaviest first."""
    board = Board(given)
    return (
        *_by_hand(board, pair),
        *_needed(board, found, pair),
        _how_well(board, pair),
        *_seen_before(board, pair),
        *_instead(board, found, pair),
    )


def _by_hand(board: Board, pair: Pair) -> Iterator[Reason]:
    if pair in board.given.pinned:
        yield Reason(ReasonKind.PINNED)
    if pair in board.given.present:
        yield Reason(ReasonKind.PRESENT)


def _needed(board: Board, found: Found, pair: Pair) -> Iterator[Reason]:
    """What would be worse without the pair, and nothing else changed."""
    now = values(board, found.pairs)
    without = values(board, found.pairs - {pair})
    side = board.reviewers[pair[1]].side
    if without[Level.COVER] > now[Level.COVER]:
        yield Reason(ReasonKind.COVER, side=side)
    if without[Level.WORST] < now[Level.WORST]:
        yield Reason(ReasonKind.WORST, value=now[Level.WORST] - without[Level.WORST])
    load = sum(reviewer == pair[1] for _dossier, reviewer in found.pairs)
    if load <= board.reviewers[pair[1]].least:
        yield Reason(ReasonKind.LEAST_LOAD)
    if without[Level.BALANCE] > now[Level.BALANCE]:
        yield Reason(ReasonKind.BALANCE, value=without[Level.BALANCE] - now[Level.BALANCE])


def _how_well(board: Board, pair: Pair) -> Reason:
    fits = [board.fit(one) for one in _row(board, pair[0]) if not board.bars(one)]
    better = sum(fit > board.fit(pair) for fit in fits)
    return Reason(ReasonKind.FIT, value=board.fit(pair), rank=better + 1, among=len(fits))


def _seen_before(board: Board, pair: Pair) -> Iterator[Reason]:
    if board.was_before(pair):
        yield Reason(ReasonKind.BEFORE)
    elif board.before.get(board.dossiers[pair[0]].region):
        yield Reason(ReasonKind.FRESH)


def _instead(board: Board, found: Found, pair: Pair) -> Iterator[Reason]:
    """Who of the same side fits better and was not chosen, and what stands in the way."""
    side = board.reviewers[pair[1]].side
    better = [
        one
        for one in _row(board, pair[0])
        if one not in found.pairs
        and board.reviewers[one[1]].side is side
        and board.fit(one) > board.fit(pair)
    ]
    for one in sorted(better, key=board.fit, reverse=True)[:MOST_INSTEAD]:
        yield _in_the_way(board, found, pair, one)


def _in_the_way(board: Board, found: Found, pair: Pair, other: Pair) -> Reason:
    swapped = (found.pairs - {pair}) | {other}
    more = board.fit(other) - board.fit(pair)
    reason = Reason(ReasonKind.INSTEAD, value=more, other=other[1])
    broken = tuple(check(board.given, swapped))
    if broken:
        return replace(reason, rules=broken)
    now, then = values(board, found.pairs), values(board, swapped)
    return replace(reason, level=next((one for one in Level if now[one] != then[one]), None))


def _row(board: Board, dossier: int) -> list[Pair]:
    return [(dossier, reviewer) for reviewer in board.reviewers]
