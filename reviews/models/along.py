"""Who writes along in a review of an organisation, asked from the person's side and from the review's."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from people.models import REGION_ROLES_SET, Membership, Person
from people.queries import Visitor, standing
from reviews.models.duties import Duties, duties
from sessions.models import Assignment, Conflict

if TYPE_CHECKING:
    from reviews.models import CoWriter, Feedback, Opinion, Outcome  # noqa: F401 -- named in strings


class CoWriterQuerySet(models.QuerySet["CoWriter"]):
    """Co-writers by whether they write along now."""

    def present(self) -> Self:
        """Those who did not leave and have nothing to do with the reviewed region.

        Asked at every look, because a team may grow, a conflict may be declared, and a co-writer
        may be asked for a review of the same plan: then the own review is the only one.
        """
        region = OuterRef("review__round_plan__dossier__region")
        plan = OuterRef("review__round_plan")
        one = OuterRef("person")
        teams = Membership.objects.active().filter(
            person=one, region=region, role__in=REGION_ROLES_SET
        )
        ties = Conflict.objects.filter(person=one, region=region)
        tasks = Assignment.objects.active().filter(person=one, round_plan=plan)
        return self.filter(
            ~Exists(teams), ~Exists(ties), ~Exists(tasks), left_at=None, person__is_active=True
        )

    def at_work(self) -> Self:
        """Present, in a review whose holder still has the task."""
        tasks = Assignment.objects.active().filter(pk=OuterRef("review__assignment"))
        return self.present().filter(Exists(tasks))


def writes(person: Person | Duties, path: str = "") -> Q:
    """The reviews that the person holds or writes along in, of rows from which `path` leads to them."""
    known = duties(person)
    return Q(**{f"{path}author": known.person}) | Q(**{f"{path}pk__in": known.along})


def is_beside(person: Person | Duties, plan: str) -> Q:
    """Whether the person reviews the plan to which `plan` leads, alone or along with others."""
    return Q(**{f"{plan}__in": duties(person).beside})


def has_handed_in(person: Person | Duties, plan: str) -> Q:
    """Whether a review of that plan is in which the person holds or writes along in."""
    return Q(**{f"{plan}__in": duties(person).handed_in})


def reviews_dossier(person: Person | Duties, dossier: str, season: str = "") -> Q:
    """Whether the person reviews a version of that dossier, alone or along, in this season or in any."""
    return Q(**{f"{dossier}__in": duties(person).dossiers_in(season)})


def _rows() -> CoWriterQuerySet:
    from reviews.models.writing import CoWriter  # noqa: PLC0415 -- circular import

    return CoWriter.objects.all()


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    """What regions did with answers, by who may know."""

    def visible_to(self, person: Visitor) -> Self:
        """The region's team, who facilitates, and who reads an answer to the question."""
        from reviews.models.review import Review  # noqa: PLC0415 -- circular import

        if not isinstance(person, Person):
            return self.none()
        here = standing(person)
        place = "question__dossier"
        team = Q(pk__in=[])
        for edition, region in here.teams:
            team |= Q(**{f"{place}__edition": edition, f"{place}__region": region})
        runs = Q(**{f"{place}__edition__in": here.facilitates})
        reviews = Review.objects.visible_to(person).filter(
            state="submitted",
            round_plan__dossier=OuterRef(f"{place}"),
            version__questions__question=OuterRef("question"),
        )
        return self.filter(team | runs | Q(Exists(reviews)))


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    """What helped, by who may know: the region's team and who wrote the review; no league table."""

    def visible_to(self, person: Visitor) -> Self:
        """As above, as long as the review is handed in and the person may read it."""
        from reviews.models.review import Review  # noqa: PLC0415 -- circular import

        if not isinstance(person, Person):
            return self.none()
        team = Q(pk__in=[])
        for edition, region in standing(person).teams:
            team |= Q(
                review__round_plan__round__edition=edition,
                review__round_plan__dossier__region=region,
            )
        readable = Review.objects.visible_to(person).filter(
            state="submitted", pk=OuterRef("review")
        )
        return self.filter(team | writes(person, "review__")).filter(Exists(readable))


class OpinionQuerySet(models.QuerySet["Opinion"]):
    """What co-reviewers think of answers, by who may know."""

    def visible_to(self, person: Visitor) -> Self:
        """Who reads both the review that holds the answer and one that its giver wrote of that plan."""
        from reviews.models.review import Review  # noqa: PLC0415 -- circular import

        if not isinstance(person, Person):
            return self.none()
        seen = Review.objects.visible_to(person).filter(state="submitted")
        about = seen.filter(pk=OuterRef("review"))
        along = _rows().present().filter(person=OuterRef(OuterRef("person")), review=OuterRef("pk"))
        own = seen.filter(
            Q(author=OuterRef("person")) | Exists(along), round_plan=OuterRef("review__round_plan")
        )
        return self.filter(Exists(about), Exists(own))
