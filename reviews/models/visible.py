"""Who sees which review, recommendation and commitment: one policy for page, list, count and API."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from core.clock import now
from people.levels import Level, at_least
from people.models import Person
from people.queries import Visitor, standing
from sessions.models import Assignment, RoundStep, Season, StepKind

if TYPE_CHECKING:
    from reviews.models import Commitment, Evidence, Recommendation, Review  # noqa: F401 -- named in strings


def _team(person: Visitor, edition: str, region: str) -> Q:
    found = Q(pk__in=[])
    for edition_id, region_id in standing(person).teams:
        found |= Q(**{edition: edition_id, region: region_id})
    return found


def _sitting_has_opened(round_path: str) -> Exists:
    sitting = RoundStep.objects.filter(
        round=OuterRef(round_path), kind=StepKind.SITTING, opens_at__lte=now()
    )
    return Exists(sitting)


def _shared_at(level: Level) -> Q:
    """As wide as this level, and never wider than the plan."""
    wide = at_least(level)
    return Q(level__in=wide, round_plan__dossier__level__in=wide)


class ReviewQuerySet(models.QuerySet["Review"]):
    """Reviews by who may read them."""

    def submitted(self) -> Self:
        """Those that were handed in."""
        return self.filter(state="submitted")

    def visible_to(self, person: Visitor) -> Self:
        """One's own; submitted ones for facilitators, for co-reviewers who handed in theirs,
        for the team from the sitting on, and for others at the review's level from then on."""
        if not isinstance(person, Person):
            return self.none()
        here = standing(person)
        edition = "round_plan__round__edition_id"
        own_is_in = self.model.objects.filter(
            author=person, state="submitted", round_plan=OuterRef("round_plan")
        )
        beside = Exists(
            Assignment.objects.active().filter(person=person, round_plan=OuterRef("round_plan"))
        )
        submitted = Q(state="submitted")
        opened = submitted & Q(_sitting_has_opened("round_plan__round"))
        shared = _shared_at(Level.PARTICIPANTS) & Q(
            **{f"{edition}__in": here.reads("participants")}
        ) | _shared_at(Level.NETWORK) & Q(**{f"{edition}__in": here.reads("network")})
        return self.filter(
            Q(author=person)
            | (submitted & Q(**{f"{edition}__in": here.facilitates}))
            | (submitted & Q(beside) & Q(Exists(own_is_in)))
            | (opened & _team(person, edition, "round_plan__dossier__region_id"))
            | (opened & shared & ~Q(beside))
        )


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    """Recommendations by who may read them: as their review."""

    def given(self) -> Self:
        """Handed in with their review and not taken back."""
        return self.filter(review__state="submitted", withdrawn_at=None)

    def visible_to(self, person: Visitor) -> Self:
        """Those of reviews that one may read, and June's of a dossier that one reviews in September."""
        from reviews.models.review import Review  # noqa: PLC0415 -- circular import

        if not isinstance(person, Person):
            return self.none()
        later = Assignment.objects.active().filter(
            person=person,
            round_plan__dossier=OuterRef("round_plan__dossier"),
            round_plan__round__edition=OuterRef("round_plan__round__edition"),
            round_plan__round__season=Season.SEPTEMBER,
        )
        looked_back_on = Q(
            review__state="submitted", withdrawn_at=None, round_plan__round__season=Season.JUNE
        ) & Q(Exists(later))
        return self.filter(
            Q(review__in=Review.objects.visible_to(person).values("pk")) | looked_back_on
        )


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Commitments by who may read them."""

    def visible_to(self, person: Visitor) -> Self:
        """As the recommendation that they answer; the region's own ones as its dossier's versions."""
        from plans.models import Version  # noqa: PLC0415 -- circular import
        from reviews.models.recommendation import Recommendation  # noqa: PLC0415 -- circular import

        if not isinstance(person, Person):
            return self.none()
        versions = Version.objects.visible_to(person).values("dossier_id")
        own_team = _team(person, "dossier__edition_id", "dossier__region_id")
        return self.filter(
            own_team
            | Q(recommendation__in=Recommendation.objects.visible_to(person).values("pk"))
            | Q(recommendation=None, dossier__in=versions)
        )


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """What shows that something was done, by who may see it."""

    def visible_to(self, person: Visitor) -> Self:
        """As the commitment, within the evidence's own level: `region` keeps it within the team."""
        from reviews.models.followup import Commitment  # noqa: PLC0415 -- circular import

        if not isinstance(person, Person):
            return self.none()
        here = standing(person)
        edition = "commitment__dossier__edition_id"
        team = _team(person, edition, "commitment__dossier__region_id")
        readers = Q(commitment__in=Commitment.objects.visible_to(person).values("pk"))
        reviewing = Exists(
            Assignment.objects.active().filter(
                person=person, round_plan__dossier=OuterRef("commitment__dossier")
            )
        )
        wide = (
            Q(level__in=at_least(Level.SESSION), **{f"{edition}__in": here.facilitates})
            | Q(level__in=at_least(Level.SESSION)) & Q(reviewing)
            | Q(
                level__in=at_least(Level.PARTICIPANTS),
                **{f"{edition}__in": here.reads("participants")},
            )
            | Q(level__in=at_least(Level.NETWORK), **{f"{edition}__in": here.reads("network")})
        )
        return self.filter(team | (readers & wide))
