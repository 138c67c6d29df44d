"""The numbers that a matching goes by: of the round, and as a proposal kept them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from sessions.matching.given import Side
from sessions.models import Matching, PlanWish, Round

SIDES = (Side.BUSINESS, Side.KNOWLEDGE, Side.GOVERNMENT, Side.PEER)


@dataclass(frozen=True)
class Numbers:
    """How many of whom, how much for each, and whether people come back."""

    wanted: int = 4
    least_business: int = 1
    least_knowledge: int = 1
    least_government: int = 1
    least_peer: int = 1
    load_least: int = 0
    load_most: int = 6
    continuity: str = "mixed"

    @classmethod
    def of(cls, row: Matching) -> Self:
        """As they stand in the settings."""
        return cls(**{one.name: getattr(row, one.name) for one in fields(cls)})

    @classmethod
    def kept(cls, data: Mapping[str, Any]) -> Self:
        """As a proposal kept them; what a later release added has its default."""
        known = {one.name for one in fields(cls)}
        return cls(**{key: value for key, value in data.items() if key in known})

    def as_data(self) -> dict[str, Any]:
        """To be kept with a proposal."""
        return asdict(self)

    def least_of(self, wish: PlanWish | None) -> dict[Side, int]:
        """How many of each side a plan should have, where it has a wish of its own that one."""
        found = {}
        for side in SIDES:
            name = f"least_{side.value}"
            own = getattr(wish, name) if wish else None
            found[side] = getattr(self, name) if own is None else own
        return found

    def wanted_of(self, wish: PlanWish | None) -> int:
        """How many reviewers a plan gets in all."""
        return self.wanted if wish is None or wish.wanted is None else wish.wanted


def settings_of(round_: Round) -> Matching:
    """The settings of a round; without a row the defaults, not saved. One query."""
    return Matching.objects.filter(round=round_).first() or Matching(round=round_)
