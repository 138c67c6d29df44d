"""One assignment: answering it, or taking it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import DomainError
from people.http import PersonRequest
from sessions import actions
from sessions.forms import AnswerForm, NoteForm, WithdrawForm
from sessions.forms.wishes import AccessForm
from sessions.models import Assignment
from sessions.queries.answers import answer_page
from sessions.views.common import page


@require_http_methods(["GET", "POST"])
@login_required
def assignment_answer(request: PersonRequest, pk: int) -> HttpResponse:
    """The question to a reviewer, with both answers; facilitators read it along."""
    assignment = _seen(request, pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST":
        if request.user.pk != assignment.person_id:
            raise PermissionDenied(_("Only the person who was asked can answer."))
        if form.is_valid() and _answer(request, assignment, form):
            return redirect("sessions:assignment-answer", assignment.pk)
    return answer_shown(request, assignment, form)


def answer_shown(
    request: PersonRequest,
    assignment: Assignment,
    form: AnswerForm,
    access: AccessForm | None = None,
) -> HttpResponse:
    """The page of one assignment; a form that was refused comes back with what was typed."""
    sent = [one for one in (form, access) if one is not None and one.is_bound]
    context = {
        "page": answer_page(assignment, request.user),
        "form": form,
        "access": access or AccessForm(initial={"access_until": assignment.access_until}),
    }
    refused = any(not one.is_valid() for one in sent)
    return page(request, "assignment_answer", context, refused=refused)


@require_http_methods(["GET", "POST"])
@login_required
def assignment_withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    """Take an assignment back, with a reason when the reviewer knows of it."""
    assignment = _seen(request, pk)
    if not request.user.has_perm("sessions.run_round", assignment.round_plan.round):
        raise PermissionDenied(_("Only facilitators of this edition run a round."))
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_assignment(
                assignment=assignment, reason=form.cleaned_data["reason"], by=request.user
            )
        except DomainError as error:
            messages.error(request, str(error))
        else:
            words = _("%(name)s is no longer asked for this plan.") % {"name": assignment.person}
            messages.success(request, words)
        plan = assignment.round_plan
        return redirect("sessions:plan-assign", plan.round_id, plan.pk)
    context = {"assignment": assignment, "form": form, "round": assignment.round_plan.round}
    return page(request, "assignment_withdraw", context, refused=form.is_bound)


@require_POST
@login_required
def assignment_note(request: PersonRequest, pk: int) -> HttpResponse:
    """Why a review is possible in spite of a conflict that came up after the choice."""
    assignment = _seen(request, pk)
    if not request.user.has_perm("sessions.run_round", assignment.round_plan.round):
        raise PermissionDenied(_("Only facilitators of this edition run a round."))
    form = NoteForm(request.POST)
    if form.is_valid():
        note = form.cleaned_data["conflict_note"]
        actions.change_note(assignment=assignment, note=note, by=request.user)
    else:
        messages.error(request, _("Write the reason in at most 240 characters."))
    return redirect("sessions:round-send", assignment.round_plan.round_id)


def _seen(request: PersonRequest, pk: int) -> Assignment:
    """One's own once told, or any of a round that one runs; else 404."""
    rows = Assignment.objects.visible_to(request.user).select_related(
        "person__organisation",
        "from_region",
        "round_plan__dossier__region",
        "round_plan__version",
        "round_plan__round__edition",
    )
    found = get_object_or_404(rows, pk=pk)
    if found.person_id != request.user.pk and not request.user.has_perm(
        "sessions.run_round", found.round_plan.round
    ):
        raise PermissionDenied(_("Only the person who was asked can answer."))
    return found


def _answer(request: PersonRequest, assignment: Assignment, form: AnswerForm) -> bool:
    """Do what the pressed button says; a refusal becomes a message."""
    try:
        if request.POST.get("answer") == "accept":
            actions.accept_assignment(assignment=assignment, by=request.user)
            messages.success(request, _("Thank you. You review this plan."))
        elif request.POST.get("answer") == "decline":
            actions.decline_assignment(
                assignment=assignment,
                by=request.user,
                reason=form.cleaned_data["reason"],
                conflict=form.cleaned_data["conflict"],
            )
            messages.success(request, _("You do not review this plan. The facilitators know."))
    except DomainError as error:
        messages.error(request, str(error))
    return True
