"""Agreements, and actions with who does them until when."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import DomainError
from people.http import PersonRequest
from sessions.actions import conference_agreements as actions
from sessions.forms.conference_room import AgreementForm, ConferenceActionForm
from sessions.models import ConferenceAction, ConferenceAgreement
from sessions.queries.conference_actions import actions_of, agreements_of
from sessions.queries.conference_people import invited_to
from sessions.views.conference_common import (
    back,
    fragment,
    need_run,
    page,
    run_conference,
    seen_conference,
    seen_on,
)

LIST = "agreement-list"


@require_http_methods(["GET", "POST"])
@login_required
def agreement_list(request: PersonRequest, pk: int) -> HttpResponse:
    """What was agreed and who does what; facilitators note an agreement."""
    conference = seen_conference(request, pk)
    form = AgreementForm(request.POST or None)
    if request.method == "POST":
        need_run(request, conference)
        if form.is_valid():
            try:
                actions.make_agreement(
                    conference=conference, text=form.cleaned_data["text"], by=request.user
                )
            except DomainError as error:
                form.add_error("text", str(error))
            else:
                said = _("The agreement is noted.")
                return back(conference, LIST, said=said, request=request)
    context = {
        "form": form,
        "agreements": agreements_of(conference),
        "lines": actions_of(conference, request.user),
    }
    return page(request, "agreements", conference, context, refused=form.is_bound)


@require_GET
@login_required
def agreement_part(request: PersonRequest, pk: int) -> HttpResponse:
    """The same without the page around it."""
    conference = seen_conference(request, pk)
    context = {
        "agreements": agreements_of(conference),
        "lines": actions_of(conference, request.user),
    }
    return fragment(request, "agreements", conference, context)


@require_POST
@login_required
def agreement_remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a wrong note away."""
    agreement = seen_on(ConferenceAgreement.objects.visible_to(request.user), pk)
    need_run(request, agreement.conference)
    actions.remove_agreement(agreement=agreement, by=request.user)
    return back(agreement.conference, LIST, said=_("The agreement is removed."), request=request)


@require_http_methods(["GET", "POST"])
@login_required
def action_create(request: PersonRequest, pk: int) -> HttpResponse:
    """Who does what until when."""
    conference = run_conference(request, pk)
    form = ConferenceActionForm(request.POST or None, people=invited_to(conference))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_action(conference=conference, by=request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error("person", str(error))
        else:
            said = _("The action is noted. %(name)s gets a notice.") % {"name": made.person}
            return back(conference, LIST, at=f"action-{made.pk}", said=said, request=request)
    return page(request, "action", conference, {"form": form}, refused=form.is_bound)


@require_http_methods(["GET", "POST"])
@login_required
def action_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Other words, another day or somebody else."""
    action = seen_on(ConferenceAction.objects.visible_to(request.user), pk)
    need_run(request, action.conference)
    names = ("what", "person", "due_on")
    form = ConferenceActionForm(
        request.POST or None,
        people=invited_to(action.conference),
        initial={"what": action.what, "person": action.person_id, "due_on": action.due_on},
    )
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in names}
        try:
            actions.change_action(action=action, fields=fields, by=request.user)
        except DomainError as error:
            form.add_error("person", str(error))
        else:
            said = _("The action is saved.")
            return back(action.conference, LIST, at=f"action-{pk}", said=said, request=request)
    context = {"form": form, "action": action}
    return page(request, "action", action.conference, context, refused=form.is_bound)


@require_POST
@login_required
def action_done(request: PersonRequest, pk: int) -> HttpResponse:
    """Finish an action, or open it again."""
    action = seen_on(ConferenceAction.objects.visible_to(request.user), pk)
    if not request.user.has_perm("sessions.finish_conference_action", action):
        raise PermissionDenied(_("Only who does this action and facilitators finish it."))
    done = request.POST.get("done") != "no"
    actions.finish_action(action=action, done=done, by=request.user)
    messages.success(request, _("The action is done.") if done else _("The action is open again."))
    return back(action.conference, LIST, at=f"action-{pk}", request=request)
