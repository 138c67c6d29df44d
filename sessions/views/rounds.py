"""Rounds: list, page, dating and publishing one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import DomainError
from people.http import PersonRequest
from sessions import actions
from sessions.errors import StepsDoNotFollow
from sessions.forms import StepsForm
from sessions.queries.pages import round_cards, round_page
from sessions.queries.planning import findings_of, timeline_of
from sessions.queries.steps import step_lines
from sessions.queries.wishes import may_wish
from sessions.schedule import moments_of
from sessions.views.common import page, revision_of, run_round, seen_round


@require_GET
@login_required
def round_list(request: PersonRequest) -> HttpResponse:
    """Every round that the reader may know of."""
    may_create = request.user.has_perm("sessions.create_round")
    cards = round_cards(request.user)
    return page(request, "round_list", {"cards": cards, "may_create": may_create})


@require_GET
@login_required
def round_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """One round: its steps, its plans and who reviews them."""
    round_ = seen_round(request, pk)
    shown = round_page(round_, request.user)
    context = {
        "page": shown,
        "timeline": shown.timeline,
        "findings": shown.findings,
        "may_wish": may_wish(request.user, round_),
    }
    return page(request, "round_detail", context)


@require_http_methods(["GET", "POST"])
@login_required
def round_steps(request: PersonRequest, pk: int) -> HttpResponse:
    """Other moments for the steps of a round."""
    round_ = run_round(request, pk)
    form = StepsForm(request.POST or None, steps=moments_of(round_.steps.all()))
    if request.method == "POST" and form.is_valid():
        try:
            touched = actions.change_steps(
                round=round_, steps=form.moments(), revision=revision_of(request), by=request.user
            )
        except StepsDoNotFollow as error:
            form.show(error.faults)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            told = _("The dates are saved. Everybody who takes part gets a notice.")
            quiet = _("The dates are saved.")
            messages.success(request, told if touched and round_.published_at else quiet)
            return redirect("sessions:round-detail", round_.pk)
    # After a refusal the form is about what is true now, which stands above it.
    round_ = seen_round(request, pk)
    context = {
        "round": round_,
        "form": form,
        "lines": step_lines(round_, request.user),
        "findings": findings_of(round_),
        "timeline": timeline_of(round_, request.user),
    }
    return page(request, "round_steps", context, refused=form.is_bound)


@require_POST
@login_required
def round_publish(request: PersonRequest, pk: int) -> HttpResponse:
    """Let everybody who takes part know of the round."""
    round_ = run_round(request, pk)
    try:
        actions.publish_round(round=round_, by=request.user)
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(
            request, _("The round is published. Everybody who takes part gets a notice.")
        )
    return redirect("sessions:round-detail", round_.pk)
