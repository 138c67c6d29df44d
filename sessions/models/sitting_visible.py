"""Who sees which sitting: who takes part in the plan's round there, who is invited, who runs it."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from people.models import Person
from people.queries import Visitor, standing

if TYPE_CHECKING:
    from sessions.models import Attendance, Sitting, SittingDay  # noqa: F401 -- named in strings


class SittingQuerySet(models.QuerySet["Sitting"]):
    """Sittings by who may know of them, and by whether they take place."""

    def standing(self) -> Self:
        """Those that were not cancelled."""
        return self.exclude(state="cancelled")

    def visible_to(self, person: Visitor) -> Self:
        """All for who runs the edition; in a published round: the team's, one's own task's, and to which one is invited."""
        from sessions.models.assignment import Assignment  # noqa: PLC0415 -- circular import
        from sessions.models.attendance import Attendance  # noqa: PLC0415 -- circular import

        if not isinstance(person, Person):
            return self.none()
        here = standing(person)
        tasks = Assignment.objects.active().filter(person=person)
        invited = Attendance.objects.standing().filter(person=person)
        known = Q(round_plan__in=tasks.values("round_plan_id"))
        known |= Q(pk__in=invited.values("sitting_id"))
        for edition, region in here.teams:
            about = Q(region_id=region) | Q(round_plan__dossier__region_id=region)
            known |= Q(round__edition_id=edition) & about
        published = Q(round__published_at__isnull=False, round__edition_id__in=here.editions())
        return self.filter(Q(round__edition_id__in=here.facilitates) | (published & known))


class SittingDayQuerySet(models.QuerySet["SittingDay"]):
    """Round days by who may know of them."""

    def visible_to(self, person: Visitor) -> Self:
        """All for who runs the edition, and those with a sitting that one sees."""
        from sessions.models.sitting import Sitting  # noqa: PLC0415 -- circular import

        seen = Sitting.objects.visible_to(person).exclude(day=None).values("day_id")
        runs = Q(round__edition_id__in=standing(person).facilitates)
        return self.filter(runs | Q(pk__in=seen))


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    """Who is asked to a sitting, by whether that still stands."""

    def standing(self) -> Self:
        """Those not taken back."""
        return self.exclude(state="withdrawn")

    def visible_to(self, person: Visitor) -> Self:
        """Those of the sittings that one sees; what was taken back is for who runs the round."""
        from sessions.models.sitting import Sitting  # noqa: PLC0415 -- circular import

        sittings = Sitting.objects.visible_to(person).values("pk")
        runs = Q(sitting__round__edition_id__in=standing(person).facilitates)
        return self.filter(Q(sitting__in=sittings), runs | ~Q(state="withdrawn"))
