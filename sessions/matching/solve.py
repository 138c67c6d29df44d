"""The matching: level after level, each as good as can be without costing an earlier one."""

from sessions.matching.board import Board
from sessions.matching.errors import Impossible
from sessions.matching.found import Blocked, Found, Level, Rule, RuleKind
from sessions.matching.given import Given, Pair
from sessions.matching.highs import ENDLESS, NEAR, Answer, at, lowest, relaxed
from sessions.matching.levels import sought
from sessions.matching.loose import Loose
from sessions.matching.program import Sum, strict
from sessions.matching.values import missing, values
from sessions.matching.worst import raise_worst

PATIENCE = 100  # nodes a level, after which the best so far counts and is not called proven


def solve(given: Given) -> Found:
    """The best pairs. Raises Impossible when no set of pairs keeps all hard rules."""
    board = Board(given)
    _refuse_wrong_pins(board)
    ladder = _Ladder(board)
    for level in Level:
        ladder.climb(level)
    return Found(
        ladder.pairs, values(board, ladder.pairs), missing(board, ladder.pairs), ladder.proven
    )


class _Ladder:
    """One program that is asked level after level; each answer becomes a rule for the next."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.program = strict(board)
        self.columns: tuple[int, ...] | None = None
        self.proven = True
        self._ahead: Answer | None = None  # the best fit, when it was already sought

    @property
    def pairs(self) -> frozenset[Pair]:
        """What is chosen now."""
        columns = self.columns or ()
        return frozenset(pair for pair, key in self.program.column.items() if columns[key])

    def climb(self, level: Level) -> None:
        """Make this level as good as can be, and keep it."""
        if level is Level.WORST:
            self._raise_worst()
            return
        aim = sought(self.program, level)
        if self.columns is not None and not aim.weights:
            return
        answer = self._ahead if level is Level.FIT and self._ahead else self._lowest(aim)
        self.proven = self.proven and answer.proven
        if answer.value is not None:
            self._keep(aim, answer)
            if level is Level.FIT:
                self._leave_out(aim, answer.value)
        elif self.columns is None:
            raise Impossible(Loose(self.board).blocked())

    def _raise_worst(self) -> None:
        if self.board.dossiers and self.columns is not None:
            worst = raise_worst(self.program, self.columns, seed=self.board.given.seed)
            self.proven = self.proven and worst.proven
            if worst.fit:
                self.columns = worst.fit.columns
                self._ahead = worst.fit if worst.fit.proven else None

    def _keep(self, aim: Sum, answer: Answer) -> None:
        self.columns = answer.columns
        self.program.add(aim.weights, high=at(aim, answer.columns) - aim.constant)

    def _lowest(self, aim: Sum) -> Answer:
        first = self.columns is None  # there must be something to improve
        nodes = ENDLESS if first else PATIENCE
        return lowest(self.program, aim, seed=self.board.given.seed, nodes=nodes)

    def _leave_out(self, aim: Sum, value: int) -> None:
        """Fix the columns that no set of pairs with this value can change."""
        bound = relaxed(self.program, aim, seed=self.board.given.seed)
        if bound is None:
            return
        gap = value - bound.value + NEAR
        for key in self.program.column.values():
            if abs(bound.costs[key]) > gap:
                fixed = round(bound.columns[key])
                self.program.lower[key] = self.program.upper[key] = fixed


def _refuse_wrong_pins(board: Board) -> None:
    """A pin does not go over a hard rule: whoever pins must lift the rule first."""
    strangers = [Rule(RuleKind.PINNED, *pair) for pair in board.pinned if not board.known(pair)]
    if strangers:
        raise Impossible(Blocked((strangers[0],), tuple(strangers)))
    if any(board.bars(pair) for pair in board.pinned):
        raise Impossible(Loose(board).blocked())
