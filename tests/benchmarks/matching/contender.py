"""One contender in a process of its own, so that its memory is its own: prints one line of JSON."""

import json
import sys
import time
from pathlib import Path

import numpy as np

from tests.benchmarks.matching.instances import table


def ours(fit, wanted, most):
    """The promising pairs, and prices that judge the others."""
    from sessions.matching.plain import plain

    choice = plain(fit, wanted, most)
    return int(fit[choice.rows, choice.columns].sum(dtype=np.int64)), choice.gap


def flow(fit, wanted, most):
    """OR-Tools' min-cost flow over all pairs, filled by whole arrays."""
    from ortools.graph.python import min_cost_flow

    number, width = fit.shape
    rows, columns = np.nonzero(fit >= 0)
    network, end = min_cost_flow.SimpleMinCostFlow(), number + width
    add = network.add_arcs_with_capacity_and_unit_cost
    add(rows, number + columns, np.ones(len(rows), int), -fit[rows, columns].astype(np.int64))
    add(number + np.arange(width), np.full(width, end), most, np.zeros(width, int))
    network.set_nodes_supplies(np.arange(number), wanted)
    network.set_nodes_supplies(np.array([end]), np.array([-int(wanted.sum())]))
    assert network.solve() == network.OPTIMAL
    return -network.optimal_cost(), 0


def memory(kind):
    """What this process has now (`VmRSS`) or had at most (`VmHWM`), in KB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    [line] = [line for line in lines if line.startswith(kind)]
    return int(line.split()[1])


def forget_the_peak():
    """Count the most memory from here on; Linux alone knows how."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def main(name, number, width, popular, rounds):
    """Answer a few times and keep the quickest."""
    contender, question = {"ours": ours, "flow": flow}[name], table(number, width, popular=popular)
    contender(*table(20, 20))  # what is loaded once is not part of an answer
    forget_the_peak()
    before, times = memory("VmRSS"), []  # with the question and the libraries
    for _ in range(rounds):
        start = time.perf_counter()
        worth, gap = contender(*question)
        times.append(time.perf_counter() - start)
    taken = (memory("VmHWM") - before) / 1024
    print(json.dumps({"ms": min(times) * 1000, "mb": taken, "worth": worth, "gap": gap}))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
