"""Inviting people to a sitting, their answers, and who was there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import DomainError
from people.http import PersonRequest
from sessions.actions import attendance as actions
from sessions.forms.attendance import ComeForm, InviteForm, PresenceForm, SeatForm
from sessions.models import Attendance, SittingRole
from sessions.queries.invitees import invited_rows, invitees
from sessions.views.common import page
from sessions.views.sitting_common import run_sitting, sitting_for
from sessions.views.sittings import show


@require_http_methods(["GET", "POST"])
@login_required
def sitting_invite(request: PersonRequest, pk: int) -> HttpResponse:
    """Choose who is asked, and in which role."""
    sitting = run_sitting(request, pk)
    form = InviteForm(request.POST or None, candidates=invitees(sitting))
    if request.method == "POST" and form.is_valid():
        try:
            asked = actions.invite(sitting=sitting, people=form.chosen(), by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            words = ngettext(
                "%(count)d person is invited.", "%(count)d people are invited.", len(asked)
            )
            messages.success(request, words % {"count": len(asked)})
            return redirect("sessions:sitting-detail", sitting.pk)
    context = {
        "sitting": sitting,
        "form": form,
        "people": invited_rows(sitting, request.user),
        "roles": SittingRole.choices,
    }
    return page(request, "sitting_invite", context, refused=form.is_bound)


@require_POST
@login_required
def sitting_answer(request: PersonRequest, pk: int) -> HttpResponse:
    """Yes or no, with a note."""
    sitting = sitting_for(request, pk, "sessions.answer_sitting")
    form = ComeForm(request.POST)
    if not form.is_valid():
        return show(request, pk, come=form)
    comes = request.POST.get("answer")
    if comes not in ("yes", "no"):
        form.add_error(None, _("Say whether you come: press one of the two buttons."))
        return show(request, pk, come=form)
    try:
        note = form.cleaned_data["note"]
        actions.answer_invitation(sitting=sitting, comes=comes == "yes", note=note, by=request.user)
    except DomainError as error:
        form.add_error(None, str(error))
        return show(request, pk, come=form)
    yes, no = _("Good: you come."), _("You do not come. The facilitator knows.")
    messages.success(request, yes if comes == "yes" else no)
    return redirect("sessions:sitting-detail", sitting.pk)


@require_POST
@login_required
def attendance_change(request: PersonRequest, pk: int, row: int) -> HttpResponse:
    """Another role for somebody, or no invitation any more."""
    sitting = run_sitting(request, pk)
    attendance = get_object_or_404(
        Attendance.objects.visible_to(request.user).standing().select_related("sitting"),
        pk=row,
        sitting=sitting,
    )
    form = SeatForm(request.POST)
    try:
        if request.POST.get("take_back"):
            actions.uninvite(attendance=attendance, by=request.user)
            messages.success(
                request, _("%(name)s is no longer invited.") % {"name": attendance.person}
            )
        elif form.is_valid():
            role = SittingRole(form.cleaned_data["role"])
            actions.change_seat(attendance=attendance, role=role, by=request.user)
            messages.success(
                request, _("The role of %(name)s is saved.") % {"name": attendance.person}
            )
        else:
            messages.error(request, _("Choose one of the roles."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("sessions:sitting-invite", sitting.pk)


@require_http_methods(["GET", "POST"])
@login_required
def sitting_presence(request: PersonRequest, pk: int) -> HttpResponse:
    """Tick who was there."""
    sitting = run_sitting(request, pk)
    people = invited_rows(sitting, request.user)
    there = [row.person_id for row in people if row.state in ("present", "coming")]
    form = PresenceForm(request.POST or None, people=people, initial={"present": there})
    if request.method == "POST" and form.is_valid():
        try:
            present = set(form.cleaned_data["present"])
            actions.note_presence(sitting=sitting, present=present, by=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Who was there is noted."))
            return redirect("sessions:sitting-detail", sitting.pk)
    context = {"sitting": sitting, "form": form}
    return page(request, "sitting_presence", context, refused=form.is_bound)
