"""One proposal as a facilitator reads it: who, why, how good, and what could not be met."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from sessions.kept import Kept, read
from sessions.matching.found import Level, Missing, Rule
from sessions.matching.given import Pair, Side
from sessions.models import RoundPlan, Scenario
from sessions.queries.gathering import Gathered, gather
from sessions.queries.numbers import SIDES, Numbers
from sessions.queries.pool import Reader
from sessions.queries.weighing import (
    LevelLine,
    broken_rules,
    known_pairs,
    level_lines,
    missing_now,
    names_of,
    reasons_for,
    values_now,
)
from sessions.wording import loosen_words, missing_words, rule_words, side_words

# One click helps here; for the other rules a page is opened where somebody decides.
BY_PAGE = ("conflict", "language", "away")


@dataclass(frozen=True)
class Seat:
    """One reviewer at one plan in a proposal."""

    reader: Reader
    plan_id: int
    reasons: list[str] = field(default_factory=list)
    asked: bool = False
    fresh: bool = False

    @property
    def key(self) -> str:
        """Names the seat in forms: the plan and the person."""
        return f"{self.plan_id}-{self.reader.key}"

    @property
    def side(self) -> str:
        """From where the reviewer looks."""
        return side_words(self.reader.side)

    @property
    def move_label(self) -> str:
        """What the link says to who does not see where it stands."""
        return _("Move %(name)s") % {"name": self.reader.person}


@dataclass(frozen=True)
class Place:
    """One side of a plan in the picture: how many it has, and how many it should have."""

    side: Side
    have: int
    least: int

    @property
    def label(self) -> str:
        """The side in words."""
        return side_words(self.side)

    @property
    def words(self) -> str:
        """What the picture shows, for who reads the table."""
        return _("%(have)d of at least %(least)d") % {"have": self.have, "least": self.least}

    @property
    def tone(self) -> str:
        """Full, short, or not asked for."""
        if self.have < self.least:
            return "open"
        return "good" if self.have else "quiet"


@dataclass(frozen=True)
class Table:
    """One plan with its reviewers in a proposal."""

    plan: RoundPlan
    seats: list[Seat]
    places: list[Place]
    missing: list[str]


@dataclass(frozen=True)
class Help:
    """What would help: a button with its place in the list, or a page to look at."""

    index: int
    label: str
    rule: Rule

    @property
    def by_page(self) -> bool:
        """Whether somebody has to decide about it elsewhere."""
        return self.rule.kind.value in BY_PAGE


@dataclass(frozen=True)
class Obstacle:
    """A place that stays empty: the rules that together block it, and what would help."""

    words: str
    rules: list[str]
    helps: list[Help]
    nobody: bool = False


@dataclass(frozen=True)
class Difference:
    """What applying changes at one plan, by name."""

    plan: RoundPlan
    comes: list[str]
    stays: list[str]
    goes: list[str]


@dataclass(frozen=True)
class ProposalPage:
    """Everything on the page of a proposal."""

    scenario: Scenario
    gathered: Gathered
    pairs: frozenset[Pair]
    levels: list[LevelLine]
    tables: list[Table]
    loose: list[Reader]
    broken: list[str]
    obstacles: list[Obstacle]
    gone: int
    stale: bool

    @property
    def comes(self) -> int:
        """How many reviewers would be chosen who are not so now."""
        return len(self.pairs - self.gathered.given.present)

    @property
    def goes(self) -> int:
        """How many planned ones would go; who was asked stays."""
        return len(self.gathered.given.present - self.pairs - self.gathered.asked)

    @property
    def differences(self) -> list[Difference]:
        """What applying changes, plan by plan."""
        present, asked = self.gathered.given.present, self.gathered.asked
        return [
            Difference(
                plan=plan,
                comes=self._names(pk, self.pairs - present),
                stays=self._names(pk, (self.pairs & present) | asked),
                goes=self._names(pk, present - self.pairs - asked),
            )
            for pk, plan in self.gathered.plans.items()
        ]

    def _names(self, plan: int, pairs: Iterable[Pair]) -> list[str]:
        return sorted(self.gathered.name(pair[1]) for pair in pairs if pair[0] == plan)

    @property
    def changes(self) -> bool:
        """Whether there is anything to apply."""
        return bool(self.comes or self.goes)


def gathered_for(scenario: Scenario) -> Gathered:
    """The question as it stands now, with the numbers of the proposal."""
    return gather(scenario.round, Numbers.kept(scenario.settings), scenario.seed)


def proposal_page(scenario: Scenario) -> ProposalPage:
    """The page of a proposal that is ready: the queries of gathering, whatever its size."""
    gathered = gathered_for(scenario)
    pairs = known_pairs(gathered, scenario.chosen)
    now, kept = values_now(gathered, pairs), kept_values(scenario)
    return ProposalPage(
        scenario=scenario,
        gathered=gathered,
        pairs=pairs,
        levels=level_lines(now),
        tables=tables_of(gathered, pairs),
        loose=loose_in(gathered, pairs),
        broken=broken_rules(gathered, pairs),
        obstacles=obstacles_of(gathered, read(scenario.blocked)),
        gone=len(scenario.chosen) - len(pairs),
        stale=now != kept,
    )


def kept_values(scenario: Scenario) -> dict[Level, int]:
    """The values as they were when the proposal was made."""
    return {
        level: scenario.values[level.value] for level in Level if level.value in scenario.values
    }


def tables_of(gathered: Gathered, pairs: Iterable[Pair]) -> list[Table]:
    """Every plan with its reviewers, friends before peers, each with the reasons."""
    at: dict[int, list[int]] = defaultdict(list)
    for plan, person in pairs:
        at[plan].append(person)
    short: dict[int, list[Missing]] = defaultdict(list)
    for one in missing_now(gathered, pairs):
        short[one.dossier].append(one)
    return [
        Table(
            plan=plan,
            seats=[_seat(gathered, (pk, key)) for key in _ordered(gathered, at[pk])],
            places=_places(gathered, pk, at[pk]),
            missing=[missing_words(gathered.region(pk), one.side, one.short) for one in short[pk]],
        )
        for pk, plan in gathered.plans.items()
    ]


def _ordered(gathered: Gathered, keys: Iterable[int]) -> list[int]:
    order = list(Side)
    return sorted(
        keys, key=lambda key: (order.index(gathered.readers[key].side), gathered.name(key), key)
    )


def _seat(gathered: Gathered, pair: Pair) -> Seat:
    return Seat(
        reader=gathered.readers[pair[1]],
        plan_id=pair[0],
        reasons=reasons_for(gathered, pair),
        asked=pair in gathered.asked,
        fresh=pair not in gathered.given.present,
    )


def _places(gathered: Gathered, plan: int, keys: Iterable[int]) -> list[Place]:
    have = Counter(gathered.readers[key].side for key in keys)
    least = gathered.numbers.least_of(getattr(gathered.plans[plan], "wish", None))
    return [Place(side, have[side], least[side]) for side in SIDES]


def loose_in(gathered: Gathered, pairs: Iterable[Pair]) -> list[Reader]:
    """Who has no plan in a proposal, and is not away."""
    busy = {person for _plan, person in pairs}
    return [one for key, one in gathered.readers.items() if key not in busy | gathered.away]


def obstacles_of(gathered: Gathered, kept: list[Kept]) -> list[Obstacle]:
    """What could not be met, in words; each help with its place in the list of all."""
    names, count, found = names_of(gathered), 0, []
    for one in kept:
        helps = []
        for rule in dict.fromkeys(one.loosen):
            place = count + one.loosen.index(rule)
            helps.append(Help(place, loosen_words(rule, names), rule))
        count += len(one.loosen)
        words = _("No matching keeps all rules that are set.")
        if one.missing is not None:
            region = gathered.region(one.missing.dossier)
            words = missing_words(region, one.missing.side, one.missing.short)
        found.append(
            Obstacle(words, [rule_words(rule, names) for rule in one.rules], helps, one.nobody)
        )
    return found
