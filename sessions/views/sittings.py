"""Sittings: lists, one page, planning, moving, cancelling."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.errors import DomainError
from people.http import PersonRequest
from sessions.actions import sittings as actions
from sessions.forms.attendance import ComeForm
from sessions.forms.polls import PollAnswerForm
from sessions.forms.sittings import CancelForm, MoveSittingForm, PlanSittingForm
from sessions.models import AgendaTemplate
from sessions.queries.days import next_in_day
from sessions.queries.room import readable_version
from sessions.queries.round_days import round_days
from sessions.queries.sitting_page import SittingPage, sitting_page
from sessions.queries.sittings import my_sittings, round_sittings
from sessions.views.common import page, run_round, seen_round
from sessions.views.sitting_common import run_sitting, seen_sitting


@require_GET
@login_required
def my_list(request: PersonRequest) -> HttpResponse:
    """One's own sittings, in every round."""
    return page(request, "my_sittings", {"mine": my_sittings(request.user)})


@require_GET
@login_required
def round_list(request: PersonRequest, pk: int) -> HttpResponse:
    """The sittings of a round, and its days."""
    round_ = seen_round(request, pk)
    context = {
        "round": round_,
        "lines": round_sittings(round_, request.user),
        "days": round_days(round_, request.user),
        "runs": request.user.has_perm("sessions.run_round", round_),
    }
    return page(request, "sitting_list", context)


@require_GET
@login_required
def sitting_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """One sitting: moment, place, agenda, who comes."""
    return show(request, pk)


def show(request: PersonRequest, pk: int, **forms: object) -> HttpResponse:
    """The page of a sitting, perhaps with a form that was refused."""
    sitting = seen_sitting(request, pk)
    shown = sitting_page(sitting, request.user)
    own = shown.seat.attendance
    context = {
        "page": shown,
        "come": ComeForm(initial={"note": own.note if own else ""}),
        "dates": dates_form(shown, request),
        "version": readable_version(sitting, request.user),
        "after_this": next_in_day(sitting, request.user),
        **forms,
    }
    return page(request, "sitting_detail", context, refused=bool(forms))


def dates_form(shown: SittingPage, request: PersonRequest) -> PollAnswerForm | None:
    """The reader's own answers to an open poll."""
    table = shown.poll
    if table is None or not table.is_open or shown.seat.attendance is None:
        return None
    moments = [column.moment for column in table.columns]
    own = next((row.answers for row in table.rows if row.person.pk == request.user.pk), [])
    known = {moment.pk: answer for moment, answer in zip(moments, own, strict=False) if answer}
    return PollAnswerForm(moments=moments, known=known)


@require_http_methods(["GET", "POST"])
@login_required
def sitting_create(request: PersonRequest, pk: int) -> HttpResponse:
    """A new sitting in a round."""
    round_ = run_round(request, pk)
    initial: dict[str, object] = {"facilitator": request.user.pk}
    if plan := request.GET.get("plan", ""):
        initial["about"] = f"plan-{plan}"
    form = PlanSittingForm(request.POST or None, round=round_, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.plan_sitting(
                round=round_,
                about=form.thing(),
                when=form.when(),
                template=AgendaTemplate(form.cleaned_data["template"]),
                facilitator=form.cleaned_data["facilitator"],
                title=form.cleaned_data["title"],
                key=form.cleaned_data["key"],
                by=request.user,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The sitting is planned. Invite people now."))
            return redirect("sessions:sitting-detail", made.pk)
    context = {"round": round_, "form": form}
    return page(request, "sitting_create", context, refused=form.is_bound)


@require_http_methods(["GET", "POST"])
@login_required
def sitting_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Another moment, place or name."""
    sitting = run_sitting(request, pk)
    names = ("title", "starts_at", "ends_at", "place", "link")
    form = MoveSittingForm(
        request.POST or None,
        minutes=sum(item.minutes for item in sitting.items.all()),
        initial={name: getattr(sitting, name) for name in names},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.move_sitting(
                sitting=sitting, when=form.when(), title=form.cleaned_data["title"], by=request.user
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, _("Saved. Who is invited gets a notice of a new moment or place.")
            )
            return redirect("sessions:sitting-detail", sitting.pk)
    context = {"sitting": sitting, "form": form}
    return page(request, "sitting_edit", context, refused=form.is_bound)


@require_http_methods(["GET", "POST"])
@login_required
def sitting_cancel(request: PersonRequest, pk: int) -> HttpResponse:
    """Let a sitting not take place."""
    sitting = run_sitting(request, pk)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel_sitting(
                sitting=sitting, reason=form.cleaned_data["reason"], by=request.user
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The sitting is cancelled. Who was invited gets a notice."))
            return redirect("sessions:sitting-detail", sitting.pk)
    context = {"sitting": sitting, "form": form}
    return page(request, "sitting_cancel", context, refused=form.is_bound)
