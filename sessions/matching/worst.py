"""The dossier that is worst off, as well off as can be.

Asked as a maximum this is slow. Asked as "can everybody reach so much?" it is quick, yes or no,
because then it is known how many reviewers each dossier needs at least. So: first the bound of the
relaxation, which is often reached; then lower in growing steps; then halfway, and halfway again.
"""

from dataclasses import dataclass
from math import floor

from sessions.matching.found import Level
from sessions.matching.highs import NEAR, Answer, lowest, relaxed
from sessions.matching.levels import sought
from sessions.matching.program import Program, Sum

PATIENCE = 20  # nodes a question; one without an answer counts as no, and is not called proven


@dataclass
class Worst:
    """What every dossier reaches, and the best fit of all together at that."""

    value: int
    fit: Answer | None = None
    proven: bool = True


def raise_worst(program: Program, reached: tuple[int, ...], *, seed: int) -> Worst:
    """Seek the highest value, from the columns of the level before; the program keeps it."""
    best = Worst(_lowest_fit(program, reached))
    high, step = _bound(program, seed), 1
    target = high
    while best.value < high or best.fit is None:
        answer = _reach(program, target, seed)
        best.proven = best.proven and (answer.proven or answer.value is not None)
        if answer.value is not None:
            best.value, best.fit = max(target, _lowest_fit(program, answer.columns)), answer
        elif target <= best.value:
            break
        else:
            high = target - 1
        target, step = _next(best, high, step), 2 * step
    _demand(program, best.value)
    return best


def _next(best: Worst, high: int, step: int) -> int:
    if best.fit is None:
        return max(best.value, high - step + 1)
    return (best.value + high + 1) // 2


def _lowest_fit(program: Program, columns: tuple[int, ...]) -> int:
    fits = (program.fit(program.of_dossier[key]) for key in program.board.dossiers)
    return min(sum(fit * columns[key] for key, fit in one.items()) for one in fits)


def _bound(program: Program, seed: int) -> int:
    """The highest value when a reviewer could be cut in pieces."""
    mark = program.mark()
    each = [program.fit(program.of_dossier[key]) for key in program.board.dossiers]
    worst = program.new(min(sum(fits.values()) for fits in each))
    for fits in each:
        program.add({**fits, worst: -1}, low=0)
    bound = relaxed(program, Sum({worst: -1}), seed=seed)
    program.back_to(mark)
    return floor(NEAR - bound.value) if bound else 0


def _reach(program: Program, target: int, seed: int) -> Answer:
    """The best fit of all together when every dossier reaches the target."""
    mark = program.mark()
    answer = Answer(None)
    if _demand(program, target):
        answer = lowest(program, sought(program, Level.FIT), seed=seed, nodes=PATIENCE)
    program.back_to(mark)
    return answer


def _demand(program: Program, target: int) -> bool:
    """Ask the target of every dossier, and the number of reviewers that it takes at least."""
    for key, dossier in program.board.dossiers.items():
        fits = program.fit(program.of_dossier[key])
        needed = _needed(sorted(fits.values(), reverse=True)[: dossier.wanted], target)
        if needed is None:
            return False
        if needed:
            program.add(fits, low=target)
            program.add(program.number(program.of_dossier[key]), low=needed)
    return True


def _needed(best_first: list[int], target: int) -> int | None:
    """How many of the best it takes to reach the target; nothing when all do not."""
    total = 0
    for number, fit in enumerate(best_first):
        if total >= target:
            return number
        total += fit
    return len(best_first) if total >= target else None
