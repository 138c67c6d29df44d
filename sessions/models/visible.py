"""Who sees which round, plan in a round, assignment and conflict."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from core.clock import today
from people.models import Membership, Person
from people.queries import Visitor, standing

if TYPE_CHECKING:
    from sessions.models import (  # noqa: F401 -- named in strings
        Assignment,
        Conflict,
        Round,
        RoundPlan,
    )

ACTIVE = ["sent", "accepted"]


class RoundQuerySet(models.QuerySet["Round"]):
    """Rounds by who may know of them."""

    def visible_to(self, person: Visitor) -> Self:
        """Those that one runs, and the published ones of editions that one has a part in."""
        here = standing(person)
        return self.filter(
            Q(edition_id__in=here.facilitates)
            | Q(published_at__isnull=False, edition_id__in=here.editions())
        )


class RoundPlanQuerySet(models.QuerySet["RoundPlan"]):
    """Plans in rounds by who may know of them; the text itself is asked of the version."""

    def visible_to(self, person: Visitor) -> Self:
        """All for who runs the edition; else those whose version one may read, in a known round."""
        from plans.models import Version  # noqa: PLC0415 -- circular import
        from sessions.models.round import Round  # noqa: PLC0415 -- circular import

        readable = Q(
            version__in=Version.objects.visible_to(person).values("pk"),
            round__in=Round.objects.visible_to(person).values("pk"),
        )
        return self.filter(Q(round__edition_id__in=standing(person).facilitates) | readable)


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments by their state and by who may know of them."""

    def active(self) -> Self:
        """Asked or accepted, and still within the time of access."""
        return self.within_access().filter(state__in=ACTIVE)

    def within_access(self) -> Self:
        """Those whose access did not end, in whatever state."""
        return self.filter(Q(access_until=None) | Q(access_until__gte=today()))

    def told(self) -> Self:
        """Those that the reviewer knows of."""
        return self.exclude(state="planned")

    def visible_to(self, person: Visitor) -> Self:
        """All for who runs the edition; one's own once asked; who reviews, for team and co-reviewers.

        Why somebody declined or was taken out is between that person and the facilitators.
        """
        here = standing(person)
        if not isinstance(person, Person):
            return self.none()
        team = Q(pk__in=[])
        for edition, region in here.teams:
            team |= Q(round_plan__round__edition_id=edition, round_plan__dossier__region_id=region)
        beside = Q(
            round_plan__in=self.model.objects.active().filter(person=person).values("round_plan_id")
        )
        return self.filter(
            Q(round_plan__round__edition_id__in=here.facilitates)
            | (Q(person=person) & ~Q(state="planned"))
            | (Q(state__in=ACTIVE) & (team | beside))
        )


class ConflictQuerySet(models.QuerySet["Conflict"]):
    """Declared conflicts by who may know of them."""

    def visible_to(self, person: Visitor) -> Self:
        """One's own, and those with regions of an edition that one runs."""
        from programme.models import Participation  # noqa: PLC0415 -- circular import

        if not isinstance(person, Person):
            return self.none()
        runs = standing(person).facilitates
        teams = Membership.objects.filter(edition__in=runs).exclude(region=None)
        joined = Participation.objects.filter(edition__in=runs).exclude(region=None)
        return self.filter(
            Q(person=person)
            | Q(region__in=teams.values("region_id"))
            | Q(region__in=joined.values("region_id"))
        )
