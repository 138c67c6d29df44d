"""What may go wrong with the advice of a round, for the facilitator's list; merged advice counts once."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.clock import today
from plans.models import Dossier
from reviews.models import Commitment, ProgressState, Recommendation, ResponseKind
from reviews.queries.helping import FINISHED
from sessions.models import Round, RoundPlan, StepKind
from sessions.queries.cockpit import Risk
from sessions.stages import Stages


def worries_about(round_: Round) -> list[Risk]:
    """Late answers, and commitments that need attention: six queries, whatever the number."""
    return [*_unanswered(round_), *_stuck_promises(round_)]


def _unanswered(round_: Round) -> list[Risk]:
    """Plans whose region is late with an answer; a pending one is no answer yet."""
    waiting = Q(response=None) | Q(response__kind=ResponseKind.PENDING)
    rows = Recommendation.objects.current().filter(waiting, round_plan__round=round_)
    counts = dict(rows.order_by().values_list("round_plan").annotate(count=Count("pk")))
    if not counts:
        return []
    stages = Stages.load([round_])
    plans = RoundPlan.objects.filter(pk__in=counts).select_related("dossier__region")
    late = [plan for plan in plans if stages.of_plan(StepKind.RESPONSE, plan, None).late]
    return [
        Risk(
            ngettext(
                "%(region)s: %(count)d recommendation waits for an answer.",
                "%(region)s: %(count)d recommendations wait for an answer.",
                counts[plan.pk],
            )
            % {"region": plan.dossier.region.name, "count": counts[plan.pk]},
            _follow_up(plan.dossier),
            _("Look at the advice"),
        )
        for plan in late
    ]


def _stuck_promises(round_: Round) -> list[Risk]:
    troubled = Q(state=ProgressState.NEEDS_ATTENTION) | Q(due_on__lt=today())
    rows = Commitment.objects.filter(troubled, recommendation__round_plan__round=round_)
    open_ones = rows.exclude(state__in=FINISHED).order_by()
    counts = dict(open_ones.values_list("dossier").annotate(count=Count("pk")))
    dossiers = Dossier.objects.filter(pk__in=counts).select_related("region").order_by("pk")
    return [
        Risk(
            ngettext(
                "%(region)s: %(count)d commitment needs attention or is past its date.",
                "%(region)s: %(count)d commitments need attention or are past their date.",
                counts[dossier.pk],
            )
            % {"region": dossier.region.name, "count": counts[dossier.pk]},
            _follow_up(dossier),
            _("Look at the advice"),
        )
        for dossier in dossiers
    ]


def _follow_up(dossier: Dossier) -> str:
    return reverse("reviews:dossier-follow-up", args=[dossier.pk])
