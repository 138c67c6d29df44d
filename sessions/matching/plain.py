"""The plain question at a large scale: as much fit as can be, places filled, loads and conflicts kept.

A first guess of what each reviewer's time is worth says which pairs are promising, also when
everybody wants the same reviewers. A linear program over these pairs alone corrects the guess. Its
prices then judge all pairs, in whole numbers: what a place is worth, what a reviewer's time is
worth, and what any pair is worth beyond both, add up to a bound that no choice can pass. Pairs left
out that are worth more than their prices come in, until the bound is met: then nothing that was
left out can help.
"""

from dataclasses import dataclass

import numpy as np

from sessions.matching.market import Fits, Market, Whole

SLICE = 64  # rows that are looked at together, so that no second table of all pairs is made
SPARE = 8  # how many promising pairs a dossier has beyond what it wants
AGAIN = 8  # how many pairs of a dossier come in at once


@dataclass(frozen=True)
class Choice:
    """The chosen pairs, as rows and columns of the table. A bound that equals the worth is proof."""

    rows: Whole
    columns: Whole
    short: int  # places that stay empty, as few as can be
    worth: int  # total fit, less a fine for each empty place
    bound: int  # no choice is worth more

    @property
    def gap(self) -> int:
        """How much better another choice could be."""
        return self.bound - self.worth


def plain(fit: Fits, wanted: Whole, most: Whole) -> Choice:
    """The best choice. `fit` has a row a dossier and a column a reviewer; below 0 is a conflict."""
    time = _guessed(fit, wanted, most)
    market = Market(fit, wanted, most, time)
    market.open(_promising(fit, wanted, time))
    while True:
        market.solve()
        bound, better = _judged(fit, market)
        if not better.size or bound == market.worth:
            rows, columns = np.divmod(market.chosen, fit.shape[1])
            return Choice(rows, columns, market.short, market.worth, bound)
        market.admit(better)


def _guessed(fit: Fits, wanted: Whole, most: Whole) -> Whole:
    """What the last free place of each reviewer would fetch, above what the last chosen pair is worth.

    The best of every reviewer are known only roughly, from the best row of each of a few groups.
    """
    groups = min(SLICE, len(fit))
    best = np.full((groups, fit.shape[1]), -1, np.int64)
    for rows in _slices(len(fit)):
        np.maximum(best[: len(fit[rows])], fit[rows], out=best[: len(fit[rows])])
    best = -np.sort(-best, axis=0)
    offered = -np.sort(-best[np.arange(groups)[:, None] < most])
    if not offered.size:
        return np.zeros_like(most)
    last = max(0, offered[min(len(offered) - 1, int(wanted.sum()))])
    of_each = best[np.clip(most, 1, groups) - 1, np.arange(len(most))]
    return np.maximum(of_each - last, 0)


def _promising(fit: Fits, wanted: Whole, time: Whole) -> Whole:
    """The pairs of every dossier that are best beside the prices, as places in the flat table."""
    number, width = fit.shape
    of_row = min(width, int(wanted.max(initial=0)) + SPARE)
    found = [np.zeros(0, np.int64)]
    for rows in _slices(number):
        worth = np.where(fit[rows] < 0, np.iinfo(np.int64).min, fit[rows] - time)
        found.append(_places(_best(worth, of_row), rows, width))
    flat = np.concatenate(found)
    return flat[fit.ravel()[flat] >= 0]


def _best(table: Fits, number: int) -> Whole:
    """The places of the highest values of each row, from left to right."""
    last = table.shape[1] - number
    if last <= 0:
        return np.broadcast_to(np.arange(table.shape[1]), table.shape)
    return np.sort(np.argpartition(table, last, axis=1)[:, last:], axis=1)


def _places(columns: Whole, rows: slice, width: int) -> Whole:
    return (columns + np.arange(rows.start, rows.start + len(columns))[:, None] * width).ravel()


def _judged(fit: Fits, market: Market) -> tuple[int, Whole]:
    """The bound that the prices give, and the pairs that are worth more than their prices."""
    bound, better = market.base, [np.zeros(0, np.int64)]
    for rows in _slices(len(fit)):
        extra = fit[rows] - market.place[rows, None] - market.time
        extra[(fit[rows] < 0) | (extra < 0)] = 0
        bound += int(extra.sum())
        better.append(_outside(extra, rows, market.admitted))
    return bound, np.concatenate(better)


def _outside(extra: Whole, rows: slice, admitted: Whole) -> Whole:
    """Of the pairs that are worth more, the best ones of each row that are not admitted."""
    first = rows.start * extra.shape[1]
    low, high = np.searchsorted(admitted, [first, first + extra.size])
    extra.ravel()[admitted[low:high] - first] = 0
    if not extra.any():
        return np.zeros(0, np.int64)
    flat = _places(_best(extra, AGAIN), rows, extra.shape[1])
    return flat[extra.ravel()[flat - first] > 0]


def _slices(number: int) -> list[slice]:
    return [slice(start, start + SLICE) for start in range(0, number, SLICE)]
