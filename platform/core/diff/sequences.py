"""Which tokens two sequences share, in time that stays near linear for real texts.

Patience: tokens that occur once on both sides are anchors; the longest increasing run of them
holds, and between two anchors the same is done again. Where no anchor is left, not even a run of
tokens, small pieces are compared in full and large ones are taken as replaced.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

MAX_TABLE = 40_000  # cells of a full comparison
WIDTHS = (1, 4, 12)  # tokens in an anchor; a space is a token too
Run = tuple[str, ...]
Match = tuple[int, int, int]  # start in a, start in b, length


def matches(a: Sequence[str], b: Sequence[str]) -> list[Match]:
    """Runs of tokens that both share, in order, never crossing."""
    found: list[Match] = []
    todo = [(0, len(a), 0, len(b))]
    while todo:
        low_a, high_a, low_b, high_b = todo.pop()
        start = _common_start(a, b, low_a, high_a, low_b, high_b)
        if start:
            found.append((low_a, low_b, start))
            low_a, low_b = low_a + start, low_b + start
        end = _common_end(a, b, low_a, high_a, low_b, high_b)
        if end:
            found.append((high_a - end, high_b - end, end))
            high_a, high_b = high_a - end, high_b - end
        if low_a == high_a or low_b == high_b:
            continue
        anchors = _anchors(a, b, low_a, high_a, low_b, high_b)
        if anchors:
            todo += _between(anchors, low_a, high_a, low_b, high_b)
        elif (high_a - low_a) * (high_b - low_b) <= MAX_TABLE:
            found += _full(a, b, low_a, high_a, low_b, high_b)
    return sorted(found)


def _common_start(
    a: Sequence[str], b: Sequence[str], low_a: int, high_a: int, low_b: int, high_b: int
) -> int:
    length = 0
    limit = min(high_a - low_a, high_b - low_b)
    while length < limit and a[low_a + length] == b[low_b + length]:
        length += 1
    return length


def _common_end(
    a: Sequence[str], b: Sequence[str], low_a: int, high_a: int, low_b: int, high_b: int
) -> int:
    length = 0
    limit = min(high_a - low_a, high_b - low_b)
    while length < limit and a[high_a - 1 - length] == b[high_b - 1 - length]:
        length += 1
    return length


def _anchors(
    a: Sequence[str], b: Sequence[str], low_a: int, high_a: int, low_b: int, high_b: int
) -> list[tuple[int, int]]:
    """Positions of what occurs once on both sides, the longest run in the same order.

    Single tokens first; in texts that repeat themselves, runs of a few tokens.
    """
    for width in WIDTHS:
        place_a, place_b = _unique(a, low_a, high_a, width), _unique(b, low_b, high_b, width)
        pairs = [(i, place_b[token]) for token, i in place_a.items() if token in place_b]
        if pairs:
            return _longest_increasing(pairs)
    return []


def _unique(tokens: Sequence[str], low: int, high: int, width: int) -> dict[Run, int]:
    """Where each run of `width` tokens starts that occurs once, in order."""
    runs = [tuple(tokens[i : i + width]) for i in range(low, high - width + 1)]
    count = Counter(runs)
    return {run: low + i for i, run in enumerate(runs) if count[run] == 1}


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


def _between(
    anchors: list[tuple[int, int]], low_a: int, high_a: int, low_b: int, high_b: int
) -> list[tuple[int, int, int, int]]:
    """The pieces that start at each anchor and end before the next; an anchor is a common start."""
    edges = [(low_a, low_b), *anchors, (high_a, high_b)]
    return [(one[0], two[0], one[1], two[1]) for one, two in pairwise(edges)]


def _full(
    a: Sequence[str], b: Sequence[str], low_a: int, high_a: int, low_b: int, high_b: int
) -> list[Match]:
    """The longest common subsequence of a small piece, from a full table."""
    width = high_b - low_b + 1
    table = [[0] * width for _ in range(high_a - low_a + 1)]
    for i in range(high_a - 1, low_a - 1, -1):
        row, below = table[i - low_a], table[i - low_a + 1]
        for j in range(high_b - 1, low_b - 1, -1):
            k = j - low_b
            row[k] = below[k + 1] + 1 if a[i] == b[j] else max(below[k], row[k + 1])
    found = []
    i, j = low_a, low_b
    while i < high_a and j < high_b:
        if a[i] == b[j]:
            found.append((i, j, 1))
            i, j = i + 1, j + 1
        elif table[i - low_a + 1][j - low_b] >= table[i - low_a][j - low_b + 1]:
            i += 1
        else:
            j += 1
    return found
