"""Why a pair, or a reviewer of some side, cannot be had, and the smallest loosening that helps."""

from dataclasses import dataclass

from sessions.matching.board import Board
from sessions.matching.found import Blocked, Found, Missing
from sessions.matching.given import Given, Pair, Side
from sessions.matching.loose import Loose


@dataclass(frozen=True)
class Wish:
    """That a dossier has at least so many reviewers of a side."""

    dossier: int
    side: Side
    number: int = 1


def why_not(given: Given, wished: Pair | Wish) -> Blocked:
    """The hard rules in the way, all else given up; empty when the wish can be had.

    Empty does not say that the wish costs nothing: `effect` does, for a pair by hand, and solving
    with the pair pinned does for the best that is left.
    """
    loose = Loose(Board(given))
    if isinstance(wished, Wish):
        loose.ask_side(wished.dossier, wished.side, wished.number)
    else:
        loose.ask_pair(*wished)
    return loose.blocked()


def blocked_cover(given: Given, found: Found, missing: Missing) -> Blocked:
    """Why a dossier does not get one more of a side while every other place that is filled stays so."""
    short = {(one.dossier, one.side): one.short for one in found.missing}
    board = Board(given)
    reached = {
        (dossier.key, side): least - short.get((dossier.key, side), 0)
        for dossier, side, least in board.places
    }
    has = reached.pop((missing.dossier, missing.side))
    loose = Loose(board, reached)
    loose.ask_side(missing.dossier, missing.side, has + 1)
    return loose.blocked()
