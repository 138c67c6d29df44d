"""What a facilitator does next in a round. What may go wrong stands in `sessions/risks`."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.levels import Level
from people.models import Person
from people.queries import once_a_request
from plans.models import Dossier
from plans.models.visible import has_versions
from sessions.models import Assignment, AssignmentState, Round, RoundPlan
from sessions.models.visible import ACTIVE


@dataclass(frozen=True)
class NextAction:
    """The one thing to do now: a link, or with `post` a button that sends."""

    label: str
    url: str
    sentence: str = ""
    post: bool = False


def untied_dossiers(edition: OuterRef, round_: OuterRef) -> QuerySet[Dossier]:
    """Shared dossiers with a version that are not in the round yet, counted within a query on rounds."""
    tied = RoundPlan.objects.filter(round=OuterRef(round_), dossier=OuterRef("pk"))
    shared = Dossier.objects.filter(edition=edition).exclude(level=Level.REGION)
    return shared.filter(has_versions()).exclude(Exists(tied))


@dataclass(frozen=True)
class Left:
    """What of a round a facilitator still has to do, in numbers."""

    loose: int  # submitted plans that are not in it
    bare: int  # plans without reviewers
    planned: int  # invitations that were not sent


def left_of(rounds: Collection[Round], person: Person) -> dict[int, Left]:
    """What is left of each of these rounds: one query, none for what this request has counted."""
    known: dict[int, Left] = once_a_request(
        person, "sessions.left", lambda people: {one.pk: {} for one in people}
    )
    if missing := [row.pk for row in rounds if row.pk not in known]:
        known.update(_count_left(missing))
    return known


def _count_left(ids: Collection[int]) -> dict[int, Left]:
    open_states = [AssignmentState.PLANNED, *ACTIVE]
    plans = RoundPlan.objects.filter(round=OuterRef("pk"))
    reviewed = Assignment.objects.filter(round_plan=OuterRef("pk"), state__in=open_states)
    planned = Assignment.objects.filter(
        round_plan__round=OuterRef("pk"), state=AssignmentState.PLANNED
    )
    loose = untied_dossiers(OuterRef("edition_id"), OuterRef("pk"))
    rows = Round.objects.filter(pk__in=ids).order_by()
    counts = rows.values_list(
        "pk", _count(loose), _count(plans.exclude(Exists(reviewed))), _count(planned)
    )
    return {pk: Left(*numbers) for pk, *numbers in counts}


def _count(rows: QuerySet[Any]) -> Coalesce:
    """How many rows a subquery finds."""
    one = rows.order_by().annotate(all=Value(1)).values("all")
    return Coalesce(Subquery(one.annotate(count=Count("pk", distinct=True)).values("count")), 0)


def next_for_facilitator(round_: Round, person: Person) -> NextAction | None:
    """What a facilitator does now in a round; nothing when it runs by itself. At most one query."""
    if round_.published_at is None:
        return NextAction(
            _("Publish round"),
            reverse("sessions:round-publish", args=[round_.pk]),
            _("Only facilitators see it so far."),
            post=True,
        )
    return next_of(round_, left_of([round_], person)[round_.pk])


def next_of(round_: Round, left: Left) -> NextAction | None:
    """The same of a published round, by what is left of it."""
    if left.loose:
        words = ngettext(
            "%(count)d submitted plan is not in the round yet.",
            "%(count)d submitted plans are not in the round yet.",
            left.loose,
        )
        url = reverse("sessions:round-plans", args=[round_.pk])
        return NextAction(_("Choose plans"), url, words % {"count": left.loose})
    if left.bare:
        words = ngettext(
            "%(count)d plan has no reviewers yet.",
            "%(count)d plans have no reviewers yet.",
            left.bare,
        )
        url = reverse("sessions:round-assign", args=[round_.pk])
        return NextAction(_("Choose reviewers"), url, words % {"count": left.bare})
    if left.planned:
        words = ngettext(
            "%(count)d invitation is waiting.", "%(count)d invitations are waiting.", left.planned
        )
        url = reverse("sessions:round-send", args=[round_.pk])
        return NextAction(_("Look at invitations"), url, words % {"count": left.planned})
    return None
