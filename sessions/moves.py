"""Changing a proposal by hand: one reviewer goes elsewhere, perhaps in exchange. Pure."""

from dataclasses import dataclass

from sessions.errors_matching import NoSuchMove
from sessions.matching.given import Pair


@dataclass(frozen=True)
class Move:
    """Who goes from which plan to which; without a plan from or to nobody.

    `back` is somebody of the other plan who comes in exchange.
    """

    person: int
    source: int | None = None
    target: int | None = None
    back: int | None = None

    def apply(self, pairs: frozenset[Pair]) -> frozenset[Pair]:
        """The pairs after the move. Raises NoSuchMove when it is not one."""
        if self.source == self.target:
            raise NoSuchMove
        gone = {pair for pair in [self._pair(self.source, self.person)] if pair}
        come = {pair for pair in [self._pair(self.target, self.person)] if pair}
        if self.back is not None:
            back = self._pair(self.target, self.back)
            if back is None or self.back == self.person:
                raise NoSuchMove
            gone.add(back)
            if self.source is not None:
                come.add((self.source, self.back))
        if not gone <= pairs or come & (pairs - gone):
            raise NoSuchMove
        return (pairs - gone) | come

    @staticmethod
    def _pair(plan: int | None, person: int) -> Pair | None:
        return None if plan is None else (plan, person)
