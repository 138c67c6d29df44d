"""Quick polls."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import DomainError
from people.http import PersonRequest
from sessions.actions import conference_polls as actions
from sessions.errors_conference import NotAnOption
from sessions.forms.conference_room import PollForm, VoteForm
from sessions.models import QuickPoll
from sessions.queries.conference_room import polls_of
from sessions.views.conference_common import (
    back,
    fragment,
    need_join,
    need_run,
    page,
    run_conference,
    seen_conference,
    seen_on,
)

LIST = "poll-list"


@require_GET
@login_required
def poll_list(request: PersonRequest, pk: int) -> HttpResponse:
    """The open question first, then the results."""
    conference = seen_conference(request, pk)
    return page(request, "polls", conference, {"lines": polls_of(conference, request.user)})


@require_GET
@login_required
def poll_part(request: PersonRequest, pk: int) -> HttpResponse:
    """The same without the page around it."""
    conference = seen_conference(request, pk)
    return fragment(request, "polls", conference, {"lines": polls_of(conference, request.user)})


@require_http_methods(["GET", "POST"])
@login_required
def poll_create(request: PersonRequest, pk: int) -> HttpResponse:
    """Prepare a question with two to six answers."""
    conference = run_conference(request, pk)
    form = PollForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.make_poll(
                conference=conference,
                question=form.cleaned_data["question"],
                options=form.cleaned_data["options"],
                by=request.user,
            )
        except DomainError as error:
            form.add_error("options", str(error))
        else:
            said = _("The quick poll is prepared. Only facilitators see it until you open it.")
            return back(conference, LIST, said=said, request=request)
    return page(request, "poll_create", conference, {"form": form}, refused=form.is_bound)


@require_POST
@login_required
def poll_open(request: PersonRequest, pk: int) -> HttpResponse:
    """Let participants vote."""
    poll = _run(request, pk)
    try:
        actions.open_poll(poll=poll, by=request.user)
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The quick poll is open, and stands on the screen."))
    return back(poll.conference, LIST, at=f"poll-{pk}", request=request)


@require_POST
@login_required
def poll_close(request: PersonRequest, pk: int) -> HttpResponse:
    """Count the votes."""
    poll = _run(request, pk)
    try:
        actions.close_poll(poll=poll, by=request.user)
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The quick poll is closed. Everybody sees the result."))
    return back(poll.conference, LIST, at=f"poll-{pk}", request=request)


@require_POST
@login_required
def poll_remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Throw away what was only prepared."""
    poll = _run(request, pk)
    try:
        actions.remove_poll(poll=poll, by=request.user)
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The quick poll is removed."))
    return back(poll.conference, LIST, request=request)


@require_POST
@login_required
def poll_vote(request: PersonRequest, pk: int) -> HttpResponse:
    """Choose an answer."""
    poll = seen_on(QuickPoll.objects.visible_to(request.user), pk)
    need_join(request, poll.conference)
    form = VoteForm(request.POST)
    try:
        if not form.is_valid():
            raise NotAnOption
        actions.vote(poll=poll, option=form.cleaned_data["option"], by=request.user)
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Your vote counts. You can change it while the poll is open."))
    return back(poll.conference, LIST, at=f"poll-{pk}", request=request)


def _run(request: PersonRequest, pk: int) -> QuickPoll:
    poll = seen_on(QuickPoll.objects.visible_to(request.user), pk)
    need_run(request, poll.conference)
    return poll
