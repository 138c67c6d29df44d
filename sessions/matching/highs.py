"""The solver: HiGHS, one thread, so that the same program always has the same answer."""

from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from sessions.matching.program import Program, Sum

ENDLESS = 2**31 - 1  # nodes
AT_LAST = 120.0  # seconds, after which a question is given up on any machine
NEAR = 1e-6  # how far the solver's floats may be off a whole number
Status = highspy.HighsModelStatus


@dataclass(frozen=True)
class Answer:
    """What the solver found. Without a value it found nothing; `proven` says that this is final."""

    value: int | None
    columns: tuple[int, ...] = ()
    proven: bool = True


@dataclass(frozen=True)
class Relaxed:
    """The answer when columns need not be whole: a bound, and what leaving it costs a column."""

    value: float
    costs: np.ndarray[Any, np.dtype[np.float64]]
    columns: np.ndarray[Any, np.dtype[np.float64]]


class _Quiet(highspy.Highs):
    """A solver without callbacks: setting them up prints a banner."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()


def lowest(program: Program, aim: Sum, *, seed: int, nodes: int = ENDLESS) -> Answer:
    """The whole-numbered columns that make the aim as low as can be.

    Patience is counted in nodes of the search and not in seconds, so that a busy machine gives the
    answer that a quiet one gives.
    """
    if not program.lower:  # the solver has no answer where there is nothing to ask
        return Answer(aim.constant if _kept_by_nothing(program) else None)
    lp = described(program, aim)
    lp.integrality_ = [highspy.HighsVarType.kInteger] * lp.num_col_
    one = solver(seed=seed, nodes=nodes)
    one.passModel(lp)
    one.run()
    status = one.getModelStatus()
    if status in (Status.kInfeasible, Status.kUnboundedOrInfeasible):
        return Answer(None)
    info = one.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Answer(None, proven=False)
    columns = tuple(round(value) for value in one.getSolution().col_value)
    return Answer(at(aim, columns), columns, status == Status.kOptimal)


def relaxed(program: Program, aim: Sum, *, seed: int) -> Relaxed | None:
    """The same without whole numbers; nothing where even that is impossible."""
    one = solver(seed=seed)
    one.passModel(described(program, aim))
    one.run()
    if one.getModelStatus() != Status.kOptimal:
        return None
    solution = one.getSolution()
    return Relaxed(
        one.getInfo().objective_function_value + aim.constant,
        np.array(solution.col_dual),
        np.array(solution.col_value),
    )


def _kept_by_nothing(program: Program) -> bool:
    return all(row.low <= 0 <= row.high for row in program.rows)


def at(aim: Sum, columns: tuple[int, ...]) -> int:
    """The value of a sum."""
    return aim.constant + sum(weight * columns[key] for key, weight in aim.weights.items())


def solver(*, seed: int, nodes: int = ENDLESS) -> highspy.Highs:
    """A quiet solver whose answers come out the same every time."""
    one = _Quiet()
    options = {
        "output_flag": False,
        "threads": 1,
        "random_seed": seed % 2**31,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.99,  # every aim is whole: less than one away is the best
        "mip_max_nodes": nodes,
        "time_limit": float("inf") if nodes == ENDLESS else AT_LAST,
    }
    for name, value in options.items():
        one.setOptionValue(name, value)
    return one


def described(program: Program, aim: Sum) -> highspy.HighsLp:
    """The program in the solver's words."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(program.lower), len(program.rows)
    costs = np.zeros(lp.num_col_)
    costs[list(aim.weights)] = list(aim.weights.values())
    lp.col_cost_ = costs
    lp.col_lower_, lp.col_upper_ = np.array(program.lower), np.array(program.upper)
    lp.row_lower_ = np.array([row.low for row in program.rows])
    lp.row_upper_ = np.array([row.high for row in program.rows])
    matrix = lp.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = np.cumsum([0, *(len(row.weights) for row in program.rows)])
    matrix.index_ = np.array([key for row in program.rows for key in row.weights], np.int32)
    matrix.value_ = np.array([one for row in program.rows for one in row.weights.values()], float)
    return lp
