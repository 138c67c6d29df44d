"""The same program with a way out of every rule: which rules collide, and what helps.

Each rule has one column that says how far it gives way. All columns at nothing is the strict
question; a rule whose column is free is left out.
"""

from collections.abc import Mapping
from itertools import chain, product

import numpy as np

from sessions.matching.board import Board
from sessions.matching.found import Blocked, Rule, RuleKind
from sessions.matching.given import Side
from sessions.matching.highs import NEAR, Status, described, lowest, solver
from sessions.matching.program import Program, Sum

# What a facilitator cannot bend: a tie, a language that is not read, somebody who is away.
FIRM = frozenset({RuleKind.CONFLICT, RuleKind.LANGUAGE, RuleKind.AWAY})
# Of loosenings of one size the one that asks least of people.
GENTLE = (
    RuleKind.MOST,
    RuleKind.WANTED,
    RuleKind.LEAST_LOAD,
    RuleKind.PINNED,
    RuleKind.FORBIDDEN,
    RuleKind.APART,
    RuleKind.COVER,
)
Places = Mapping[tuple[int, Side], int]


class Loose:
    """All pairs, also the barred ones; what is asked for is in no rule and never gives way."""

    def __init__(self, board: Board, places: Places | None = None) -> None:
        self.program = Program(board, product(board.dossiers, board.reviewers))
        self.ways_out: dict[Rule, int] = {}
        self._barred()
        self._counted(places or {})

    def ask_pair(self, dossier: int, reviewer: int) -> None:
        """Ask for one pair."""
        self.program.lower[self.program.column[dossier, reviewer]] = 1

    def ask_side(self, dossier: int, side: Side, number: int) -> None:
        """Ask for a number of reviewers of a side at a dossier."""
        pairs = self.program.of_side(dossier, side)
        self.program.add(self.program.number(pairs), low=number)

    def blocked(self) -> Blocked:
        """A minimal set of rules that collide and the smallest loosening; empty when none do."""
        loosen = self._smallest()
        if loosen is None:
            return Blocked((), nobody=True)
        return Blocked(_Core(self).minimal(), loosen) if loosen else Blocked(())

    def _barred(self) -> None:
        program, board = self.program, self.program.board
        for pair, column in program.column.items():
            for rule in board.bars(pair):
                program.add({column: 1, self._way_out(rule): -1}, high=0)
            if pair in board.given.pinned:
                pin = self._way_out(Rule(RuleKind.PINNED, *pair))
                program.add({column: 1, pin: 1}, low=1)
        for one, two in board.apart:
            way_out = self._way_out(Rule(RuleKind.APART, reviewer=one, other=two))
            for meeting in program.meetings(one, two):
                program.add({**meeting, way_out: -1}, high=1)

    def _counted(self, places: Places) -> None:
        program, board = self.program, self.program.board
        for key, dossier in board.dossiers.items():
            number = program.number(program.of_dossier[key])
            self._most(Rule(RuleKind.WANTED, dossier=key), number, dossier.wanted)
        for key, reviewer in board.reviewers.items():
            load = program.number(program.of_reviewer[key])
            self._most(Rule(RuleKind.MOST, reviewer=key), load, reviewer.most)
            self._least(Rule(RuleKind.LEAST_LOAD, reviewer=key), load, reviewer.least)
        for (key, side), least in places.items():
            rule = Rule(RuleKind.COVER, dossier=key, side=side)
            self._least(rule, program.number(program.of_side(key, side)), least)

    def _most(self, rule: Rule, number: dict[int, int], most: int) -> None:
        if len(number) > most:
            way_out = self._way_out(rule, len(number) - most)
            self.program.add({**number, way_out: -1}, high=most)

    def _least(self, rule: Rule, number: dict[int, int], least: int) -> None:
        if least > 0:
            self.program.add({**number, self._way_out(rule, least): 1}, low=least)

    def _way_out(self, rule: Rule, far: int = 1) -> int:
        if rule not in self.ways_out:
            self.ways_out[rule] = self.program.new(far)
        return self.ways_out[rule]

    def _smallest(self) -> tuple[Rule, ...] | None:
        """As few firm rules as can be, then as few of all, then the gentlest."""
        mark = self.program.mark()
        columns: tuple[int, ...] = ()
        for weigh in (_is_firm, _is_one, _how_hard):
            aim = Sum({way_out: weigh(rule) for rule, way_out in self.ways_out.items()})
            answer = lowest(self.program, aim, seed=0)
            if answer.value is None:
                return None
            columns = answer.columns
            self.program.add(aim.weights, high=answer.value)
            if not any(columns[way_out] for way_out in self.ways_out.values()):
                break
        self.program.back_to(mark)
        times = ([rule] * columns[way_out] for rule, way_out in self.ways_out.items())
        return tuple(chain.from_iterable(times))


def _is_firm(rule: Rule) -> int:
    return int(rule.kind in FIRM)


def _is_one(_rule: Rule) -> int:
    return 1


def _how_hard(rule: Rule) -> int:
    return 1 + GENTLE.index(rule.kind) if rule.kind in GENTLE else 0


class _Core:
    """Finds rules that collide by themselves: leave out any one of them, and they do not."""

    def __init__(self, loose: Loose) -> None:
        self.loose = loose
        self.rules = tuple(loose.ways_out)
        self.columns = np.array([loose.ways_out[rule] for rule in self.rules], np.int32)
        self.free = np.array(loose.program.upper)[self.columns]
        self.lp = described(loose.program, Sum())
        self.relaxed = solver(seed=0)
        self.relaxed.setOptionValue("presolve", "off")  # so that it says why
        self.relaxed.passModel(self.lp)

        self.trusting = True  # that the solver's proofs name every rule they need

    def minimal(self) -> tuple[Rule, ...]:
        """Leave out one rule after the other, and keep those without which all would be well."""
        everything = set(range(len(self.rules)))
        kept = self._colliding(everything) or everything
        for number in sorted(kept, key=self._order):
            if number in kept:
                fewer = self._colliding(kept - {number})
                kept = kept if fewer is None else fewer
        if self.trusting and self._colliding(kept) is None:
            self.trusting = False
            return self.minimal()
        return tuple(self.rules[number] for number in sorted(kept))

    def _order(self, number: int) -> tuple[bool, int]:
        """Try to do without the firm rules last: they say most about why."""
        return self.rules[number].kind in FIRM, number

    def _colliding(self, kept: set[int]) -> set[int] | None:
        """Those of these rules that collide; nothing when all can be kept together."""
        held = np.isin(np.arange(len(self.rules)), sorted(kept))
        upper = np.where(held, 0.0, self.free)
        self.relaxed.changeColsBounds(len(upper), self.columns, np.zeros(len(upper)), upper)
        self.relaxed.run()
        if self.relaxed.getModelStatus() == Status.kInfeasible:
            return self._named(kept) if self.trusting else kept
        whole = np.array(self.relaxed.getSolution().col_value)
        if np.all(np.abs(whole - np.rint(whole)) < NEAR):
            return None
        return None if self._possible(upper) else kept

    def _named(self, kept: set[int]) -> set[int]:
        """The rules that the proof of impossibility uses."""
        _status, has_ray, ray = self.relaxed.getDualRay()  # type: ignore[attr-defined]  # not in its stub
        if not has_ray:
            return kept
        used = self._touched(np.array(ray))
        named = {number for number in kept if used[number]}
        return named or kept

    def _touched(self, ray: np.ndarray) -> np.ndarray:
        matrix = self.lp.a_matrix_
        starts, index, value = map(np.array, (matrix.start_, matrix.index_, matrix.value_))
        rows = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        weight = np.bincount(index, weights=ray[rows] * value, minlength=self.lp.num_col_)
        return np.abs(weight[self.columns]) > NEAR

    def _possible(self, upper: np.ndarray) -> bool:
        program = self.loose.program
        before = program.upper
        program.upper = list(before)
        for column, bound in zip(self.columns, upper, strict=True):
            program.upper[column] = bound
        found = lowest(program, Sum(), seed=0)
        program.upper = before
        return found.value is not None
