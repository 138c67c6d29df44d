"""What a move of a round does: the dates before and after, and what is wrong with them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core import clock
from sessions.blueprint import Blueprint, dated
from sessions.checking import Finding, Setting, check
from sessions.models import StepKind
from sessions.schedule import Moments
from sessions.shifting import Reach, lost_hours, shifted


@dataclass(frozen=True)
class Effect:
    """A move before it is saved."""

    before: list[Moments]
    after: list[Moments]
    findings: list[Finding]

    @property
    def refused(self) -> bool:
        """Whether it cannot be saved."""
        return any(finding.refused for finding in self.findings)

    @property
    def rows(self) -> list[tuple[Moments, Moments, bool]]:
        """Each step before and after, and whether it moves."""
        pairs = zip(self.before, self.after, strict=True)
        return [(old, new, old != new) for old, new in pairs]

    @property
    def changes(self) -> int:
        """How many steps get other moments."""
        return sum(moves for _old, _new, moves in self.rows)


def effect_of(
    before: Sequence[Moments],
    *,
    reach: Reach,
    kind: StepKind,
    day: date,
    setting: Setting,
    again: Blueprint | None = None,
) -> Effect:
    """Move the step to be due on a day; `again` counts all from a blueprint instead."""
    if again is not None:
        after = dated(again, day)
        return Effect(list(before), after, check(after, setting))
    due = next(step.due_at for step in before if step.kind == kind)
    days = (day - clock.local(due).date()).days
    after = shifted(before, days, reach, kind)
    unclear = [
        Finding(fault.kind, fault.field, fault.sentence, refused=True)
        for fault in lost_hours(before, after)
    ]
    return Effect(list(before), after, [*unclear, *check(after, setting)])
