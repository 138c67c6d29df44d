"""Date polls: proposing, answering, choosing, closing."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.errors import DomainError
from people.http import PersonRequest
from sessions.actions import polls as actions
from sessions.forms.polls import ChooseForm, PollAnswerForm, PollForm
from sessions.models import DatePoll, Sitting
from sessions.queries.polls import poll_table
from sessions.views.common import page
from sessions.views.sitting_common import run_sitting, sitting_for
from sessions.views.sittings import show


@require_http_methods(["GET", "POST"])
@login_required
def poll_ask(request: PersonRequest, pk: int) -> HttpResponse:
    """Propose moments, or change which are proposed; the table of answers stands beside it."""
    sitting = run_sitting(request, pk)
    table = poll_table(sitting, request.user)
    moments = [column.moment.starts_at for column in table.columns] if table else []
    length = sum(item.minutes for item in sitting.items.all()) or 90
    week = clock.end_of_day(clock.today() + timedelta(days=7)).replace(hour=17, minute=0)
    initial = {"minutes": length, "until": table.poll.until if table else week}
    form = PollForm(request.POST or None, moments=moments, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_dates(
                sitting=sitting,
                moments=form.chosen(),
                until=form.cleaned_data["until"],
                by=request.user,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The moments are proposed. Who is invited gets a notice."))
            return redirect("sessions:sitting-detail", sitting.pk)
    context = {"sitting": sitting, "form": form, "table": table}
    return page(request, "poll_ask", context, refused=form.is_bound)


@require_POST
@login_required
def poll_answer(request: PersonRequest, pk: int) -> HttpResponse:
    """Say which moments suit."""
    sitting = sitting_for(request, pk, "sessions.answer_sitting")
    poll = _poll(sitting)
    form = PollAnswerForm(request.POST, moments=list(poll.moments.all()), known={})
    if not form.is_valid():
        return show(request, pk, dates=form)
    try:
        actions.answer_dates(poll=poll, answers=form.answers(), by=request.user)
    except DomainError as error:
        form.add_error(None, str(error))
        return show(request, pk, dates=form)
    messages.success(request, _("Thank you. Your answers are saved; you can change them."))
    return redirect("sessions:sitting-detail", sitting.pk)


@require_POST
@login_required
def poll_choose(request: PersonRequest, pk: int) -> HttpResponse:
    """Give the sitting one of the moments."""
    sitting = run_sitting(request, pk)
    poll = _poll(sitting)
    form = ChooseForm(request.POST, moments=poll.moments.all())
    try:
        if form.is_valid():
            actions.choose_date(poll=poll, moment=form.cleaned_data["moment"], by=request.user)
            messages.success(
                request, _("The sitting has its moment. Who is invited gets a notice.")
            )
        else:
            messages.error(request, _("Choose one of the moments."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("sessions:sitting-detail", sitting.pk)


@require_POST
@login_required
def poll_close(request: PersonRequest, pk: int) -> HttpResponse:
    """Take no more answers."""
    sitting = run_sitting(request, pk)
    try:
        actions.close_poll(poll=_poll(sitting), by=request.user)
        messages.success(request, _("The poll is closed."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("sessions:sitting-detail", sitting.pk)


def _poll(sitting: Sitting) -> DatePoll:
    return get_object_or_404(DatePoll.objects.filter(sitting=sitting))
