"""The one list of what is at risk in an edition's rounds."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from core.clock import now, today
from people.models import Person
from sessions.models import RiskMark, Round
from sessions.risks import kinds
from sessions.risks.kinds import Risk, RiskKind
from sessions.risks.scope import Scope
from sessions.stages import Stages, moment_in_words

ONCE = timedelta(days=1)  # nobody is asked the same twice within this time


@dataclass(frozen=True)
class Line:
    """One risk as the page shows it, with what was done about it."""

    risk: Risk
    kind: RiskKind
    mark: RiskMark | None = None

    @property
    def id(self) -> str:
        """Marks the line and its fields on the page."""
        return "-".join(str(part) for part in self.risk.key)

    @property
    def is_aside(self) -> bool:
        """Whether somebody put it aside until a day that has not come."""
        until = self.mark.aside_until if self.mark else None
        return until is not None and until > today()

    @property
    def done(self) -> str:
        """Who did something about it, and when; empty when nobody did."""
        if self.mark is None or self.mark.acted_at is None:
            return ""
        words = _("%(name)s did something about this on %(date)s at %(time)s.")
        return words % {"name": self.mark.acted_by, **moment_in_words(self.mark.acted_at)}

    @property
    def wait(self) -> str:
        """Why the button does nothing now; empty when it does."""
        return too_soon(self.mark) if not self.risk.move.url else ""


def too_soon(mark: RiskMark | None) -> str:
    """Why nothing is done twice within a day; empty when it was not done."""
    if mark is None or mark.acted_at is None or mark.acted_at + ONCE <= now():
        return ""
    words = _("%(name)s did this on %(date)s at %(time)s. You can do it again after a day.")
    return words % {"name": mark.acted_by, **moment_in_words(mark.acted_at)}


@dataclass(frozen=True)
class AtRisk:
    """What needs a facilitator, the most urgent first; and what was put aside."""

    open: list[Line] = field(default_factory=list)
    aside: list[Line] = field(default_factory=list)


def scope_of(person: Person, edition_id: int) -> Scope:
    """The published rounds of an edition that the person runs: one query."""
    rounds = Round.objects.visible_to(person).filter(edition=edition_id, published_at__isnull=False)
    return Scope(person, edition_id, list(rounds.select_related("edition").order_by("pk")))


def scope_of_round(person: Person, round_: Round, stages: Stages) -> Scope:
    """One round that the page has read, as the person sees it, with its stages: no query."""
    rounds = [] if round_.published_at is None else [round_]
    return Scope(person, round_.edition_id, rounds, stages)


def at_risk(scope: Scope) -> AtRisk:
    """Every risk of every kind. The number of queries does not grow with the rows."""
    if not scope.rounds:
        return AtRisk()
    lines = [
        Line(risk, kind, scope.marks.get(risk.key))
        for kind in kinds.all_kinds()
        for risk in kind.find(scope)
    ]
    ordered = sorted(lines, key=_urgency)
    return AtRisk(
        open=[line for line in ordered if not line.is_aside],
        aside=[line for line in ordered if line.is_aside],
    )


def find_one(scope: Scope, key: tuple[int, str, int]) -> Line | None:
    """One risk, if it is still there; only its kind is asked."""
    kind = kinds.get(key[1])
    found: Iterable[Risk] = kind.find(scope) if kind and scope.rounds else []
    for risk in found:
        if kind and risk.key == key:
            return Line(risk, kind, scope.marks.get(key))
    return None


def _urgency(line: Line) -> tuple[int, datetime, datetime, str]:
    return line.kind.rank, line.risk.harm_at, line.risk.since, line.risk.words
