"""The shortest edit from one sequence to another (Myers, 1986), in pieces when it would be long.

A search for an edit of d steps looks at d * d / 2 places. So after `PATIENCE` steps the path that
came furthest is kept, and the search goes on from there: linear in the length of the texts, and
still the shortest edit wherever two texts differ in fewer places than that.
"""

from collections.abc import Sequence

PATIENCE = 64  # steps of one search
NOWHERE = -2  # a diagonal that no path has come to
Path = list[tuple[int, int]]


def shortest(a: Sequence[str], b: Sequence[str]) -> Path:
    """The places that stay, as pairs, in order."""
    found: Path = []
    x = y = 0
    while x < len(a) and y < len(b):
        x, y, pairs = _search(a, b, x, y)
        found += pairs
    return found


def _search(a: Sequence[str], b: Sequence[str], from_a: int, from_b: int) -> tuple[int, int, Path]:
    """How far one search comes, and what stays on the way."""
    end_a, end_b = len(a), len(b)
    # By diagonal (place in a minus place in b): how far in a. A list of each step is kept.
    reach = {from_a - from_b + 1: from_a}
    steps: list[dict[int, int]] = []
    for step in range(PATIENCE + 1):
        steps.append(reach)
        reach = {}
        known = steps[-1]
        middle = from_a - from_b
        for k in range(middle - step, middle + step + 1, 2):
            down, right = known.get(k + 1, NOWHERE), known.get(k - 1, NOWHERE) + 1
            if down - k > end_b:
                down = NOWHERE
            x = right if down < right <= end_a else down
            if x < 0:
                continue
            y = x - k
            while x < end_a and y < end_b and a[x] == b[y]:
                x, y = x + 1, y + 1
            reach[k] = x
            if x == end_a and y == end_b:
                return x, y, _walk_back(steps, reach, k, end_a, end_b)
    best = max(reach, key=lambda k: 2 * reach[k] - k)
    x = reach[best]
    return x, x - best, _walk_back(steps, reach, best, end_a, end_b)


def _walk_back(
    steps: list[dict[int, int]], last: dict[int, int], k: int, end_a: int, end_b: int
) -> Path:
    """The pairs that stay on the way to this diagonal, from the start on."""
    found: Path = []
    x = last[k]
    for known in reversed(steps):
        down, right = known.get(k + 1, NOWHERE), known.get(k - 1, NOWHERE) + 1
        if down - k > end_b:
            down = NOWHERE
        came = right if down < right <= end_a else down
        found += [(at, at - k) for at in range(x - 1, came - 1, -1)]
        k, x = (k - 1, right - 1) if came == right and came != down else (k + 1, down)
    return found[::-1]
