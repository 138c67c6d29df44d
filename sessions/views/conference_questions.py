"""Questions to the room."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import DomainError
from people.http import PersonRequest
from sessions.actions import conference_questions as actions
from sessions.forms.conference_room import HideForm, QuestionForm
from sessions.models import Conference, LiveQuestion
from sessions.queries.conference_room import questions_of
from sessions.views.conference_common import (
    back,
    fragment,
    need_ask,
    need_run,
    page,
    seen_conference,
    seen_on,
)

LIST = "question-list"


@require_http_methods(["GET", "POST"])
@login_required
def question_list(request: PersonRequest, pk: int) -> HttpResponse:
    """All questions, and asking one."""
    conference = seen_conference(request, pk)
    form = QuestionForm(request.POST or None)
    if request.method == "POST":
        need_ask(request, conference)
        if form.is_valid():
            try:
                asked = actions.ask_question(
                    conference=conference,
                    text=form.cleaned_data["text"],
                    nameless=form.cleaned_data["nameless"],
                    by=request.user,
                )
            except DomainError as error:
                form.add_error("text", str(error))
            else:
                said = _("Your question is in the list.")
                return back(conference, LIST, at=f"question-{asked.pk}", said=said, request=request)
    context = {"form": form, "lines": questions_of(conference, request.user)}
    return page(request, "questions", conference, context, refused=form.is_bound)


@require_GET
@login_required
def question_part(request: PersonRequest, pk: int) -> HttpResponse:
    """The list alone, for a page that is open while it changes."""
    return _part(request, seen_conference(request, pk))


@require_POST
@login_required
def question_support(request: PersonRequest, pk: int) -> HttpResponse:
    """Have the same question, or no longer."""
    question = _seen(request, pk)
    need_ask(request, question.conference)
    supports = request.POST.get("supports") != "no"
    try:
        actions.support_question(question=question, supports=supports, by=request.user)
    except DomainError as error:
        messages.warning(request, str(error))
    return _again(request, question)


@require_POST
@login_required
def question_take_back(request: PersonRequest, pk: int) -> HttpResponse:
    """Take the own question away."""
    question = _seen(request, pk)
    if question.author_id != request.user.pk:
        raise PermissionDenied(_("Only who asked a question takes it back."))
    try:
        actions.take_back_question(question=question, by=request.user)
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Your question is gone."))
    return back(question.conference, LIST, request=request)


@require_POST
@login_required
def question_answered(request: PersonRequest, pk: int) -> HttpResponse:
    """Say that it was answered in the room, or not after all."""
    question = _seen(request, pk)
    need_run(request, question.conference)
    answered = request.POST.get("answered") != "no"
    actions.mark_answered(question=question, answered=answered, by=request.user)
    return _again(request, question)


@require_http_methods(["GET", "POST"])
@login_required
def question_hide(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a question out of the room, with a reason."""
    question = _seen(request, pk)
    need_run(request, question.conference)
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.hide_question(
            question=question, reason=form.cleaned_data["reason"], by=request.user
        )
        return back(question.conference, LIST, said=_("The question is hidden."), request=request)
    context = {"form": form, "text": question.text, "name": LIST}
    return page(request, "hide", question.conference, context, refused=form.is_bound)


@require_POST
@login_required
def question_show(request: PersonRequest, pk: int) -> HttpResponse:
    """Let the room see a hidden question again."""
    question = _seen(request, pk)
    need_run(request, question.conference)
    actions.hide_question(question=question, reason="", by=request.user)
    return _again(request, question)


def _seen(request: PersonRequest, pk: int) -> LiveQuestion:
    return seen_on(LiveQuestion.objects.visible_to(request.user), pk)


def _part(request: PersonRequest, conference: Conference) -> HttpResponse:
    lines = questions_of(conference, request.user)
    return fragment(request, "questions", conference, {"lines": lines})


def _again(request: PersonRequest, question: LiveQuestion) -> HttpResponse:
    """The list to a script that asked, else the page at the question."""
    if request.htmx:  # type: ignore[attr-defined]  # django-htmx
        return _part(request, seen_conference(request, question.conference_id))
    return back(question.conference, LIST, at=f"question-{question.pk}", request=request)
