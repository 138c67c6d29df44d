"""How good a set of pairs is, level by level: the meaning of each level, in plain counting."""

from collections import Counter
from collections.abc import Iterable

from sessions.matching.board import Board
from sessions.matching.found import Level, Missing
from sessions.matching.given import Continuity, Pair


def values(board: Board, pairs: Iterable[Pair]) -> dict[Level, int]:
    """The value of every level."""
    chosen = frozenset(pairs)
    return {
        Level.COVER: sum(one.short for one in missing(board, chosen)),
        Level.WORST: min(fit_of_each(board, chosen).values(), default=0),
        Level.FIT: sum(map(board.fit, chosen)),
        Level.BALANCE: imbalance(board, chosen) + len(mutual(board, chosen)),
        Level.CHANGE: change(board, chosen),
        Level.CONTINUITY: sum(unwished(board, chosen).values()),
    }


def missing(board: Board, pairs: frozenset[Pair]) -> tuple[Missing, ...]:
    """The places of a side that stay empty, by dossier."""
    have = Counter((dossier, board.reviewers[reviewer].side) for dossier, reviewer in pairs)
    return tuple(
        Missing(dossier.key, side, least - have[dossier.key, side])
        for dossier, side, least in board.places
        if have[dossier.key, side] < least
    )


def fit_of_each(board: Board, pairs: frozenset[Pair]) -> dict[int, int]:
    """The fit of each dossier: that of its pairs together."""
    fit = dict.fromkeys(board.dossiers, 0)
    for pair in pairs:
        fit[pair[0]] += board.fit(pair)
    return fit


def exchanges(board: Board, pairs: Iterable[Pair]) -> Counter[tuple[int, int]]:
    """How often a region gives a peer to a region."""
    gives = ((board.gives(reviewer), board.dossiers[key].region) for key, reviewer in pairs)
    return Counter((giver, taker) for giver, taker in gives if giver is not None)


def imbalance(board: Board, pairs: Iterable[Pair]) -> int:
    """How far the regions give more or less than they take, all regions together."""
    surplus: Counter[int] = Counter()
    for (giver, taker), number in exchanges(board, pairs).items():
        surplus[giver] += number
        surplus[taker] -= number
    return sum(map(abs, surplus.values()))


def mutual(board: Board, pairs: Iterable[Pair]) -> tuple[tuple[int, int], ...]:
    """Two regions that review each other, each two once."""
    given = exchanges(board, pairs)
    return tuple(sorted((one, two) for one, two in given if one < two and (two, one) in given))


def change(board: Board, pairs: frozenset[Pair]) -> int:
    """Pairs that come or go beside the present plan; nothing where there is no plan yet."""
    return len(pairs ^ board.given.present) if board.given.present else 0


def unwished(board: Board, pairs: Iterable[Pair]) -> Counter[int]:
    """For each dossier, the places where the wish about the round before fails.

    Same: reviewers who were there before and do not come back. Fresh: those who do. Mixed: one for
    nobody from before, one for nobody new. A region without a round before has nothing to wish.
    """
    back = Counter(dossier for dossier, reviewer in pairs if board.was_before((dossier, reviewer)))
    all_of = Counter(dossier for dossier, _reviewer in pairs)
    fails: Counter[int] = Counter()
    for key, dossier in board.dossiers.items():
        before = len(board.before.get(dossier.region, ()))
        if before:
            fails[key] = _fails(board.given.continuity, before, back[key], all_of[key])
    return fails


def _fails(wish: Continuity, before: int, back: int, number: int) -> int:
    if wish is Continuity.SAME:
        return before - back
    if wish is Continuity.FRESH:
        return back
    return (back == 0) + (number == back)
