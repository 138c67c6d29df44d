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
from sessions.models import Assignment, StepKind
from sessions.rules import stage_allows

# Who speaks in a layer; the other roles of that layer only read.
SPEAKERS = {
    Level.PARTICIPANTS: [role for role, card in ROLES.items() if card.layer == "participants"],
    Level.NETWORK: [role for role, card in ROLES.items() if "discussion.ask" in card.permissions],
}
EDITION, REGION = "round_plan__round__edition_id", "round_plan__dossier__region_id"


@dataclass
class ReviewTopic:
    """One kind of thing; `readable` gives those that somebody may read, `reviews_of` the reviews that it
    comes from, `given_by` the condition that somebody gave it, `named` its words."""

    key: str
    model: Any  # Review or Recommendation: both know their round_plan and author
    readable: Callable[[Person], Any]
    reviews_of: Callable[[int], list[Review]]
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
        """Whoever may post, at a level that is not wider than the reviews that it comes from."""
        reviews = self.reviews_of(target_id)
        return (
            bool(reviews)
            and ORDER.index(Level(level)) <= ORDER.index(_width(reviews))
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

    def may_moderate(self, person: Person, target_id: int) -> bool:
        """Who facilitates the edition."""
        return any(
            review.round_plan.round.edition_id in standing(person).facilitates
            for review in self.reviews_of(target_id)
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
        reviews = self.reviews_of(target_id)
        return reviews[0].round_plan.round.edition_id if reviews else None

    def may_resolve(self, person: Person, target_id: int) -> bool:
        """The region's team, who gave it, and who facilitates."""
        reviews = self.reviews_of(target_id)
        places = {
            (one.round_plan.dossier.edition_id, one.round_plan.dossier.region_id) for one in reviews
        }
        ids = [review.pk for review in reviews]
        gave = Review.objects.filter(writes(person), pk__in=ids).exists()
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
        reviews = self.reviews_of(target_id)
        if not reviews or any(review.state != ReviewState.SUBMITTED for review in reviews):
            return Person.objects.none()
        asked = narrowest(level, _width(reviews))
        if asked == Level.REGION:
            plan = reviews[0].round_plan
            return team_of(plan.dossier.edition_id, plan.dossier.region_id)
        every = reduce(and_, (_readers(review, asked) for review in reviews))
        along = CoWriter.objects.present().filter(review__in=reviews)
        gave = Q(pk__in=[review.author_id for review in reviews])
        gave |= Q(pk__in=along.values("person"))
        return Person.objects.filter(every | gave, is_active=True)


def _width(reviews: list[Review]) -> Level:
    """How wide a thread may be: as the narrowest review, and never wider than the plan."""
    levels = [review.level for review in reviews]
    return narrowest(*levels, *(review.round_plan.dossier.level for review in reviews))


def _readers(review: Review, level: Level) -> Q:
    """Who reads a handed-in review, asked from the other side; a test proves that both agree."""
    plan = review.round_plan
    edition = plan.round.edition_id
    tasks = Assignment.objects.active().filter(round_plan=plan).values("person_id")
    handed_in = Review.objects.submitted().filter(round_plan=plan).values("author_id")
    along = CoWriter.objects.at_work().filter(review__round_plan=plan)
    done_along = along.filter(review__state=ReviewState.SUBMITTED)
    wrote = CoWriter.objects.present().filter(review=review)
    beside = Q(pk__in=tasks) | Q(pk__in=along.values("person"))
    done = Q(pk__in=handed_in) | Q(pk__in=done_along.values("person"))
    found = Q(pk=review.author_id) | Q(pk__in=facilitators_of(edition).values("pk"))
    found |= Q(pk__in=wrote.values("person")) | (beside & done)
    opens_at = stage_allows(StepKind.SITTING, review.author, plan).opens_at
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


def _review(target_id: int) -> list[Review]:
    return list(Review.objects.select_related(*ABOUT).filter(pk=target_id))


def _reviews_of_advice(target_id: int) -> list[Review]:
    """The review that it stands in; of merged advice the reviews of all its originals."""
    here = Q(recommendations=target_id) | Q(recommendations__merged_into=target_id)
    return list(Review.objects.select_related(*ABOUT).filter(here).distinct())


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
        _reviews_of_advice,
        _gave_it,
        _named_advice,
        "reviews:recommendation-detail",
    ),
]
