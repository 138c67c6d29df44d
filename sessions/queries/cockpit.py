"""What a facilitator has to know of a round: counts, what comes next, what may go wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, F, Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.clock import now
from people.levels import Level
from plans.models import Dossier
from sessions.models import Assignment, AssignmentState, Round, RoundPlan
from sessions.models.visible import ACTIVE
from sessions.queries.regions import participating_regions

ENOUGH_REVIEWERS = 2
WAITS_LONG = timedelta(days=7)


@dataclass(frozen=True)
class NextAction:
    """The one thing to do now: a link, or with `post` a button that sends."""

    label: str
    url: str
    sentence: str = ""
    post: bool = False


@dataclass(frozen=True)
class Risk:
    """Something that may go wrong, in words, with where to do something about it."""

    words: str
    url: str
    label: str


# From a round to what may go wrong with it: apps above register here.
Worry = Callable[[Round], list[Risk]]
_worries: list[Worry] = []


def register_risks(worry: Worry) -> Worry:
    """Let the app above say what may go wrong; to be called while apps are loaded."""
    if worry not in _worries:
        _worries.append(worry)
    return worry


def untied_dossiers(edition_id: int, round_id: int | None) -> QuerySet[Dossier]:
    """Shared dossiers with a version that are not in the round yet."""
    shared = Dossier.objects.filter(edition=edition_id).exclude(level=Level.REGION)
    tied = RoundPlan.objects.filter(round=round_id).values("dossier_id")
    return shared.filter(versions__isnull=False).exclude(pk__in=tied).distinct()


def next_for_facilitator(round_: Round) -> NextAction | None:
    """What a facilitator does now; nothing when the round runs by itself. At most three queries."""
    if round_.published_at is None:
        return NextAction(
            _("Publish round"),
            reverse("sessions:round-publish", args=[round_.pk]),
            _("Only facilitators see it so far."),
            post=True,
        )
    loose = untied_dossiers(round_.edition_id, round_.pk).count()
    if loose:
        words = ngettext(
            "%(count)d submitted plan is not in the round yet.",
            "%(count)d submitted plans are not in the round yet.",
            loose,
        )
        url = reverse("sessions:round-plans", args=[round_.pk])
        return NextAction(_("Choose plans"), url, words % {"count": loose})
    planned = Assignment.objects.filter(
        round_plan__round=round_, state=AssignmentState.PLANNED
    ).count()
    url = reverse("sessions:round-assign", args=[round_.pk])
    open_states = [AssignmentState.PLANNED, *ACTIVE]
    bare = round_.plans.exclude(assignments__state__in=open_states).count()
    if bare:
        words = ngettext(
            "%(count)d plan has no reviewers yet.", "%(count)d plans have no reviewers yet.", bare
        )
        return NextAction(_("Choose reviewers"), url, words % {"count": bare})
    if planned:
        words = ngettext(
            "%(count)d invitation is waiting.", "%(count)d invitations are waiting.", planned
        )
        url = reverse("sessions:round-send", args=[round_.pk])
        return NextAction(_("Look at invitations"), url, words % {"count": planned})
    return None


def risks_of(round_: Round) -> list[Risk]:
    """What a facilitator may want to do something about: five queries at most, and those of apps above."""
    if round_.published_at is None:
        return []
    return [
        *_silent_regions(round_),
        *_outdated(round_),
        *_thin_plans(round_),
        *_long_waits(round_),
        *(risk for worry in _worries for risk in worry(round_)),
    ]


def _silent_regions(round_: Round) -> list[Risk]:
    step = next((step for step in round_.steps.all() if step.kind == "plan"), None)
    if step is None or now() <= step.due_at:
        return []
    tied = round_.plans.values("dossier__region_id")
    silent = participating_regions(round_.edition_id).exclude(pk__in=tied)
    words = _("%(region)s has no plan in this round.")
    url = reverse("sessions:round-plans", args=[round_.pk])
    return [Risk(words % {"region": region.name}, url, _("Look at plans")) for region in silent]


def _outdated(round_: Round) -> list[Risk]:
    """Plans of which the region submitted a later version than the one in the round."""
    plans = round_.plans.annotate(newest=Max("dossier__versions__number"))
    later = plans.filter(newest__gt=F("version__number")).select_related("dossier__region")
    words = _("%(region)s submitted a later version of %(plan)s.")
    url = reverse("sessions:round-plans", args=[round_.pk])
    return [
        Risk(
            words % {"region": plan.dossier.region.name, "plan": plan.dossier.title},
            url,
            _("Look at plans"),
        )
        for plan in later
    ]


def _thin_plans(round_: Round) -> list[Risk]:
    said_yes = Count("assignments", filter=Q(assignments__state=AssignmentState.ACCEPTED))
    plans = round_.plans.annotate(yes=said_yes)
    found = []
    for plan in plans.select_related("dossier__region", "version"):
        url = reverse("sessions:plan-assign", args=[round_.pk, plan.pk])
        values = {"region": plan.dossier.region.name, "plan": plan.dossier.title, "count": plan.yes}
        if plan.yes < ENOUGH_REVIEWERS:
            words = ngettext(
                "%(region)s, %(plan)s: %(count)d reviewer said yes.",
                "%(region)s, %(plan)s: %(count)d reviewers said yes.",
                plan.yes,
            )
            found.append(Risk(words % values, url, _("Choose reviewers")))
    return found


def _long_waits(round_: Round) -> list[Risk]:
    waiting = Assignment.objects.filter(
        round_plan__round=round_, state=AssignmentState.SENT, sent_at__lt=now() - WAITS_LONG
    ).select_related("person", "round_plan__dossier__region")
    words = _("%(name)s did not answer yet for %(region)s.")
    return [
        Risk(
            words % {"name": row.person, "region": row.round_plan.dossier.region.name},
            reverse("sessions:assignment-answer", args=[row.pk]),
            _("Look at invitation"),
        )
        for row in waiting
    ]
