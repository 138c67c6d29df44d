"""Conferences: list, page, making one, changing, publishing and holding it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import DomainError
from people.http import PersonRequest
from people.queries import standing
from sessions.actions import conference as actions
from sessions.forms.conference import (
    ConferenceForm,
    ConferenceReplyForm,
    NewConferenceForm,
    ScreenForm,
)
from sessions.models import Conference, ConferenceReply, Shown
from sessions.queries.conferences import (
    conferences_for,
    files_of,
    item_next,
    item_now,
    programme_of,
    replies_of,
)
from sessions.views.conference_common import back, need_ask, page, run_conference, seen_conference


@require_GET
@login_required
def conference_list(request: PersonRequest) -> HttpResponse:
    """Every conference that the reader may know of."""
    context = {
        "conferences": conferences_for(request.user),
        "may_create": request.user.has_perm("sessions.create_round"),
    }
    return render(request, "sessions/conference_list.html", context)


@require_GET
@login_required
def conference_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """The programme first, then the papers; beside it whether one comes."""
    return _detail(request, seen_conference(request, pk))


@require_GET
@login_required
def conference_programme(request: PersonRequest, pk: int) -> HttpResponse:
    """The programme alone, for a page that is open while it changes."""
    conference = seen_conference(request, pk)
    context = {
        "conference": conference,
        "slots": programme_of(conference),
        "runs": request.user.has_perm("sessions.run_conference", conference),
    }
    return render(request, "sessions/_conference_programme.html", context)


@require_POST
@login_required
def conference_reply(request: PersonRequest, pk: int) -> HttpResponse:
    """Say whether one comes."""
    conference = need_ask(request, seen_conference(request, pk))
    form = ConferenceReplyForm(request.POST)
    if form.is_valid():
        try:
            actions.reply_to_conference(
                conference=conference,
                answer=ConferenceReply.Answer(form.cleaned_data["answer"]),
                note=form.cleaned_data["note"],
                by=request.user,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            said = _("Thank you. The facilitators know.")
            return back(conference, "conference-detail", said=said, request=request)
    return _detail(request, conference, form)


@require_http_methods(["GET", "POST"])
@login_required
def conference_create(request: PersonRequest) -> HttpResponse:
    """A new conference, which only facilitators see until it is published."""
    if not request.user.has_perm("sessions.create_round"):
        raise PermissionDenied(_("Only facilitators make a work conference."))
    form = NewConferenceForm(request.POST or None, editions=standing(request.user).facilitates)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_conference(
                edition=form.cleaned_data["edition"], fields=form.fields_given(), by=request.user
            )
        except DomainError as error:
            form.add_error("number", str(error))
        else:
            said = _("The work conference is made. Only facilitators see it until you publish it.")
            return back(made, "conference-detail", said=said, request=request)
    status = 422 if form.is_bound else 200
    return render(request, "sessions/conference_create.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@login_required
def conference_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Other words, another day or place."""
    conference = run_conference(request, pk)
    form = ConferenceForm(request.POST or None, conference=conference)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_conference(
                conference=conference,
                fields=form.fields_given(),
                revision=_revision(request),
                by=request.user,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            said = _("The work conference is saved.")
            return back(conference, "conference-detail", said=said, request=request)
    return page(
        request, "edit", seen_conference(request, pk), {"form": form}, refused=form.is_bound
    )


@require_POST
@login_required
def conference_publish(request: PersonRequest, pk: int) -> HttpResponse:
    """Invite everybody that it is for."""
    conference = run_conference(request, pk)
    try:
        actions.publish_conference(conference=conference, by=request.user)
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(
            request, _("The work conference is published. Everybody who is invited gets a notice.")
        )
    return redirect("conferences:conference-detail", conference.pk)


@require_POST
@login_required
def conference_open(request: PersonRequest, pk: int) -> HttpResponse:
    """Begin the day."""
    conference = run_conference(request, pk)
    try:
        actions.open_conference(conference=conference, by=request.user)
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The work conference is open. People can vote and add cards."))
    return redirect("conferences:conference-detail", conference.pk)


@require_POST
@login_required
def conference_close(request: PersonRequest, pk: int) -> HttpResponse:
    """End the day."""
    conference = run_conference(request, pk)
    try:
        actions.close_conference(conference=conference, by=request.user)
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The work conference is over. Everything stays to be read."))
    return redirect("conferences:conference-detail", conference.pk)


@require_POST
@login_required
def conference_screen(request: PersonRequest, pk: int) -> HttpResponse:
    """Choose what the screen in the room shows."""
    conference = run_conference(request, pk)
    form = ScreenForm(request.POST)
    if form.is_valid():
        shown = Shown(form.cleaned_data["shown"])
        actions.show_on_screen(conference=conference, shown=shown, by=request.user)
        messages.success(request, _("The screen shows: %(what)s.") % {"what": shown.label})
    else:
        messages.warning(request, _("Choose what the screen shows."))
    return redirect("conferences:conference-detail", conference.pk)


def _detail(
    request: PersonRequest, conference: Conference, form: ConferenceReplyForm | None = None
) -> HttpResponse:
    slots, replies = programme_of(conference), replies_of(conference, request.user)
    own = replies.own
    given = {"answer": own.answer, "note": own.note} if own else {}
    context = {
        "slots": slots,
        "now": item_now(slots),
        "next": item_next(slots),
        "files": files_of(conference),
        "replies": replies,
        "form": form or ConferenceReplyForm(initial=given),
    }
    return page(request, "detail", conference, context, refused=form is not None)


def _revision(request: PersonRequest) -> int:
    """The revision that the form was opened with; nothing sensible is never the present one."""
    given = request.POST.get("revision", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else -1
