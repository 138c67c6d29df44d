"""A reviewer is gone: who is asked instead, and how long an additional friend reads."""

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
from sessions.actions.replacements import OPEN_TO_REPLACE
from sessions.forms import AnswerForm, CandidateForm
from sessions.forms.wishes import AccessForm
from sessions.models import Assignment, Capacity
from sessions.queries.replacing import replace_page
from sessions.views.answers import answer_shown
from sessions.views.common import page


@require_http_methods(["GET", "POST"])
@login_required
def assignment_replace(request: PersonRequest, pk: int) -> HttpResponse:
    """The best in the place of who declined, with the reasons; a POST asks one of them."""
    assignment = _run(request, pk)
    plan = assignment.round_plan
    if assignment.state not in OPEN_TO_REPLACE:
        return redirect("sessions:assignment-answer", assignment.pk)
    sentence = ""
    if request.method == "POST":
        sentence = _ask(request, assignment)
        if not sentence:
            return redirect("sessions:plan-assign", plan.round_id, plan.pk)
    context = {"round": plan.round, "page": replace_page(assignment), "sentence": sentence}
    return page(request, "assignment_replace", context, refused=bool(sentence))


@require_POST
@login_required
def assignment_access(request: PersonRequest, pk: int) -> HttpResponse:
    """More or less time for an additional friend."""
    assignment = _run(request, pk)
    form = AccessForm(request.POST)
    if form.is_valid():
        until = form.cleaned_data["access_until"]
        try:
            actions.change_access(assignment=assignment, until=until, by=request.user)
        except DomainError as error:
            form.add_error("access_until", str(error))
        else:
            messages.success(request, _("The time of access is changed."))
            return redirect("sessions:assignment-answer", assignment.pk)
    return answer_shown(request, assignment, AnswerForm(), form)


def _ask(request: PersonRequest, assignment: Assignment) -> str:
    """Ask the one whose button was pressed; what is refused comes back as a sentence."""
    form = CandidateForm(request.POST)
    if not form.is_valid():
        return _("Choose somebody from the list.")
    given = form.cleaned_data
    try:
        made = actions.ask_instead(
            assignment=assignment,
            person=given["person"],
            capacity=Capacity(given["capacity"]),
            from_region=given["from_region"],
            by=request.user,
        )
    except DomainError as error:
        return str(error)
    words = _("%(name)s is asked to review this plan.")
    messages.success(request, words % {"name": made.person})
    return ""


def _run(request: PersonRequest, pk: int) -> Assignment:
    """An assignment in a round that one runs; 404 when it is out of sight."""
    rows = Assignment.objects.visible_to(request.user).select_related(
        "person__organisation",
        "round_plan__dossier__region",
        "round_plan__version",
        "round_plan__round__edition",
    )
    found = get_object_or_404(rows, pk=pk)
    if not request.user.has_perm("sessions.run_round", found.round_plan.round):
        raise PermissionDenied(_("Only facilitators of this edition run a round."))
    return found
