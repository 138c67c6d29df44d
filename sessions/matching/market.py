"""The linear program over the pairs that were admitted, kept warm from round to round."""

from typing import Any

import highspy
import numpy as np

from sessions.matching.highs import solver

Whole = np.ndarray[Any, np.dtype[np.int64]]
Marked = np.ndarray[Any, np.dtype[np.bool_]]
Fits = np.ndarray[Any, np.dtype[Any]]  # whole numbers of any size
Status = highspy.HighsBasisStatus
DEVEX = 1  # how the solver chooses: quicker here than what it chooses by itself


class Market:
    """Dossiers seek places filled, reviewers have time; a solution sets a price on both.

    Every dossier may also leave a place empty, for a fine that is higher than all that filling it
    can cost elsewhere: so there is always a solution, and places are filled first.

    The program starts from guessed prices: all costs are counted from them, which changes no
    choice, and every dossier takes what is best beside them. What is left to do is where a
    reviewer's time does not come out.
    """

    def __init__(self, fit: Fits, wanted: Whole, most: Whole, time: Whole) -> None:
        self.fit, self.wanted, self.most, self._time = fit, wanted, most, time
        self.fine = int(fit.max(initial=0)) * min(fit.shape) + 1
        self._fixed = len(wanted) + len(most)  # columns that are no pair: empty places, free time
        self._program = solver(seed=0)
        self._program.setOptionValue("presolve", "off")
        self._program.setOptionValue("simplex_dual_edge_weight_strategy", DEVEX)

    def open(self, flat: Whole) -> None:
        """Begin with these pairs, sorted."""
        rows, columns = np.divmod(flat, self.fit.shape[1])
        worth = self.fit[rows, columns] - self._time[columns]
        order = np.lexsort((-worth, rows))
        rank = np.empty_like(order)
        rank[order] = np.arange(len(flat)) - np.searchsorted(rows, rows)
        last = rank == self.wanted[rows] - 1
        self._place = np.full(len(self.wanted), -self.fine)
        self._place[rows[last]] = worth[last]
        self._program.passModel(self._without_pairs())
        self._columns = np.zeros(0, np.int64)  # in the order of the program
        self.admit(flat)
        self._program.setBasis(self._basis(rows[last], last, rank < self.wanted[rows]))

    def _without_pairs(self) -> highspy.HighsLp:
        lp, ends = highspy.HighsLp(), np.concatenate([self.wanted, self.most]).astype(float)
        lp.num_col_ = lp.num_row_ = self._fixed
        lp.col_cost_ = np.concatenate([self.fine + self._place, self._time]).astype(float)
        lp.col_lower_, lp.col_upper_ = np.zeros(self._fixed), ends
        lp.row_lower_ = lp.row_upper_ = ends
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.arange(self._fixed + 1)
        lp.a_matrix_.index_ = np.arange(self._fixed, dtype=np.int32)
        lp.a_matrix_.value_ = np.ones(self._fixed)
        return lp

    def _basis(self, filled: Whole, last: Marked, taken: Marked) -> highspy.HighsBasis:
        """The last pair of every dossier turns the scale; where time has a price, none is free."""
        empty = np.ones(len(self.wanted), bool)
        empty[filled] = False
        free = self._time == 0
        turns = np.concatenate([empty, free, last])
        full = np.concatenate([np.zeros(self._fixed, bool), taken])
        basis = highspy.HighsBasis()
        basis.col_status = _statuses(turns, full)
        basis.row_status = _statuses(np.concatenate([np.zeros(len(empty), bool), ~free]))
        basis.valid = True
        return basis

    def admit(self, flat: Whole) -> None:
        """Let more pairs in."""
        rows, columns = np.divmod(flat, self.fit.shape[1])
        number = len(flat)
        self._program.addCols(
            number,
            (self._place[rows] + self._time[columns] - self.fit[rows, columns]).astype(float),
            np.zeros(number),
            np.ones(number),
            2 * number,
            np.arange(0, 2 * number, 2, dtype=np.int32),
            np.stack([rows, columns + len(self.fit)], axis=1).ravel().astype(np.int32),
            np.ones(2 * number),
        )
        self._columns = np.concatenate([self._columns, flat])
        self.admitted = np.sort(self._columns)

    def solve(self) -> None:
        """Choose among the admitted pairs, and set the prices."""
        self._program.run()
        solution, number = self._program.getSolution(), len(self.fit)
        flow = np.rint(np.array(solution.col_value)).astype(np.int64)
        prices = -np.rint(np.array(solution.row_dual)).astype(np.int64)
        self.place = np.maximum(self._place + prices[:number], -self.fine)
        self.time = np.maximum(self._time + prices[number:], 0)
        self.chosen = np.sort(self._columns[flow[self._fixed :] > 0])
        self.short = int(flow[:number].sum())
        self.worth = int(self.fit.ravel()[self.chosen].sum(dtype=np.int64)) - self.fine * self.short

    @property
    def base(self) -> int:
        """What all places and all time are worth at these prices."""
        return int(self.place @ self.wanted + self.time @ self.most)


def _statuses(turns: Whole, full: Whole | None = None) -> list[highspy.HighsBasisStatus]:
    kinds = (Status.kLower, Status.kUpper, Status.kBasic)
    number = np.zeros(len(turns), np.int64) if full is None else full.astype(np.int64)
    return [kinds[kind] for kind in np.where(turns, 2, number)]
