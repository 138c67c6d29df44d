"""What sittings ask of somebody: rows of "my turn"."""

from collections.abc import Collection
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core.asked import Asked
from core.clock import now
from sessions.models import (
    Attendance,
    AttendanceState,
    DatePoll,
    EvaluationGiven,
    PollAnswer,
    SittingState,
)

OVER = (SittingState.ENDED, SittingState.CLOSED)
LOOK_BACK = timedelta(days=14)  # so long one is asked how it was


def open_places(people: Collection[int]) -> QuerySet[Attendance]:
    """Where these people have an invitation to answer, dates to choose from, or a sitting to look back on."""
    polls = DatePoll.objects.filter(sitting=OuterRef("sitting"), closed_at=None, until__gt=now())
    whose = OuterRef("person")
    said = PollAnswer.objects.filter(person=whose, moment__poll__sitting=OuterRef("sitting"))
    given = EvaluationGiven.objects.filter(person=whose, sitting=OuterRef("sitting"))
    return (
        Attendance.objects.standing()
        .filter(person__in=people, sitting__round__published_at__isnull=False)
        .annotate(is_polled=Exists(polls) & ~Exists(said), is_evaluated=Exists(given))
        .filter(
            Q(sitting__state=SittingState.PLANNED, state=AttendanceState.INVITED)
            | Q(sitting__state=SittingState.PLANNED, is_polled=True)
            | Q(
                sitting__state__in=OVER,
                sitting__ended_at__gt=now() - LOOK_BACK,
                state=AttendanceState.PRESENT,
                is_evaluated=False,
            )
        )
    )


def sittings_asked(people: Collection[int], ids: Collection[int]) -> list[tuple[int, Asked]]:
    """These places as rows of "my turn", each with whose it is: one query, none without places."""
    rows = open_places(people).filter(pk__in=ids)
    about = ("sitting__round_plan__dossier__region", "sitting__region", "sitting__poll")
    return [(row.person_id, _asked(row)) for row in rows.select_related(*about)]


def _asked(row: Attendance) -> Asked:
    sitting = row.sitting
    url = reverse("sessions:sitting-detail", args=[sitting.pk])
    if sitting.state in OVER:
        title, action, due, kind = (
            _("Say how the sitting %(name)s was"),
            _("Give opinion"),
            None,
            "evaluation",
        )
        url = reverse("sessions:sitting-evaluate", args=[sitting.pk])
    elif row.is_polled:  # type: ignore[attr-defined]  # annotated
        title, action, due = (
            _("Say which date suits for the sitting %(name)s"),
            _("Choose dates"),
            sitting.poll.until,
        )
        kind = "dates"
    else:
        title, action, due = (
            _("Say whether you come to the sitting %(name)s"),
            _("Answer invitation"),
            sitting.starts_at,
        )
        kind = "sitting"
    return Asked(
        title=title % {"name": sitting},
        where=sitting.about.name,
        action=action,
        url=url,
        due_at=due,
        late=due is not None and due < now(),
        kind=kind,
    )
