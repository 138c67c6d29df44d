"""Proposals of who reviews what: read, compared, changed by hand, applied, thrown away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import DomainError
from people.http import PersonRequest
from sessions import actions
from sessions.errors_matching import ChangedMeanwhile
from sessions.forms.moving import RevisionForm
from sessions.kept import read
from sessions.models import Round, Scenario, ScenarioState
from sessions.queries.comparing import SIDE_BY_SIDE, comparison, numbers_in_words
from sessions.queries.picture import picture_of
from sessions.queries.proposals import gathered_for, obstacles_of, proposal_page
from sessions.views.common import page, run_round


@require_GET
@login_required
def scenario_detail(request: PersonRequest, pk: int, scenario_pk: int) -> HttpResponse:
    """One proposal: while it is being made the page looks again by itself."""
    round_, scenario = run_scenario(request, pk, scenario_pk)
    if scenario.running and request.headers.get("HX-Request"):
        return page(request, "_scenario_running", {"round": round_, "scenario": scenario})
    context = {"round": round_, "scenario": scenario, "numbers": numbers_in_words(scenario)}
    if scenario.ready:
        shown = proposal_page(scenario)
        context |= {"page": shown, "picture": picture_of(shown.tables)}
    elif scenario.state == ScenarioState.FAILED and scenario.blocked:
        context["obstacles"] = obstacles_of(gathered_for(scenario), read(scenario.blocked))
    answer = page(request, "scenario_detail", context)
    if request.headers.get("HX-Request"):
        answer.headers["HX-Refresh"] = "true"
    return answer


@require_GET
@login_required
def scenario_compare(request: PersonRequest, pk: int) -> HttpResponse:
    """Up to three proposals side by side; without a choice the newest."""
    round_ = run_round(request, pk)
    ready = Scenario.objects.visible_to(request.user).filter(
        round=round_, state=ScenarioState.READY
    )
    wanted = [
        int(one) for one in request.GET.getlist("scenario") if one.isdecimal() and len(one) < 10
    ]
    every = list(ready)
    chosen = [row for row in every if row.pk in wanted] or every
    context = {
        "round": round_,
        "every": every,
        "comparison": comparison(chosen[:SIDE_BY_SIDE]),
        "most": SIDE_BY_SIDE,
    }
    return page(request, "scenario_compare", context)


@require_http_methods(["GET", "POST"])
@login_required
def scenario_apply(request: PersonRequest, pk: int, scenario_pk: int) -> HttpResponse:
    """What applying changes; a POST does it. Nobody is told."""
    round_, scenario = run_scenario(request, pk, scenario_pk)
    if not scenario.ready:
        return redirect("sessions:scenario-detail", round_.pk, scenario.pk)
    form = RevisionForm(request.POST if request.method == "POST" else None)
    sentence = "" if not form.is_bound or form.is_valid() else str(ChangedMeanwhile())
    if request.method == "POST" and form.is_valid():
        revision = form.cleaned_data["revision"]
        try:
            came, went = actions.apply_scenario(
                scenario=scenario, revision=revision, by=request.user
            )
        except DomainError as error:
            sentence = str(error)
        else:
            words = _(
                "%(came)d reviewers are chosen and %(went)d taken out. Nobody is told until you send the invitations."
            )
            messages.success(request, words % {"came": came, "went": went})
            return redirect("sessions:round-send", round_.pk)
    context = {
        "round": round_,
        "scenario": scenario,
        "page": proposal_page(scenario),
        "sentence": sentence,
        "form": RevisionForm(initial={"revision": scenario.revision}),
    }
    return page(request, "scenario_apply", context, refused=request.method == "POST")


@require_POST
@login_required
def scenario_loosen(request: PersonRequest, pk: int, scenario_pk: int, index: int) -> HttpResponse:
    """Loosen one rule that stands in the way, and propose again."""
    round_, scenario = run_scenario(request, pk, scenario_pk)
    try:
        made = actions.loosen(scenario=scenario, index=index, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("sessions:scenario-detail", round_.pk, scenario.pk)
    messages.success(request, _("The rule is loosened. This is a new proposal."))
    return redirect("sessions:scenario-detail", round_.pk, made.pk)


@require_POST
@login_required
def scenario_remove(request: PersonRequest, pk: int, scenario_pk: int) -> HttpResponse:
    """Throw a proposal away."""
    round_, scenario = run_scenario(request, pk, scenario_pk)
    actions.drop_scenario(scenario=scenario, by=request.user)
    messages.success(request, _("The proposal is gone. What was applied from it stays."))
    return redirect("sessions:round-matching", round_.pk)


def run_scenario(request: PersonRequest, pk: int, scenario_pk: int) -> tuple[Round, Scenario]:
    """A proposal of a round that the reader runs; for others it does not exist."""
    round_ = run_round(request, pk)
    rows = Scenario.objects.visible_to(request.user).filter(round=round_)
    scenario = get_object_or_404(
        rows.select_related("asked_by", "based_on", "applied_by"), pk=scenario_pk
    )
    scenario.round = round_
    return round_, scenario
