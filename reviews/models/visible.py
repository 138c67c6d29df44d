"""Who sees which review, recommendation and commitment: one policy for page, list, count and API."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from people.levels import Level, at_least
from people.models import Person
from people.queries import Visitor, standing
from reviews.models.along import has_handed_in, is_beside, reviews_dossier, writes
from reviews.models.duties import Duties, duties
from sessions.models import Season

if TYPE_CHECKING:
    from reviews.models import Commitment, Evidence, Recommendation, Review  # noqa: F401 -- named in strings


def _team(person: Visitor, edition: str, region: str) -> Q:
    found = Q(pk__in=[])
    for edition_id, region_id in standing(person).teams:
        found |= Q(**{edition: edition_id, region: region_id})
    return found


def _shared_at(level: Level, path: str) -> Q:
    """As wide as this level, and never wider than the plan."""
    wide = at_least(level)
    return Q(**{f"{path}level__in": wide, f"{path}round_plan__dossier__level__in": wide})


def _reads_all(person: Person, known: Duties, plan: str) -> Q:
    """Who reads every review of the plan that is in: facilitators, co-reviewers who handed in
    theirs, and the team from the sitting on."""
    edition, region = f"{plan}__round__edition_id", f"{plan}__dossier__region_id"
    runs = Q(**{f"{edition}__in": standing(person).facilitates})
    own_is_in = is_beside(known, plan) & has_handed_in(known, plan)
    return runs | own_is_in | _opened(known, plan) & _team(person, edition, region)


def _opened(known: Duties, plan: str) -> Q:
    return Q(**{f"{plan}__round__in": known.opened})


def _reads_layer(person: Person, known: Duties, layer: Level, plan: str) -> Q:
    """Who reads what is shared at a level, from the sitting on: not who reviews the plan, and is blind."""
    editions = standing(person).reads(layer.value)
    here = Q(**{f"{plan}__round__edition_id__in": editions})
    return here & _opened(known, plan) & ~is_beside(known, plan)


SHARED = (Level.PARTICIPANTS, Level.NETWORK)


def readable_reviews(person: Person, path: str = "", known: Duties | None = None) -> Q:
    """The one rule of who reads a review, asked of rows from which `path` leads to it.

    Those that one writes, alone or along; submitted ones for who reads all of the plan, and for
    others at the review's level. A condition on joined rows and known ids: lists inside lists are
    dear to plan.
    """
    plan, known = f"{path}round_plan", known or duties(person)
    shared = Q(pk__in=[])
    for layer in SHARED:
        shared |= _shared_at(layer, path) & _reads_layer(person, known, layer, plan)
    handed_in = Q(**{f"{path}state": "submitted"})
    return writes(known, path) | handed_in & (_reads_all(person, known, plan) | shared)


class ReviewQuerySet(models.QuerySet["Review"]):
    """Reviews by who may read them."""

    def submitted(self) -> Self:
        """Those that were handed in."""
        return self.filter(state="submitted")

    def visible_to(self, person: Visitor) -> Self:
        """As `readable_reviews` says."""
        return self.filter(readable_reviews(person)) if isinstance(person, Person) else self.none()


def _own_of_a_sitting(person: Person) -> Q:
    """Advice that was caught in a sitting, given or not: for who gave it, and for who facilitates."""
    runs = Q(round_plan__round__edition_id__in=standing(person).facilitates)
    return Q(caught__isnull=False) & (Q(author=person) | runs)


# Put together by a facilitator from what others gave, or said by somebody in a review or a sitting.
MERGED = Q(review=None, caught=None)
CONFIRMED = Q(confirmed_at__isnull=False)
# What somebody gave: merged advice was given by the givers of its originals.
BY_ITS_AUTHOR = Q(review__isnull=False) | CONFIRMED


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    """Recommendations by who may read them: as their review, or as what was said in a sitting."""

    def given(self) -> Self:
        """Handed in with their review, confirmed after their sitting, or merged from such ones, and not taken back."""
        handed_in = Q(review__state="submitted")
        return self.filter(handed_in | CONFIRMED | MERGED, withdrawn_at=None)

    def drafts(self) -> Self:
        """Caught in a sitting; they wait for somebody to confirm or drop them."""
        return self.filter(caught__isnull=False, confirmed_at=None, withdrawn_at=None)

    def own_of_a_sitting(self, person: Person) -> Self:
        """Caught in a sitting, given or not, for who gave it and who facilitates: they confirm and drop it."""
        return self.filter(_own_of_a_sitting(person))

    def current(self) -> Self:
        """Given, and not told by a merged one: what is answered, promised, judged and counted, each once."""
        return self.given().filter(merged_into=None)

    def of_giver(self, person: Person) -> Self:
        """What this person gave: in an own review, in a sitting, or as one of those that were merged.

        Who merged advice did not give it.
        """
        gave = self.model.objects.filter(author=person, merged_into__isnull=False)
        return self.filter(Q(author=person) & BY_ITS_AUTHOR | Q(pk__in=gave.values("merged_into")))

    def visible_to(self, person: Visitor) -> Self:
        """Those of reviews that one may read, and June's of a dossier that one reviews in September.

        A merged one is read by who gave one of its originals, and by who reads them all: it says
        what each of them says. What was caught in a sitting is read by its giver and facilitators
        until it is given, and then by who reads every review of the plan.
        """
        if not isinstance(person, Person):
            return self.none()
        known = duties(person)
        looked_back_on = Q(
            withdrawn_at=None, round_plan__round__season=Season.JUNE
        ) & reviews_dossier(known, "round_plan__dossier", Season.SEPTEMBER)
        handed_in = Q(review__state="submitted")
        gave = self.model.objects.filter(author=person, merged_into__isnull=False)
        reads_all = _reads_all(person, known, "round_plan") | looked_back_on
        return self.filter(
            readable_reviews(person, "review__", known)
            | handed_in & looked_back_on
            | (MERGED | CONFIRMED) & reads_all
            | MERGED & self._merged_and_shared(person, known)
            | _own_of_a_sitting(person)
            | Q(pk__in=gave.values("merged_into"))
        )

    def _merged_and_shared(self, person: Person, known: Duties) -> Q:
        """A merged one is shared as far as the narrowest of the reviews that it comes from."""
        found = Q(pk__in=[])
        for layer in SHARED:
            wide = at_least(layer)
            narrower = self.model.objects.filter(merged_into=OuterRef("pk")).exclude(
                review__level__in=wide
            )
            inside = Q(round_plan__dossier__level__in=wide) & ~Exists(narrower)
            found |= inside & _reads_layer(person, known, layer, "round_plan")
        return found


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
        """What stands, as far as the person may see it."""
        return self.ever_visible_to(person).filter(removed_at=None)

    def ever_visible_to(self, person: Visitor) -> Self:
        """As the commitment, within the evidence's own level: `region` keeps it within the team.

        With what was taken back, of which is told only that it was there.
        """
        from reviews.models.followup import Commitment  # noqa: PLC0415 -- circular import

        if not isinstance(person, Person):
            return self.none()
        here = standing(person)
        edition = "commitment__dossier__edition_id"
        team = _team(person, edition, "commitment__dossier__region_id")
        readers = Q(commitment__in=Commitment.objects.visible_to(person).values("pk"))
        reviewing = reviews_dossier(person, "commitment__dossier")
        wide = (
            Q(level__in=at_least(Level.SESSION), **{f"{edition}__in": here.facilitates})
            | Q(level__in=at_least(Level.SESSION)) & reviewing
            | Q(
                level__in=at_least(Level.PARTICIPANTS),
                **{f"{edition}__in": here.reads("participants")},
            )
            | Q(level__in=at_least(Level.NETWORK), **{f"{edition}__in": here.reads("network")})
        )
        return self.filter(team | (readers & wide))
