"""Sets of whole numbers as sorted, separate, inclusive ranges: [[1, 7], [9, 12]]."""

from collections.abc import Iterable, Sequence

Range = Sequence[int]
Ranges = list[list[int]]


def union(*many: Iterable[Range]) -> Ranges:
    """All numbers of all, in as few ranges as possible."""
    merged: Ranges = []
    for low, high in sorted(
        (one[0], one[1]) for ranges in many for one in ranges if one[0] <= one[1]
    ):
        if merged and low <= merged[-1][1] + 1:
            merged[-1][1] = max(merged[-1][1], high)
        else:
            merged.append([low, high])
    return merged


def within(ranges: Iterable[Range], low: int, high: int) -> Ranges:
    """Only the numbers from `low` to `high`."""
    return union([max(one[0], low), min(one[1], high)] for one in ranges)


def holds(ranges: Iterable[Range], number: int) -> bool:
    """Whether the number is in one of them."""
    return any(one[0] <= number <= one[1] for one in ranges)
