"""Which plans are in a round."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.errors import DomainError
from people.http import PersonRequest
from plans.models import Dossier
from sessions import actions
from sessions.models import RoundPlan
from sessions.queries.plans import plan_lines
from sessions.views.common import page, run_round


@require_GET
@login_required
def round_plans(request: PersonRequest, pk: int) -> HttpResponse:
    """Every dossier of the edition, and which version is in the round."""
    round_ = run_round(request, pk)
    return page(request, "round_plans", {"round": round_, "lines": plan_lines(round_)})


@require_POST
@login_required
def plan_tie(request: PersonRequest, pk: int, dossier_pk: int) -> HttpResponse:
    """Tie the newest version of a dossier."""
    round_ = run_round(request, pk)
    dossiers = Dossier.objects.visible_to(request.user).filter(edition=round_.edition_id)
    dossier = get_object_or_404(dossiers, pk=dossier_pk)
    try:
        tied = actions.tie_plan(round=round_, dossier=dossier, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        words = _("Version %(number)d of %(plan)s is in the round.")
        messages.success(request, words % {"number": tied.version.number, "plan": dossier.title})
    return redirect("sessions:round-plans", round_.pk)


@require_POST
@login_required
def plan_untie(request: PersonRequest, pk: int, plan_pk: int) -> HttpResponse:
    """Take a plan out of the round again."""
    round_ = run_round(request, pk)
    plan = get_object_or_404(RoundPlan.objects.visible_to(request.user), round=round_, pk=plan_pk)
    try:
        actions.untie_plan(plan=plan, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("sessions:round-plans", round_.pk)
