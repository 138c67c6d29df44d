"""What every kind of risk asks first, read once for all of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Any, TypeVar

from core.clock import now
from people.models import Person, Region
from sessions.models import RiskMark, Round, RoundPlan, StepKind
from sessions.queries.regions import participating_regions
from sessions.risks.facts import with_friends, with_newest_version
from sessions.risks.teams import Teams, teams_of
from sessions.stages import Stage, Stages

SOON = timedelta(days=3)  # so long before a step is due it is time to worry
WEEK = timedelta(days=7)
Key = tuple[int, str, int]
Fact = TypeVar("Fact")


@dataclass(frozen=True)
class Scope:
    """The published rounds of one edition, as one facilitator looks at them."""

    person: Person
    edition_id: int
    rounds: list[Round]
    # Of these rounds or more, where the page has read them already.
    given: Stages | None = field(default=None, compare=False)
    known: dict[str, Any] = field(default_factory=dict, compare=False)

    def once(self, name: str, read: "Callable[[Scope], Fact]") -> Fact:
        """A fact that several kinds ask for, read once."""
        if name not in self.known:
            self.known[name] = read(self)
        fact: Fact = self.known[name]
        return fact

    @cached_property
    def stages(self) -> Stages:
        """Their steps and extensions: two queries, where they are not known yet."""
        return self.given or Stages.load(self.rounds)

    @cached_property
    def marks(self) -> dict[Key, RiskMark]:
        """What was done about each risk so far: one query."""
        rows = RiskMark.objects.filter(round__in=self.rounds).select_related("acted_by", "aside_by")
        return {(row.round_id, row.kind, row.subject_id): row for row in rows}

    @cached_property
    def regions(self) -> list[Region]:
        """Who takes part in the edition: one query."""
        return list(participating_regions(self.edition_id).order_by("name"))

    @cached_property
    def plans(self) -> list[RoundPlan]:
        """The plans in the rounds that run, with their friends and later versions counted: one query."""
        rows = with_friends(with_newest_version(RoundPlan.objects.filter(round__in=self.running)))
        return list(rows.select_related("dossier__region", "version", "round__edition"))

    @cached_property
    def teams(self) -> Teams:
        """The teams of regions and what was heard from them since the latest round began: one query."""
        begin = self.stages.steps(self.running[-1].pk)[0].opens_at if self.running else now()
        return teams_of(self.edition_id, begin)

    @cached_property
    def running(self) -> list[Round]:
        """Rounds that began and of which the last step is not over."""
        return [round_ for round_ in self.rounds if self._runs(round_)]

    @property
    def latest(self) -> Round | None:
        """The round that began last: what belongs to no round in particular stands there."""
        return max(self.running or self.rounds, key=lambda one: one.pk, default=None)

    def _runs(self, round_: Round) -> bool:
        steps = self.stages.steps(round_.pk)
        return bool(steps) and steps[0].opens_at <= now() < steps[-1].closes_at

    def times(self, round_: Round, kind: str, subject: int) -> int:
        """How often something was done about a risk already."""
        mark = self.marks.get((round_.pk, kind, subject))
        return mark.times if mark else 0

    def round_of_dossiers(self) -> dict[int, RoundPlan]:
        """Each dossier with its plan in the latest round that runs."""
        ordered: Iterable[RoundPlan] = sorted(self.plans, key=lambda plan: plan.round_id)
        return {plan.dossier_id: plan for plan in ordered}

    def review_stage(self, plan: RoundPlan) -> Stage:
        """The review step of a plan, with the extension of its region."""
        return self.stages.of_plan(StepKind.REVIEW, plan, None)

    def is_late(self, kind: StepKind) -> bool:
        """Whether a step is past its date in any round; more time for some only makes it later."""
        return any(self.stages.of(kind, round_.pk).late for round_ in self.rounds)
