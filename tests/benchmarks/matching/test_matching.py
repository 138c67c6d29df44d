"""The matching: time, memory and worth beside OR-Tools' flow over all pairs; and the whole order."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sessions.matching import blocked_cover, check, solve
from tests.benchmarks.matching.instances import question
from tests.benchmarks.measure import Ratio

pytestmark = pytest.mark.benchmark
ROOT = Path(__file__).resolve().parents[3]
ROUNDS = 3


def measured(name, number, width, popular, rounds):
    """What one contender prints, from a fresh process."""
    module = [sys.executable, "-m", "tests.benchmarks.matching.contender"]
    sizes = map(str, (number, width, int(popular), rounds))
    done = subprocess.run(
        [*module, name, *sizes], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("popular", [False, True], ids=["any", "popular"])
@pytest.mark.parametrize(
    ("number", "width", "target"),
    [(100, 60, ""), (1_000, 800, "<= 0.33x"), (5_000, 4_000, "<= 0.17x")],
)
def test_the_plain_question_beside_the_flow_over_all_pairs(number, width, target, popular):
    rounds = 1 if number > 1_000 else ROUNDS
    turns = [
        {name: measured(name, number, width, popular, rounds) for name in ("ours", "flow")}
        for _ in range(ROUNDS)
    ]
    best = {name: min(turn[name]["ms"] for turn in turns) for name in ("ours", "flow")}
    ours, flow = turns[0]["ours"], turns[0]["flow"]
    kind = "popular reviewers" if popular else "any reviewers"
    name = f"matching {number} x {width}, {kind}"

    print(f"\n{Ratio(name, best['ours'], best['flow'], target)}")
    share = ours["mb"] / flow["mb"] if flow["mb"] else 0
    print(f"    memory {ours['mb']:.1f} MB beside {flow['mb']:.1f} MB: {share:.2f}x   limit 0.2x")
    print(
        f"    worth {ours['worth']} beside {flow['worth']}, gap to the bound {ours['gap']}", end=""
    )

    assert (ours["worth"], ours["gap"]) == (flow["worth"], 0)


@pytest.mark.parametrize("coarse", [False, True], ids=["fine", "coarse"])
@pytest.mark.parametrize("seed", range(3))
def test_the_whole_order_with_all_side_constraints(seed, coarse):
    asked = question(seed, coarse=coarse)
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        found = solve(asked)
        times.append(time.perf_counter() - start)
    kind = "coarse" if coarse else "fine"

    print(f"\nwhole order, 100 x 60, {kind} fits, {seed}: {min(times):.2f} s   target <= 2 s")
    print(f"    {', '.join(f'{level} {value}' for level, value in found.values.items())}", end="")

    assert found.proven
    assert check(asked, found.pairs) == []


def test_why_a_place_stays_empty():
    asked = question(0)
    found = solve(asked)
    start = time.perf_counter()
    blocked = blocked_cover(asked, found, found.missing[0])

    took = time.perf_counter() - start
    print(f"\nwhy a place stays empty, 100 x 60: {took:.2f} s, {len(blocked.rules)} rules", end="")
