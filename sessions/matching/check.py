"""Which hard rules a set of pairs breaks. Knows nothing of the solver, so that it can judge it."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from sessions.matching.board import Board
from sessions.matching.found import Rule, RuleKind
from sessions.matching.given import Given, Pair


def check(given: Given, pairs: Iterable[Pair]) -> list[Rule]:
    """Every broken rule, once; an empty list when all is well."""
    board, chosen = Board(given), frozenset(pairs)
    return [
        *_barred(board, chosen),
        *(Rule(RuleKind.PINNED, *pair) for pair in board.pinned if pair not in chosen),
        *_met(board, chosen),
        *_loads(board, chosen),
        *_wanted(board, chosen),
    ]


def _barred(board: Board, pairs: frozenset[Pair]) -> list[Rule]:
    return list(dict.fromkeys(rule for pair in sorted(pairs) for rule in board.bars(pair)))


def _met(board: Board, pairs: frozenset[Pair]) -> list[Rule]:
    reviewers = defaultdict(set)
    for dossier, reviewer in pairs:
        reviewers[dossier].add(reviewer)
    return [
        Rule(RuleKind.APART, dossier=dossier, reviewer=one, other=two)
        for dossier in sorted(reviewers)
        for one, two in board.apart
        if {one, two} <= reviewers[dossier]
    ]


def _loads(board: Board, pairs: frozenset[Pair]) -> list[Rule]:
    load = Counter(reviewer for _dossier, reviewer in pairs)
    over = [key for key, one in board.reviewers.items() if load[key] > one.most]
    under = [key for key, one in board.reviewers.items() if load[key] < one.least]
    return [
        *(Rule(RuleKind.MOST, reviewer=key) for key in over),
        *(Rule(RuleKind.LEAST_LOAD, reviewer=key) for key in under),
    ]


def _wanted(board: Board, pairs: frozenset[Pair]) -> list[Rule]:
    number = Counter(dossier for dossier, _reviewer in pairs)
    return [
        Rule(RuleKind.WANTED, dossier=key)
        for key, one in board.dossiers.items()
        if number[key] > one.wanted
    ]
