"""Round days: several regions in a row."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.errors import DomainError
from people.http import PersonRequest
from sessions.actions.days import change_day, plan_day
from sessions.errors_sitting import NotRun
from sessions.forms.days import DayForm
from sessions.models import SittingDay
from sessions.queries.days import day_lines
from sessions.views.common import page, run_round

USUAL = {"opening_minutes": 30, "break_minutes": 15, "closing_minutes": 30}


@require_GET
@login_required
def day_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """The programme of the day."""
    day = _seen(request, pk)
    context = {
        "day": day,
        "lines": day_lines(day, request.user),
        "runs": request.user.has_perm("sessions.run_round", day.round),
    }
    return page(request, "day_detail", context)


@require_http_methods(["GET", "POST"])
@login_required
def day_create(request: PersonRequest, pk: int) -> HttpResponse:
    """A new day in a round."""
    round_ = run_round(request, pk)
    initial = USUAL | {"facilitator": request.user.pk}
    form = DayForm(request.POST or None, round=round_, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = plan_day(
                round=round_,
                plan=form.plan(),
                sittings=form.chosen(),
                facilitator=given["facilitator"],
                key=given["key"],
                by=request.user,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The day is planned: each sitting has its moment."))
            return redirect("sessions:day-detail", made.pk)
    context = {"round": round_, "form": form}
    return page(request, "day_form", context, refused=form.is_bound)


@require_http_methods(["GET", "POST"])
@login_required
def day_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Another order, other times."""
    day = _seen(request, pk)
    if not request.user.has_perm("sessions.run_round", day.round):
        raise PermissionDenied(str(NotRun.sentence))
    names = ("title", "starts_at", *USUAL, "place", "link", "key")
    initial = {name: getattr(day, name) for name in names}
    form = DayForm(request.POST or None, round=day.round, day=day, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_day(day=day, plan=form.plan(), sittings=form.chosen(), by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, _("The day is saved. Who is invited gets a notice of a new moment.")
            )
            return redirect("sessions:day-detail", day.pk)
    context = {"round": day.round, "day": day, "form": form}
    return page(request, "day_form", context, refused=form.is_bound)


def _seen(request: PersonRequest, pk: int) -> SittingDay:
    rows = SittingDay.objects.visible_to(request.user).select_related(
        "round__edition", "facilitator"
    )
    return get_object_or_404(rows, pk=pk)
