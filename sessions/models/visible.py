"""Who sees which round, plan in a round, and assignment."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.models import Person
from people.queries import Visitor, standing

if TYPE_CHECKING:
    from sessions.models import Assignment, Round, RoundPlan  # noqa: F401 -- named in strings


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
    """Plans in rounds by who may read them."""

    def visible_to(self, person: Visitor) -> Self:
        """Those whose version one may read, in a round that one may know of."""
        from plans.models import Version  # noqa: PLC0415 -- circular import
        from sessions.models.round import Round  # noqa: PLC0415 -- circular import

        return self.filter(
            version__in=Version.objects.visible_to(person).values("pk"),
            round__in=Round.objects.visible_to(person).values("pk"),
        )


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments by their state and by who may know of them."""

    def active(self) -> Self:
        """Asked or accepted, and still within the time of access."""
        today = timezone.localdate()
        return self.filter(
            Q(state__in=["sent", "accepted"]), Q(access_until=None) | Q(access_until__gte=today)
        )

    def told(self) -> Self:
        """Those that the reviewer knows of."""
        return self.exclude(state="planned")

    def visible_to(self, person: Visitor) -> Self:
        """All for who runs the edition; else one's own, and those on plans of one's team or task."""
        here = standing(person)
        if not isinstance(person, Person):
            return self.none()
        team = Q(pk__in=[])
        for edition, region in here.teams:
            team |= Q(round_plan__round__edition_id=edition, round_plan__dossier__region_id=region)
        beside = Q(
            round_plan__in=self.model.objects.active().filter(person=person).values("round_plan_id")
        )
        known = Q(sent_at__isnull=False) & ~Q(state="planned")
        return self.filter(
            Q(round_plan__round__edition_id__in=here.facilitates)
            | (known & (Q(person=person) | team))
            | (beside & Q(state__in=["sent", "accepted"]))
        )
