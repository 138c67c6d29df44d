"""Which tokens two sequences share, in time that stays near linear for real texts.

Patience: tokens that occur once on both sides are anchors; the longest run of them in the same
order holds, and between two anchors the same is done again. Where no anchor is left, `shortest`
finds the shortest edit, in pieces when it would be long.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from core.diff.shortest import shortest

Match = tuple[int, int, int]  # start in a, start in b, length
Box = tuple[int, int, int, int]  # from and to in a, from and to in b


def matches(a: Sequence[str], b: Sequence[str]) -> list[Match]:
    """Runs of tokens that both share, in order, never crossing."""
    return _matches(a, b, only_anchors=False)


def anchors(a: Sequence[str], b: Sequence[str]) -> list[Match]:
    """The shared runs that are beyond doubt: at both ends, and around what occurs once.

    For lines: an empty line that occurs everywhere says nothing of what became of a text.
    """
    return _matches(a, b, only_anchors=True)


def _matches(a: Sequence[str], b: Sequence[str], *, only_anchors: bool) -> list[Match]:
    found: list[Match] = []
    todo: list[Box] = [(0, len(a), 0, len(b))]
    while todo:
        box, ends = _without_common_ends(a, b, todo.pop())
        found += ends
        low_a, high_a, low_b, high_b = box
        if low_a == high_a or low_b == high_b or high_a - low_a == 1 == high_b - low_b:
            continue
        sure = _unique_on_both(a, b, box)
        if sure:
            edges = [(low_a, low_b), *sure, (high_a, high_b)]
            todo += [(one[0], two[0], one[1], two[1]) for one, two in pairwise(edges)]
        elif not only_anchors:
            found += _shortest_in(a, b, box)
    return sorted(found)


def _without_common_ends(a: Sequence[str], b: Sequence[str], box: Box) -> tuple[Box, list[Match]]:
    """The box without what both start and end with, and those runs."""
    low_a, high_a, low_b, high_b = box
    found: list[Match] = []
    start = low_a
    while low_a < high_a and low_b < high_b and a[low_a] == b[low_b]:
        low_a, low_b = low_a + 1, low_b + 1
    if low_a > start:
        found.append((start, box[2], low_a - start))
    end = high_a
    while low_a < high_a and low_b < high_b and a[high_a - 1] == b[high_b - 1]:
        high_a, high_b = high_a - 1, high_b - 1
    if high_a < end:
        found.append((high_a, high_b, end - high_a))
    return (low_a, high_a, low_b, high_b), found


def _unique_on_both(a: Sequence[str], b: Sequence[str], box: Box) -> list[tuple[int, int]]:
    """Where tokens stand that occur once on both sides, the longest run in the same order."""
    low_a, high_a, low_b, high_b = box
    place_b = _places_of_unique(b, low_b, high_b)
    pairs = [
        (i, place_b[token])
        for token, i in _places_of_unique(a, low_a, high_a).items()
        if token in place_b
    ]
    return _longest_increasing(pairs)


def _places_of_unique(tokens: Sequence[str], low: int, high: int) -> dict[str, int]:
    """Where each token stands that occurs once, in order; an empty line is no place to hold on to."""
    piece = tokens[low:high]
    once = {token for token, times in Counter(piece).items() if times == 1 and not token.isspace()}
    return {token: place for place, token in enumerate(piece, low) if token in once}


def _longest_increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose second number rises (the first rises already)."""
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for index, (_i, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        previous.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [j]
        ends[place : place + 1] = [index]
    run = []
    index = ends[-1] if ends else -1
    while index >= 0:
        run.append(pairs[index])
        index = previous[index]
    return run[::-1]


def _shortest_in(a: Sequence[str], b: Sequence[str], box: Box) -> list[Match]:
    """The shortest edit of what is left; tokens that the other side lacks are no part of it."""
    low_a, high_a, low_b, high_b = box
    both = set(a[low_a:high_a]) & set(b[low_b:high_b])
    if not both:
        return []
    in_a = [i for i in range(low_a, high_a) if a[i] in both]
    in_b = [j for j in range(low_b, high_b) if b[j] in both]
    pairs = shortest([a[i] for i in in_a], [b[j] for j in in_b])
    return [(in_a[x], in_b[y], 1) for x, y in pairs]
