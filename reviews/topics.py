"""What people may talk about in reviews: a review, and a recommendation."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from core.clock import now
from people.levels import ORDER, Level, at_least, narrowest
from people.models import Person, Role
from people.queries import Visitor, facilitators_of, holders, standing, team_of
from people.roles import ROLES
from reviews.models import Recommendation, Review, ReviewState
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
    """One kind of thing; `readable` gives those that somebody may read, `review_of` its review, `named` its words."""

    key: str
    model: Any  # Review or Recommendation: both know their round_plan and author
    readable: Callable[[Person], Any]
    review_of: Callable[[int], Review | None]
    named: Callable[[Collection[int]], dict[int, str]]
    page: str

    def threads_visible_to(self, person: Visitor) -> Q:
        """By level of the thread: the team, the session, the layers; all within what may be read."""
        if not isinstance(person, Person):
            return Q(pk__in=[])
        found = Q(pk__in=[])
        apart = Q(audience__isnull=True) | Q(audience=person)
        for level, who in self._circles(person):
            ids = self.model.objects.filter(who, pk__in=self.readable(person).values("pk"))
            found |= Q(level__in=at_least(level), target_id__in=ids.values("pk")) & apart
        running = self.readable(person).filter(**{f"{EDITION}__in": standing(person).facilitates})
        return found | Q(level__in=at_least(Level.SESSION), target_id__in=running.values("pk"))

    def _circles(self, person: Person) -> list[tuple[Level, Q]]:
        here = standing(person)
        team = Q(pk__in=[])
        for edition, region in here.teams:
            team |= Q(**{EDITION: edition, REGION: region})
        tasks = Assignment.objects.active().filter(
            person=person, round_plan__dossier=OuterRef("round_plan__dossier")
        )
        session = Q(author=person) | Q(Exists(tasks)) | Q(**{f"{EDITION}__in": here.facilitates})
        return [
            (Level.REGION, team),
            (Level.SESSION, session),
            (Level.PARTICIPANTS, Q(**{f"{EDITION}__in": here.reads("participants")})),
            (Level.NETWORK, Q(**{f"{EDITION}__in": here.reads("network")})),
        ]

    def may_start(self, person: Person, target_id: int, level: str) -> bool:
        """Whoever may post, at a level that is not wider than the review's."""
        review = self.review_of(target_id)
        return (
            review is not None
            and ORDER.index(Level(level)) <= ORDER.index(_width(review))
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
        review = self.review_of(target_id)
        return (
            review is not None
            and review.round_plan.round.edition_id in standing(person).facilitates
        )

    def may_resolve(self, person: Person, target_id: int) -> bool:
        """The region's team, the author, and who facilitates."""
        review = self.review_of(target_id)
        if review is None:
            return False
        dossier = review.round_plan.dossier
        in_team = (dossier.edition_id, dossier.region_id) in standing(person).teams
        return in_team or review.author_id == person.pk or self.may_moderate(person, target_id)

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
        review = self.review_of(target_id)
        if review is None or review.state != ReviewState.SUBMITTED:
            return Person.objects.none()
        asked = narrowest(level, _width(review))
        if asked == Level.REGION:
            plan = review.round_plan
            return team_of(plan.dossier.edition_id, plan.dossier.region_id)
        return Person.objects.filter(_readers(review, asked), is_active=True)


def _width(review: Review) -> Level:
    """How wide a thread may be: as the review, and never wider than the plan."""
    return narrowest(review.level, review.round_plan.dossier.level)


def _readers(review: Review, level: Level) -> Q:
    """Who reads a handed-in review, asked from the other side; a test proves that both agree."""
    plan = review.round_plan
    edition = plan.round.edition_id
    beside = Assignment.objects.active().filter(round_plan=plan).values("person_id")
    handed_in = Review.objects.submitted().filter(round_plan=plan).values("author_id")
    found = Q(pk=review.author_id) | Q(pk__in=facilitators_of(edition).values("pk"))
    found |= Q(pk__in=beside) & Q(pk__in=handed_in)
    opens_at = stage_allows(StepKind.SITTING, review.author, plan).opens_at
    if opens_at is None or opens_at > now():
        return found
    found |= Q(pk__in=team_of(plan.dossier.edition_id, plan.dossier.region_id).values("pk"))
    for layer in ("participants", "network"):
        if level in at_least(Level(layer)):
            roles = [role for role, card in ROLES.items() if _reads(role, layer)]
            found |= Q(pk__in=holders(edition, *roles).values("pk")) & ~Q(pk__in=beside)
    return found


def _reads(role: Role, layer: str) -> bool:
    wide = {"participants": {"participants"}, "network": {"participants", "network"}}[layer]
    return ROLES[role].layer in wide


ABOUT = ("author", "round_plan__round", "round_plan__dossier__region", "version")


def _review(target_id: int) -> Review | None:
    return Review.objects.select_related(*ABOUT).filter(pk=target_id).first()


def _review_of_advice(target_id: int) -> Review | None:
    return Review.objects.select_related(*ABOUT).filter(recommendations=target_id).first()


def _named_reviews(ids: Collection[int]) -> dict[int, str]:
    return {
        row.pk: f"{row.round_plan.dossier.region} · {row.version.title} · {row.author}"
        for row in Review.objects.select_related(*ABOUT).filter(pk__in=ids)
    }


def _named_advice(ids: Collection[int]) -> dict[int, str]:
    rows = Recommendation.objects.select_related("review__round_plan__dossier__region")
    return {
        row.pk: f"{row.review.round_plan.dossier.region} · {row.title}"
        for row in rows.filter(pk__in=ids)
    }


KINDS = [
    ReviewTopic(
        "review",
        Review,
        lambda person: Review.objects.submitted().visible_to(person),
        _review,
        _named_reviews,
        "reviews:review-detail",
    ),
    ReviewTopic(
        "recommendation",
        Recommendation,
        lambda person: Recommendation.objects.given().visible_to(person),
        _review_of_advice,
        _named_advice,
        "reviews:recommendation-detail",
    ),
]
