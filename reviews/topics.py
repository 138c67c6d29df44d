"""What people may talk about in reviews: a review, and a recommendation."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Q
from django.urls import reverse

from core.clock import now
from people.levels import ORDER, Level, at_least, narrowest
from people.models import Person, Role
from people.queries import Visitor, facilitators_of, holders, standing, team_of
from people.roles import ROLES
from reviews.models import CoWriter, Recommendation, Review, ReviewState
from reviews.models.along import reviews_dossier, writes
from sessions.models import Assignment, RoundPlan, StepKind
from sessions.rules import stage_allows

# Who speaks in a layer; the other roles of that layer only read.
SPEAKERS = {
    Level.PARTICIPANTS: [role for role, card in ROLES.items() if card.layer == "participants"],
    Level.NETWORK: [role for role, card in ROLES.items() if "discussion.ask" in card.permissions],
}
EDITION, REGION = "round_plan__round__edition_id", "round_plan__dossier__region_id"


@dataclass(frozen=True)
class Source:
    """Where words come from: a review, or somebody who spoke in a sitting."""

    plan: RoundPlan
    author: Person
    level: str
    is_given: bool
    review: Review | None = None

    @classmethod
    def of_review(cls, row: Review) -> "Source":
        """A review."""
        return cls(row.round_plan, row.author, row.level, row.state == ReviewState.SUBMITTED, row)

    @classmethod
    def of_sitting(cls, row: Recommendation) -> "Source":
        """Advice that was caught in a sitting."""
        is_given = row.confirmed_at is not None and row.withdrawn_at is None
        return cls(row.round_plan, row.author, Level.SESSION, is_given)


@dataclass
class ReviewTopic:
    """One kind of thing; `readable` gives those that somebody may read, `sources_of` what it comes from,
    `given_by` the condition that somebody gave it, `named` its words."""

    key: str
    model: Any  # Review or Recommendation: both know their round_plan and author
    readable: Callable[[Person], Any]
    sources_of: Callable[[int], list[Source]]
    given_by: Callable[[Person], Q]
    named: Callable[[Collection[int]], dict[int, str]]
    page: str

    def threads_visible_to(self, person: Visitor) -> Q:
        """By level of the thread: the team, the session, the layers; all within what may be read."""
        if not isinstance(person, Person):
            return Q(pk__in=[])
        apart = Q(audience__isnull=True) | Q(audience=person)
        found = Q(pk__in=[])
        for level, who in self._circles(person):
            ids = self.model.objects.filter(who).values("pk")
            found |= Q(level__in=at_least(level), target_id__in=ids) & apart
        runs = self.model.objects.filter(**{f"{EDITION}__in": standing(person).facilitates})
        found |= Q(level__in=at_least(Level.SESSION), target_id__in=runs.values("pk"))
        # Asked once for all circles: the policy is a long condition.
        return Q(target_id__in=self.readable(person).values("pk")) & found

    def _circles(self, person: Person) -> list[tuple[Level, Q]]:
        here = standing(person)
        team = Q(pk__in=[])
        for edition, region in here.teams:
            team |= Q(**{EDITION: edition, REGION: region})
        reviewing = self.given_by(person) | reviews_dossier(person, "round_plan__dossier")
        session = reviewing | Q(**{f"{EDITION}__in": here.facilitates})
        return [
            (Level.REGION, team),
            (Level.SESSION, session),
            (Level.PARTICIPANTS, Q(**{f"{EDITION}__in": here.reads("participants")})),
            (Level.NETWORK, Q(**{f"{EDITION}__in": here.reads("network")})),
        ]

    def may_start(self, person: Person, target_id: int, level: str) -> bool:
        """Whoever may post, at a level that is not wider than what it comes from."""
        sources = self.sources_of(target_id)
        return (
            bool(sources)
            and ORDER.index(Level(level)) <= ORDER.index(_width(sources))
            and self.may_post(person, target_id, level)
        )

    def may_post(self, person: Person, target_id: int, level: str) -> bool:
        """The team, who facilitates, who reviews, and whose role speaks in this layer."""
        if not self.readable(person).filter(pk=target_id).exists():
            return False
        here = standing(person)
        editions = {Level.REGION: set[int](), Level.SESSION: set[int]()}
        editions |= {layer: here.editions(*roles) for layer, roles in SPEAKERS.items()}
        for least, who in self._circles(person):
            if level not in at_least(least):
                continue
            speaking = Q(**{f"{EDITION}__in": editions[least]}) if least in SPEAKERS else Q()
            if self.model.objects.filter(who & speaking, pk=target_id).exists():
                return True
        return False

    def threads_written_by(self, person: Person) -> Q:
        """The same of many: a test proves that both agree."""
        here, found = standing(person), Q(pk__in=[])
        for least, who in self._circles(person):
            rows = self.model.objects.filter(who)
            if least in SPEAKERS:
                rows = rows.filter(**{f"{EDITION}__in": here.editions(*SPEAKERS[least])})
            found |= Q(level__in=at_least(least), target_id__in=rows.values("pk"))
        return Q(target_id__in=self.readable(person).values("pk")) & found

    def may_moderate(self, person: Person, target_id: int) -> bool:
        """Who facilitates the edition."""
        return any(
            source.plan.round.edition_id in standing(person).facilitates
            for source in self.sources_of(target_id)
        )

    def moderated_by(self, person: Visitor) -> Q:
        """On reviews in editions that the person facilitates, as far as they may be read."""
        if not isinstance(person, Person):
            return Q(pk__in=[])
        runs = self.readable(person).filter(**{f"{EDITION}__in": standing(person).facilitates})
        return Q(target_id__in=runs.values("pk"))

    def moderators(self, target_id: int) -> Iterable[Person]:
        """Who facilitates the edition."""
        edition = self.edition_of(target_id)
        return facilitators_of(edition) if edition else Person.objects.none()

    def edition_of(self, target_id: int) -> int | None:
        """The edition of the round that it was written in."""
        sources = self.sources_of(target_id)
        return sources[0].plan.round.edition_id if sources else None

    def may_resolve(self, person: Person, target_id: int) -> bool:
        """The region's team, who gave it, and who facilitates."""
        sources = self.sources_of(target_id)
        places = {(one.plan.dossier.edition_id, one.plan.dossier.region_id) for one in sources}
        gave = Review.objects.filter(writes(person), pk__in=_reviews_in(sources)).exists()
        gave = gave or any(one.author == person for one in sources if one.review is None)
        in_team = not places.isdisjoint(standing(person).teams)
        return in_team or gave or self.may_moderate(person, target_id)

    def title(self, target_id: int) -> str:
        """Region and what it is."""
        return self.titles([target_id]).get(target_id, "")

    def titles(self, target_ids: Collection[int]) -> dict[int, str]:
        """The same for many, in one query."""
        return self.named(target_ids)

    def url(self, target_id: int) -> str:
        """The page of the thing."""
        return reverse(self.page, args=[target_id])

    def people(self, target_id: int, level: str) -> Iterable[Person]:
        """Those who may read the thing, in the circle of the level."""
        sources = self.sources_of(target_id)
        if not sources or not all(source.is_given for source in sources):
            return Person.objects.none()
        asked = narrowest(level, _width(sources))
        if asked == Level.REGION:
            plan = sources[0].plan
            return team_of(plan.dossier.edition_id, plan.dossier.region_id)
        every = reduce(and_, (_readers(source, asked) for source in sources))
        along = CoWriter.objects.present().filter(review__in=_reviews_in(sources))
        gave = Q(pk__in=[source.author.pk for source in sources])
        gave |= Q(pk__in=along.values("person"))
        return Person.objects.filter(every | gave, is_active=True)


def _width(sources: list[Source]) -> Level:
    """How wide a thread may be: as the narrowest of these, and never wider than the plan."""
    levels = [source.level for source in sources]
    return narrowest(*levels, *(source.plan.dossier.level for source in sources))


def _reviews_in(sources: list[Source]) -> list[int]:
    return [source.review.pk for source in sources if source.review is not None]


def _readers(source: Source, level: Level) -> Q:
    """Who reads what was handed in or confirmed, asked from the other side; a test proves that both agree."""
    plan = source.plan
    edition = plan.round.edition_id
    tasks = Assignment.objects.active().filter(round_plan=plan).values("person_id")
    handed_in = Review.objects.submitted().filter(round_plan=plan).values("author_id")
    along = CoWriter.objects.at_work().filter(review__round_plan=plan)
    done_along = along.filter(review__state=ReviewState.SUBMITTED)
    wrote = CoWriter.objects.present().filter(review__in=_reviews_in([source]))
    beside = Q(pk__in=tasks) | Q(pk__in=along.values("person"))
    done = Q(pk__in=handed_in) | Q(pk__in=done_along.values("person"))
    found = Q(pk=source.author.pk) | Q(pk__in=facilitators_of(edition).values("pk"))
    found |= Q(pk__in=wrote.values("person")) | (beside & done)
    opens_at = stage_allows(StepKind.SITTING, source.author, plan).opens_at
    if opens_at is None or opens_at > now():
        return found
    found |= Q(pk__in=team_of(plan.dossier.edition_id, plan.dossier.region_id).values("pk"))
    for layer in ("participants", "network"):
        if level in at_least(Level(layer)):
            roles = [role for role, card in ROLES.items() if _reads(role, layer)]
            found |= Q(pk__in=holders(edition, *roles).values("pk")) & ~beside
    return found


def _reads(role: Role, layer: str) -> bool:
    wide = {"participants": {"participants"}, "network": {"participants", "network"}}[layer]
    return ROLES[role].layer in wide


ABOUT = ("author", "round_plan__round", "round_plan__dossier__region", "version")


def _review(target_id: int) -> list[Source]:
    rows = Review.objects.select_related(*ABOUT).filter(pk=target_id)
    return [Source.of_review(row) for row in rows]


def _sources_of_advice(target_id: int) -> list[Source]:
    """The review that it stands in or who spoke it; of merged advice those of all its originals."""
    here = Q(recommendations=target_id) | Q(recommendations__merged_into=target_id)
    reviews = Review.objects.select_related(*ABOUT).filter(here).distinct()
    spoken = Recommendation.objects.select_related(*ABOUT[:-1]).filter(
        Q(pk=target_id) | Q(merged_into=target_id), caught__isnull=False
    )
    return [
        *(Source.of_review(row) for row in reviews),
        *(Source.of_sitting(row) for row in spoken),
    ]


def _wrote_it(person: Person) -> Q:
    return writes(person)


def _gave_it(person: Person) -> Q:
    gave = Q(pk__in=Recommendation.objects.of_giver(person).values("pk"))
    return gave | writes(person, "review__")


def _named_reviews(ids: Collection[int]) -> dict[int, str]:
    return {
        row.pk: f"{row.round_plan.dossier.region} · {row.version.title} · {row.author}"
        for row in Review.objects.select_related(*ABOUT).filter(pk__in=ids)
    }


def _named_advice(ids: Collection[int]) -> dict[int, str]:
    rows = Recommendation.objects.select_related("round_plan__dossier__region")
    return {
        row.pk: f"{row.round_plan.dossier.region} · {row.title}" for row in rows.filter(pk__in=ids)
    }


KINDS = [
    ReviewTopic(
        "review",
        Review,
        lambda person: Review.objects.submitted().visible_to(person),
        _review,
        _wrote_it,
        _named_reviews,
        "reviews:review-detail",
    ),
    ReviewTopic(
        "recommendation",
        Recommendation,
        lambda person: Recommendation.objects.given().visible_to(person),
        _sources_of_advice,
        _gave_it,
        _named_advice,
        "reviews:recommendation-detail",
    ),
]
