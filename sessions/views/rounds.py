"""Rounds: list, page, making one, dating and publishing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import DomainError
from people.http import PersonRequest
from people.queries import standing
from sessions import actions
from sessions.errors import StepsDoNotFollow
from sessions.forms import RoundForm, SittingForm, StepsForm
from sessions.models import Season
from sessions.queries.pages import round_cards, round_page
from sessions.queries.steps import step_lines
from sessions.schedule import moments_of, suggested
from sessions.views.common import page, run_round, seen_round


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
    return page(
        request, "round_detail", {"page": round_page(seen_round(request, pk), request.user)}
    )


@require_http_methods(["GET", "POST"])
@login_required
def round_create(request: PersonRequest) -> HttpResponse:
    """A new round; the day of the sitting suggests the other dates."""
    if not request.user.has_perm("sessions.create_round"):
        raise PermissionDenied(_("Only facilitators make a round."))
    sitting = SittingForm(request.GET if "sitting" in request.GET else None)
    steps = suggested(sitting.cleaned_data["sitting"]) if sitting.is_valid() else []
    form = RoundForm(
        request.POST or None,
        editions=standing(request.user).facilitates,
        steps=steps,
        initial={name: request.GET[name] for name in ("edition", "season") if name in request.GET},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_round(
                edition=form.cleaned_data["edition"],
                season=Season(form.cleaned_data["season"]),
                steps=form.moments(),
                by=request.user,
            )
        except StepsDoNotFollow as error:
            form.show(error.faults)
        except DomainError as error:
            form.add_error("season", str(error))
        else:
            messages.success(
                request, _("The round is made. Only facilitators see it until you publish it.")
            )
            return redirect("sessions:round-detail", made.pk)
    context = {"form": form, "sitting": sitting, "dated": bool(steps) or form.is_bound}
    return page(request, "round_create", context, refused=form.is_bound)


@require_http_methods(["GET", "POST"])
@login_required
def round_steps(request: PersonRequest, pk: int) -> HttpResponse:
    """Other moments for the steps of a round."""
    round_ = run_round(request, pk)
    form = StepsForm(request.POST or None, steps=moments_of(round_.steps.all()))
    if request.method == "POST" and form.is_valid():
        try:
            touched = actions.change_steps(
                round=round_, steps=form.moments(), revision=_revision(request), by=request.user
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
    context = {"round": round_, "form": form, "lines": step_lines(round_, request.user)}
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


def _revision(request: PersonRequest) -> int:
    """The revision that the form was opened with; nothing sensible is never the present one."""
    given = request.POST.get("revision", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else -1
