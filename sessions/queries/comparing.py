"""Proposals beside each other: their levels, and who is where in one and not in the other."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from people.models import Person
from sessions.matching.found import Level
from sessions.models import Continuity, Round, RoundPlan, Scenario
from sessions.queries.numbers import Numbers
from sessions.queries.proposals import kept_values
from sessions.wording import HIGH_IS_GOOD, LEVEL_NAMES, level_words

SIDE_BY_SIDE = 3


@dataclass(frozen=True)
class ScenarioLine:
    """One proposal in the list."""

    scenario: Scenario
    words: str

    @property
    def tone(self) -> str:
        """The meaning of the colour."""
        return {"running": "info", "ready": "good", "failed": "bad"}[self.scenario.state]


@dataclass(frozen=True)
class LevelCell:
    """How one proposal does at one level: words, and a bar of so many percent."""

    scenario: Scenario
    words: str
    share: int
    best: bool


@dataclass(frozen=True)
class LevelRow:
    """One level across the proposals."""

    name: str
    cells: list[LevelCell]
    high_is_good: bool


@dataclass(frozen=True)
class PlanCell:
    """Who reviews a plan in one proposal; the second part is whether it is so in all."""

    scenario: Scenario
    people: list[tuple[str, bool]]


@dataclass(frozen=True)
class PlanRow:
    """One plan across the proposals."""

    plan: RoundPlan
    cells: list[PlanCell]


@dataclass(frozen=True)
class Comparison:
    """Up to three proposals side by side."""

    scenarios: list[Scenario]
    levels: list[LevelRow]
    plans: list[PlanRow]


def scenario_lines(round_: Round) -> list[ScenarioLine]:
    """The proposals of a round, the newest first. One query."""
    rows = Scenario.objects.filter(round=round_).select_related("asked_by", "based_on")
    return [ScenarioLine(row, _summary(row)) for row in rows]


def _summary(row: Scenario) -> str:
    if not row.ready:
        return str(row.get_state_display())
    kept = kept_values(row)
    words = [level_words(level, kept[level]) for level in (Level.COVER, Level.FIT) if level in kept]
    return " ".join(words)


def comparison(scenarios: Sequence[Scenario]) -> Comparison:
    """What differs between proposals of one round. Two queries beside the proposals."""
    shown = list(scenarios)[:SIDE_BY_SIDE]
    return Comparison(shown, [_level(level, shown) for level in Level], _plans(shown))


def _level(level: Level, shown: list[Scenario]) -> LevelRow:
    kept = [kept_values(row).get(level, 0) for row in shown]
    top = max([*kept, 1])
    best = max(kept, default=0) if level in HIGH_IS_GOOD else min(kept, default=0)
    differ = len(set(kept)) > 1
    cells = [
        LevelCell(
            row, level_words(level, value), round(100 * value / top), differ and value == best
        )
        for row, value in zip(shown, kept, strict=True)
    ]
    return LevelRow(str(LEVEL_NAMES[level]), cells, level in HIGH_IS_GOOD)


def _plans(shown: list[Scenario]) -> list[PlanRow]:
    by_plan: list[dict[int, set[int]]] = []
    for row in shown:
        at: dict[int, set[int]] = defaultdict(set)
        for plan, person in row.chosen:
            at[plan].add(person)
        by_plan.append(at)
    ids = {person for at in by_plan for people in at.values() for person in people}
    names = {one.pk: str(one) for one in Person.objects.filter(pk__in=ids)}
    rounds = {row.round_id for row in shown}
    plans = RoundPlan.objects.filter(round__in=rounds).select_related("dossier__region")
    return [
        PlanRow(
            plan,
            [
                PlanCell(row, _names_at(plan.pk, at, by_plan, names))
                for row, at in zip(shown, by_plan, strict=True)
            ],
        )
        for plan in plans.order_by("dossier__region__name", "dossier__title", "pk")
    ]


def _names_at(
    plan: int, at: dict[int, set[int]], everywhere: list[dict[int, set[int]]], names: dict[int, str]
) -> list[tuple[str, bool]]:
    shared = set.intersection(*(one[plan] for one in everywhere)) if everywhere else set()
    return sorted((names.get(key, _("somebody who left")), key in shared) for key in at[plan])


def numbers_in_words(scenario: Scenario) -> list[tuple[str, str]]:
    """With which numbers a proposal was made."""
    numbers = Numbers.kept(scenario.settings)
    sides = _("business %(b)d, knowledge %(k)d, government %(g)d, another region %(p)d") % {
        "b": numbers.least_business,
        "k": numbers.least_knowledge,
        "g": numbers.least_government,
        "p": numbers.least_peer,
    }
    load = _("%(least)d to %(most)d") % {"least": numbers.load_least, "most": numbers.load_most}
    return [
        (_("Reviewers a plan"), str(numbers.wanted)),
        (_("At least"), sides),
        (_("Plans a reviewer"), load),
        (_("Who came before"), str(Continuity(numbers.continuity).label)),
    ]
