"""Changing a proposal by hand: the effect is shown before anything is kept."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from people.http import PersonRequest
from sessions import actions
from sessions.actions.scenarios import moved
from sessions.forms.moving import MoveForm, RevisionForm
from sessions.queries.proposals import gathered_for
from sessions.queries.weighing import known_pairs, level_lines, values_now
from sessions.views.common import page
from sessions.views.proposals import run_scenario


@require_http_methods(["GET", "POST"])
@login_required
def scenario_move(request: PersonRequest, pk: int, scenario_pk: int) -> HttpResponse:
    """Who goes where: a GET shows what gets better or worse, a POST keeps it."""
    round_, scenario = run_scenario(request, pk, scenario_pk)
    if not scenario.ready:
        return redirect("sessions:scenario-detail", round_.pk, scenario.pk)
    gathered = gathered_for(scenario)
    pairs = known_pairs(gathered, scenario.chosen)
    data = request.POST if request.method == "POST" else request.GET
    asked = "who" in data and "to" in data
    form = MoveForm(
        data if asked or request.method == "POST" else None,
        gathered=gathered,
        pairs=pairs,
        initial={"who": request.GET.get("who", "")},
    )
    context = {"round": round_, "scenario": scenario, "form": form, "sentence": "", "lines": []}
    if form.is_bound and form.is_valid():
        try:
            if request.method == "POST":
                revision = RevisionForm(request.POST)
                number = revision.cleaned_data["revision"] if revision.is_valid() else -1
                made = actions.change_by_hand(
                    scenario=scenario, move=form.move, revision=number, by=request.user
                )
                messages.success(
                    request, _("Changed. Nobody is told; the plan stays until you apply.")
                )
                return redirect("sessions:scenario-detail", round_.pk, made.pk)
            after = moved(gathered, pairs, form.move)
        except DomainError as error:
            context["sentence"] = str(error)
        else:
            now = values_now(gathered, pairs)
            context["lines"] = level_lines(values_now(gathered, after), now)
            context["revision"] = RevisionForm(initial={"revision": scenario.revision})
    return page(request, "scenario_move", context, refused=request.method == "POST")
