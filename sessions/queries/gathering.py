"""What is asked of a matching, gathered from the database in a fixed number of queries."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import QuerySet

from sessions.matching.given import Continuity, Dossier, Given, Pair, Reviewer
from sessions.models import (
    Apart,
    Assignment,
    AssignmentState,
    Capacity,
    Reading,
    Round,
    RoundPlan,
    Ruling,
    RulingKind,
    Season,
    Terms,
)
from sessions.models.visible import ACTIVE
from sessions.points import Points
from sessions.queries.numbers import Numbers
from sessions.queries.pairing import likings_of, points_for, topics_of
from sessions.queries.pool import Reader, pool_of
from sessions.queries.ties import TieBook
from sessions.ties import Tie

LIVE = [AssignmentState.PLANNED, *ACTIVE]


@dataclass(frozen=True)
class Gathered:
    """The question to the matching, and everything that puts its answer into words.

    `asked` are pairs of which the reviewer knows: no proposal changes them. `refused` said no or
    were taken out.
    """

    round: Round
    numbers: Numbers
    given: Given
    plans: dict[int, RoundPlan]
    readers: dict[int, Reader]
    points: dict[Pair, Points]
    ties: dict[Pair, list[Tie]] = field(default_factory=dict)
    notes: dict[Pair, str] = field(default_factory=dict)
    asked: frozenset[Pair] = frozenset()
    refused: frozenset[Pair] = frozenset()
    away: frozenset[int] = frozenset()

    def name(self, person_id: int) -> str:
        """A reviewer's name; somebody who has no part any more has none here."""
        return str(self.readers[person_id].person) if person_id in self.readers else "?"

    def region(self, plan_id: int) -> str:
        """The region of a plan."""
        return self.plans[plan_id].dossier.region.name if plan_id in self.plans else "?"


@dataclass(frozen=True)
class _Facts:
    """What was read of one round."""

    plans: dict[int, RoundPlan]
    readers: dict[int, Reader]
    rows: list[Assignment]
    terms: dict[int, Terms]
    languages: dict[int, frozenset[str]]
    rulings: list[Ruling]

    @property
    def asked(self) -> frozenset[Pair]:
        return self._in(ACTIVE)

    @property
    def refused(self) -> frozenset[Pair]:
        return self._in([AssignmentState.DECLINED, AssignmentState.WITHDRAWN])

    @property
    def planned(self) -> frozenset[Pair]:
        return self._in([AssignmentState.PLANNED])

    @property
    def by_hand(self) -> frozenset[Pair]:
        """Additional friends are chosen for one plan by hand: a matching neither moves nor adds them."""
        return frozenset(
            pair for pair in self.planned if self.readers[pair[1]].capacity == Capacity.EXTRA_FRIEND
        )

    def ruled(self, kind: RulingKind) -> frozenset[Pair]:
        return frozenset(
            (row.plan_id, row.person_id)
            for row in self.rulings
            if row.kind == kind and row.person_id in self.readers
        )

    def _in(self, states: Collection[str]) -> frozenset[Pair]:
        return frozenset(
            (row.round_plan_id, row.person_id)
            for row in self.rows
            if row.state in states and row.person_id in self.readers
        )


def gather(round_: Round, numbers: Numbers, seed: int = 0) -> Gathered:
    """The whole question of one round: at most seventeen queries, whatever its size.

    What was asked already is fixed; a fixed pair beats a conflict that has a reason, never the own
    region.
    """
    facts = _facts(round_)
    ties = _ties(facts)
    pinned = {
        pair
        for pair in facts.asked | facts.by_hand | facts.ruled(RulingKind.PINNED)
        if not any(tie.hard for tie in ties.get(pair, []))
    }
    likings = likings_of(round_)
    topics = topics_of(list(facts.plans.values()))
    points = points_for(facts.plans, facts.readers, topics, likings)
    given = Given(
        dossiers=tuple(_dossier(plan, numbers, pinned) for plan in facts.plans.values()),
        reviewers=tuple(_reviewer(one, facts, numbers, pinned) for one in facts.readers.values()),
        fit={pair: one.total for pair, one in points.items()},
        conflicts=frozenset(ties.keys() - pinned),
        forbidden=frozenset((facts.ruled(RulingKind.FORBIDDEN) | facts.refused) - pinned),
        pinned=frozenset(pinned),
        apart=_aparts(round_, facts, pinned),
        present=facts.planned | facts.asked,
        earlier=_earlier(round_, facts),
        continuity=Continuity(numbers.continuity),
        seed=seed,
    )
    return Gathered(
        round=round_,
        numbers=numbers,
        given=given,
        plans=facts.plans,
        readers=facts.readers,
        points=points,
        ties=ties,
        notes=_notes(facts),
        asked=facts.asked,
        refused=facts.refused - pinned,
        away=frozenset(pk for pk, row in facts.terms.items() if row.away),
    )


def _facts(round_: Round) -> _Facts:
    plans = (
        RoundPlan.objects.filter(round=round_)
        .select_related("dossier__region", "version", "wish", "round")
        .order_by("dossier__region__name", "dossier__title", "pk")
    )
    rows = list(
        Assignment.objects.filter(round_plan__round=round_)
        .select_related("person__organisation", "from_region")
        .order_by("pk")
    )
    readers = pool_of(round_.edition_id, [row for row in rows if row.state in LIVE])
    languages: dict[int, frozenset[str]] = {}
    for person_id, language in Reading.objects.filter(person__in=readers).values_list(
        "person_id", "language"
    ):
        languages[person_id] = languages.get(person_id, frozenset()) | {language}
    return _Facts(
        plans={plan.pk: plan for plan in plans},
        readers=readers,
        rows=rows,
        terms={row.person_id: row for row in Terms.objects.filter(round=round_)},
        languages=languages,
        rulings=list(Ruling.objects.filter(plan__round=round_)),
    )


def _ties(facts: _Facts) -> dict[Pair, list[Tie]]:
    """Everything between a reviewer and the region of a plan, where there is something."""
    regions = {plan.dossier.region_id for plan in facts.plans.values()}
    book = TieBook.load(regions)
    between = {
        (region, one.key): book.of(one.person, region)
        for region in regions
        for one in facts.readers.values()
    }
    return {
        (plan.pk, key): between[plan.dossier.region_id, key]
        for plan in facts.plans.values()
        for key in facts.readers
        if between[plan.dossier.region_id, key]
    }


def _dossier(plan: RoundPlan, numbers: Numbers, pinned: Collection[Pair]) -> Dossier:
    wish = getattr(plan, "wish", None)
    fixed = sum(pair[0] == plan.pk for pair in pinned)
    return Dossier(
        key=plan.pk,
        region=plan.dossier.region_id,
        languages=frozenset({wish.language}) if wish and wish.language else frozenset(),
        least={side: least for side, least in numbers.least_of(wish).items() if least},
        wanted=max(numbers.wanted_of(wish), fixed),
    )


def _reviewer(one: Reader, facts: _Facts, numbers: Numbers, pinned: Collection[Pair]) -> Reviewer:
    """Who is away keeps what was asked already and gets nothing more."""
    terms = facts.terms.get(one.key)
    fixed = sum(pair[1] == one.key for pair in pinned)
    least, most = numbers.load_least, numbers.load_most
    if terms is not None:
        least = least if terms.least is None else terms.least
        most = most if terms.most is None else terms.most
    if one.capacity == Capacity.EXTRA_FRIEND or (terms is not None and terms.away):
        least, most = 0, 0
    return Reviewer(
        key=one.key,
        side=one.side,
        region=one.from_region.pk if one.from_region else None,
        languages=_languages(one.key, facts, pinned),
        least=min(least, max(most, fixed)),
        most=max(most, fixed),
        available=not (terms is not None and terms.away) or fixed > 0,
    )


def _languages(key: int, facts: _Facts, pinned: Collection[Pair]) -> frozenset[str]:
    """What somebody reads: said, and the languages of the plans at which the person is fixed."""
    said = facts.languages.get(key, frozenset())
    plans = (facts.plans[plan] for plan, person in pinned if person == key)
    wishes = (getattr(plan, "wish", None) for plan in plans)
    return said | {wish.language for wish in wishes if wish and wish.language} if said else said


def _aparts(round_: Round, facts: _Facts, pinned: Collection[Pair]) -> frozenset[tuple[int, int]]:
    """Pairs who do not meet; where both are fixed at one plan already, that cannot be helped."""
    rows = Apart.objects.filter(round=round_).values_list("one_id", "other_id")
    return frozenset(
        (one, other)
        for one, other in rows
        if one in facts.readers
        and other in facts.readers
        and not any((plan, one) in pinned and (plan, other) in pinned for plan in facts.plans)
    )


def _notes(facts: _Facts) -> dict[Pair, str]:
    """Why a pair is possible in spite of a conflict: of the ruling, and of what was chosen before."""
    found = {(row.round_plan_id, row.person_id): row.conflict_note for row in facts.rows}
    found |= {(row.plan_id, row.person_id): row.note for row in facts.rulings}
    return {pair: note for pair, note in found.items() if note}


def _earlier(round_: Round, facts: _Facts) -> frozenset[tuple[int, int]]:
    """Who reviewed which region in the round before."""
    before = round_before(round_)
    if before is None:
        return frozenset()
    rows = Assignment.objects.filter(round_plan__round=before, state=AssignmentState.ACCEPTED)
    pairs = rows.values_list("round_plan__dossier__region_id", "person_id").order_by()
    return frozenset(pair for pair in pairs if pair[1] in facts.readers)


def round_before(round_: Round) -> int | None:
    """The round before this one in the same programme: June of this year, September of the last."""
    rounds: QuerySet[Round] = Round.objects.filter(
        edition__programme=round_.edition.programme_id
    ).exclude(pk=round_.pk)
    seasons = list(Season)
    here = (round_.edition.year, seasons.index(Season(round_.season)))
    rows = rounds.values_list("edition__year", "season", "pk")
    earlier = [(year, seasons.index(Season(season)), pk) for year, season, pk in rows]
    return max((row for row in earlier if row[:2] < here), default=(0, 0, None))[2]
