"""Both sides of a ratio, measured in turns, so that a busy machine is busy for both."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """How long ours takes beside the other, in milliseconds at the median."""

    name: str
    ours: float
    other: float
    target: str = ""

    def __str__(self) -> str:
        ratio = self.ours / self.other if self.other else float("inf")
        goal = f"   target {self.target}" if self.target else ""
        return f"{self.name:<52}{self.ours:9.2f} ms {self.other:9.2f} ms {ratio:8.2f}x{goal}"


def compare(
    name: str,
    ours: Callable[[], object],
    other: Callable[[], object],
    *,
    rounds: int = 30,
    target: str = "",
) -> Ratio:
    """Run both in turns and print the line."""
    ours(), other()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for function, kept in zip((ours, other), times, strict=True):
            start = time.perf_counter()
            function()
            kept.append((time.perf_counter() - start) * 1000)
    ratio = Ratio(name, statistics.median(times[0]), statistics.median(times[1]), target)
    print(f"\n{ratio}", end="")
    return ratio
