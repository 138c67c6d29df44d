"""Planning a round: from a template, moving it, repairing what the check found."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import DomainError
from people.http import PersonRequest
from people.queries import standing
from sessions import actions
from sessions.blueprint import dated
from sessions.checking import check, find_repair, repaired
from sessions.errors import RepairGone, StepsDoNotFollow
from sessions.forms import MoveForm, PlanForm, RoundForm
from sessions.models import Round, RoundTemplate, Season
from sessions.moving import Effect, effect_of
from sessions.queries.planning import (
    findings_of,
    setting_for,
    setting_of_new,
    timeline,
    timeline_of,
)
from sessions.queries.templates import bare_programmes, blueprint_of, template_of, templates_for
from sessions.schedule import Moments, moments_of
from sessions.shifting import Reach
from sessions.views.common import page, revision_of, run_round

PLAN_FIELDS = ("edition", "season", "template")


@require_http_methods(["GET", "POST"])
@login_required
def round_create(request: PersonRequest) -> HttpResponse:
    """A new round: the template and the day of the sitting give all moments, which may be adjusted."""
    if not request.user.has_perm("sessions.create_round"):
        raise PermissionDenied(_("Only facilitators make a round."))
    editions, templates = standing(request.user).facilitates, templates_for(request.user)
    plan = PlanForm(_asked(request), editions=editions, templates=templates)
    steps: list[Moments] = []
    if plan.is_valid():
        template = plan.chosen_template()
        steps = dated(blueprint_of(template), plan.cleaned_data["sitting"])
    form = RoundForm(
        request.POST or None,
        editions=editions,
        templates=templates,
        steps=steps,
        initial=_initial(plan),
    )
    if request.method == "POST":
        form, answer = _create(request, form)
        if answer is not None:
            return answer
    context = {
        "form": form,
        "plan": plan,
        "dated": bool(steps) or form.is_bound,
        "bare": bare_programmes(request.user),
        **_looked_at(form, steps),
    }
    refused = form.is_bound and "repair" not in request.POST
    return page(request, "round_create", context, refused=refused)


def _asked(request: PersonRequest) -> dict[str, str] | None:
    """What the first form asks; June and the only edition where the address does not say."""
    if "sitting" not in request.GET:
        return None
    usual = {"season": Season.JUNE.value}
    runs = standing(request.user).facilitates
    if len(runs) == 1:
        usual["edition"] = str(next(iter(runs)))
    return usual | {name: str(value) for name, value in request.GET.items() if value}


def _initial(plan: PlanForm) -> dict[str, object]:
    if not plan.is_valid():
        return {}
    template = plan.chosen_template()
    known = {name: plan.cleaned_data.get(name) for name in PLAN_FIELDS}
    return {name: value for name, value in (known | {"template": template}).items() if value}


def _create(request: PersonRequest, form: RoundForm) -> tuple[RoundForm, HttpResponse | None]:
    """Save, or put one repair into the form, or the form with what is wrong."""
    key = request.POST.get("repair", "")
    if key:
        return form.with_repair(request.POST, key), None
    if not form.is_valid():
        return form, None
    try:
        made = actions.create_round(
            edition=form.cleaned_data["edition"],
            season=Season(form.cleaned_data["season"]),
            template=form.cleaned_data["template"],
            steps=form.moments(),
            by=request.user,
        )
    except StepsDoNotFollow as error:
        form.show(error.faults)
    except DomainError as error:
        form.add_error("season", str(error))
    else:
        words = _("The round is made. Only facilitators see it until you publish it.")
        messages.success(request, words)
        return form, redirect("sessions:round-detail", made.pk)
    return form, None


def _looked_at(form: RoundForm, steps: list[Moments]) -> dict[str, object]:
    """The picture and the check of what stands in the form now."""
    shown = form.moments_now() or steps
    if not shown:
        return {}
    edition, season, template = form.about()
    blueprint = blueprint_of(template)
    setting = setting_of_new(edition, season, blueprint)
    return {
        "timeline": timeline(shown, blueprint=blueprint),
        "findings": check(shown, setting),
    }


@require_http_methods(["GET", "POST"])
@login_required
def round_move(request: PersonRequest, pk: int) -> HttpResponse:
    """Move a round or a step of it; what it does is shown before it is saved."""
    round_ = run_round(request, pk)
    template = template_of(round_)
    sent = request.POST or (request.GET if "day" in request.GET else None)
    form = MoveForm(sent)
    effect: Effect | None = None
    if sent is not None and form.is_valid():
        effect = _effect(round_, template, form)
        if request.method == "POST" and not effect.refused:
            answer = _move(request, round_, form, effect)
            if answer is not None:
                return answer
    context = {
        "round": round_,
        "form": form,
        "template": template,
        "effect": effect,
        "findings": effect.findings if effect else [],
        "timeline": timeline(effect.after) if effect else timeline_of(round_, request.user),
    }
    return page(request, "round_move", context, refused=bool(request.POST))


def _effect(round_: Round, template: RoundTemplate | None, form: MoveForm) -> Effect:
    blueprint = blueprint_of(template)
    return effect_of(
        moments_of(round_.steps.all()),
        reach=Reach(form.cleaned_data["reach"]),
        kind=form.kind_moved,
        day=form.new_day,
        setting=setting_for(round_, blueprint),
        again=blueprint if form.cleaned_data["again"] else None,
    )


def _move(
    request: PersonRequest, round_: Round, form: MoveForm, effect: Effect
) -> HttpResponse | None:
    try:
        touched = actions.change_steps(
            round=round_, steps=effect.after, revision=revision_of(request), by=request.user
        )
    except DomainError as error:
        form.add_error(None, str(error))
        return None
    told = _("The dates are saved. Everybody who takes part gets a notice.")
    quiet = _("The dates are saved.")
    messages.success(request, told if touched and round_.published_at else quiet)
    return redirect("sessions:round-detail", round_.pk)


@require_POST
@login_required
def round_repair(request: PersonRequest, pk: int) -> HttpResponse:
    """Take one finding away: what the button means is computed from the dates as they are."""
    round_ = run_round(request, pk)
    steps = moments_of(round_.steps.all())
    repair = find_repair(findings_of(round_), request.POST.get("repair", ""))
    try:
        if repair is None:
            raise RepairGone
        actions.change_steps(
            round=round_,
            steps=repaired(steps, repair),
            revision=revision_of(request),
            by=request.user,
        )
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The dates are saved."))
    return redirect("sessions:round-steps", round_.pk)
