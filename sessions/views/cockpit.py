"""The cockpit of a facilitator: what is at risk, what one click does about it, and how far rounds are."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import DomainError
from people.http import PersonRequest
from people.queries import standing
from programme.models import Edition
from sessions.actions.risks import act_on_risk, put_aside, take_up
from sessions.forms.risks import AsideForm, RiskForm
from sessions.queries.overseeing import cockpit_of, edition_to_oversee
from sessions.risks.gathering import Line, find_one, scope_of
from sessions.views.common import page


def _run(request: PersonRequest, slug: str) -> Edition:
    """The edition, if the reader runs it; 404 when it is out of sight, 403 when it only is seen."""
    rows = Edition.objects.visible_to(request.user).select_related("programme")
    edition = get_object_or_404(rows, slug=slug)
    if not request.user.has_perm("sessions.oversee_edition", edition):
        raise PermissionDenied(_("Only facilitators of this edition see what is at risk in it."))
    return edition


def _line(request: PersonRequest, edition: Edition, form: RiskForm) -> Line | None:
    """The risk that a form names, found again now; nothing when it is gone. A broken form is 404."""
    if any(name in form.errors for name in ("round", "kind", "subject")):
        raise Http404
    data = {name: form.cleaned_data[name] for name in ("round", "kind", "subject")}
    return find_one(
        scope_of(request.user, edition.pk), (data["round"], data["kind"], data["subject"])
    )


@require_safe
@login_required
def cockpit(request: PersonRequest) -> HttpResponse:
    """The cockpit of the edition that the reader runs now."""
    edition = edition_to_oversee(request.user) if standing(request.user).facilitates else None
    if edition is None:
        raise PermissionDenied(_("Only facilitators see what is at risk in rounds."))
    return redirect("sessions:cockpit-detail", edition.slug)


@require_safe
@login_required
def cockpit_detail(request: PersonRequest, slug: str) -> HttpResponse:
    """What is at risk in the rounds of an edition, and how far they are."""
    return _page(request, _run(request, slug))


@require_POST
@login_required
def risk_act(request: PersonRequest, slug: str) -> HttpResponse:
    """Do the one thing that a risk's button says."""
    edition = _run(request, slug)
    form = RiskForm(request.POST)
    form.is_valid()
    line = _line(request, edition, form)
    if line is None or line.risk.move.url:
        messages.info(request, _("This is no longer at risk."))
        return _back(edition)
    try:
        messages.success(request, act_on_risk(risk=line.risk, by=request.user))
    except DomainError as error:
        messages.warning(request, str(error))
    return _back(edition)


@require_http_methods(["POST"])
@login_required
def risk_aside(request: PersonRequest, slug: str) -> HttpResponse:
    """Put a risk aside until a day, with a reason; a refused form comes back open, with what was typed."""
    edition = _run(request, slug)
    form = AsideForm(request.POST)
    valid = form.is_valid()
    line = _line(request, edition, form)
    if line is None:
        messages.info(request, _("This is no longer at risk."))
        return _back(edition)
    if not valid:
        return _page(request, edition, form, line.id)
    data = form.cleaned_data
    put_aside(risk=line.risk, until=data["until"], reason=data["reason"], by=request.user)
    messages.success(request, _("It is put aside. It stands below, with the reason."))
    return _back(edition)


@require_POST
@login_required
def risk_resume(request: PersonRequest, slug: str) -> HttpResponse:
    """Put a risk back on the list."""
    edition = _run(request, slug)
    form = RiskForm(request.POST)
    form.is_valid()
    line = _line(request, edition, form)
    if line is not None:
        take_up(risk=line.risk, by=request.user)
    return _back(edition)


def _back(edition: Edition) -> HttpResponse:
    return redirect(reverse("sessions:cockpit-detail", args=[edition.slug]))


def _page(
    request: PersonRequest,
    edition: Edition,
    form: AsideForm | None = None,
    refused: str = "",
) -> HttpResponse:
    context = {
        "cockpit": cockpit_of(edition, request.user),
        "edition": edition,
        "form": form or AsideForm(),
        "refused": refused,
    }
    return page(request, "cockpit_detail", context, refused=form is not None)
