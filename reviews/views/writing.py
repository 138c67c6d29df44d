"""Writing a review: the desk, the draft, handing in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.clock import local
from core.errors import DomainError
from people.http import PersonRequest
from people.models import Person
from reviews import actions
from reviews.controls import Control
from reviews.errors import AlreadySubmitted, AnswersChanged, NoForm, NotComplete, Theirs
from reviews.forms import SheetForm
from reviews.queries.advice import line_of, readable, with_story
from reviews.queries.desk import Desk, DeskState, desk_of, plan_pane, task_of
from reviews.queries.draft_text import draft_as_text
from reviews.schema import Kind
from reviews.views.paper import Beside, Paper, in_words
from sessions.models import Assignment

REVISION = "rev-"


def own_task(request: PersonRequest, pk: int) -> Assignment:
    """The task, if it is the reader's own; 404 when it is out of sight, 403 when it is somebody else's."""
    assignment = task_of(pk, request.user)
    if assignment is None:
        raise Http404
    if assignment.person_id != request.user.pk:
        raise PermissionDenied(
            _("Only %(name)s writes this review.") % {"name": assignment.person.name}
        )
    return assignment


def desk_for(request: PersonRequest, pk: int) -> Desk:
    """The desk of an own task; without a published form there is nothing to write on."""
    try:
        return desk_of(own_task(request, pk), request.user)
    except NoForm as error:
        raise PermissionDenied(str(error)) from error


@require_GET
@login_required
def review_write(request: PersonRequest, assignment: int) -> HttpResponse:
    """Plan and form side by side; a look writes nothing."""
    desk = desk_for(request, assignment)
    if desk.state == DeskState.SUBMITTED and desk.review is not None:
        return redirect("reviews:review-detail", desk.review.pk)
    initial = {
        key: str(value) if isinstance(value, int) and value is not True else value
        for key, value in desk.values.items()
    }
    return _page(request, desk, SheetForm(desk.sheet, initial=initial), desk.revisions)


@require_POST
@login_required
def review_field(request: PersonRequest, assignment: int) -> HttpResponse:
    """Keep one answer while typing. 200 with its revision, 409 with both texts, 422 with what is wrong."""
    desk = desk_for(request, assignment)
    if not desk.writable:
        return JsonResponse({"reason": desk.reason}, status=403)
    control = desk.sheet.control(request.POST.get("key", ""))
    if control is None:
        return JsonResponse(
            {"reason": _("This form does not have that question. Reload the page.")}, status=422
        )
    form = SheetForm(desk.sheet, request.POST, only=control.key)
    if not form.is_valid():
        return JsonResponse(
            {"reason": " ".join(str(error) for error in form.errors[control.key])}, status=422
        )
    try:
        saved = actions.save_answers(
            assignment=desk.assignment, by=request.user, given=form.values(), seen=_seen(request)
        )
    except AnswersChanged as error:
        return JsonResponse(_both(control, error, form.values()[control.key]), status=409)
    except DomainError as error:
        return JsonResponse({"reason": str(error)}, status=403)
    return JsonResponse(_kept(desk, control, saved))


def _kept(desk: Desk, control: Control, saved: actions.Saved) -> dict[str, Any]:
    fresh = desk_of(desk.assignment, desk.assignment.person)
    done = fresh.progress
    return {
        "revision": saved.revisions[control.key],
        "saved_at": f"{local(saved.at):%H:%M}",
        "done": done.done,
        "total": done.total,
        "progress": _progress_words(fresh),
    }


def _both(control: Control, error: AnswersChanged, mine: Any) -> dict[str, Any]:
    theirs = error.theirs[control.key]
    return {
        "reason": str(error),
        "revision": theirs.revision,
        "theirs": in_words(control, theirs.value),
        "value": theirs.value,
        "mine": in_words(control, mine),
    }


@require_POST
@login_required
def review_save(request: PersonRequest, assignment: int) -> HttpResponse:
    """Keep the whole draft: the way without script."""
    desk = desk_for(request, assignment)
    kept = _keep_all(request, desk)
    if isinstance(kept, HttpResponse):
        return kept
    messages.success(request, _("The draft is saved. Only you see it until you hand it in."))
    return redirect("reviews:review-write", assignment)


@require_POST
@login_required
def review_submit(request: PersonRequest, assignment: int) -> HttpResponse:
    """Keep everything that was sent, and then hand the review in."""
    desk = desk_for(request, assignment)
    kept = _keep_all(request, desk)
    if isinstance(kept, HttpResponse):
        return kept
    try:
        review = actions.submit_review(assignment=desk.assignment, by=request.user)
    except NotComplete as error:
        for key, sentence in error.missing.items():
            kept.add_error(key, sentence)
        fresh = desk_of(desk.assignment, request.user)
        return _page(request, fresh, kept, fresh.revisions, status=422)
    except DomainError as error:
        messages.warning(request, str(error))
        return redirect("reviews:review-write", assignment)
    late = _("It is marked as handed in after the deadline.") if review.is_late else ""
    messages.success(
        request, _("Your review is handed in. Thank you.") + (f" {late}" if late else "")
    )
    return redirect("reviews:review-detail", review.pk)


def _keep_all(request: PersonRequest, desk: Desk) -> SheetForm | HttpResponse:
    """The form after everything was kept, or the page that says why not; what was typed stays on it."""
    if desk.state == DeskState.SUBMITTED and desk.review is not None:
        messages.warning(request, str(AlreadySubmitted()))
        return redirect("reviews:review-detail", desk.review.pk)
    form = SheetForm(desk.sheet, request.POST)
    if not desk.writable:
        form.is_valid()
        return _page(request, desk, form, desk.revisions, status=403)
    if not form.is_valid():
        return _page(request, desk, form, desk.revisions, status=422)
    given = {
        key: value for key, value in form.values().items() if f"{REVISION}{key}" in request.POST
    }
    try:
        actions.save_answers(
            assignment=desk.assignment, by=request.user, given=given, seen=_seen(request)
        )
    except AnswersChanged as error:
        form.add_error(None, str(error))
        return _page(request, desk, form, _seen(request), theirs=error.theirs, status=409)
    except DomainError as error:
        form.add_error(None, str(error))
        return _page(request, desk, form, desk.revisions, status=403)
    return form


def _seen(request: HttpRequest) -> dict[str, int]:
    """The revisions that came along, by key."""
    sent = {name: request.POST.get(name, "") for name in request.POST if name.startswith(REVISION)}
    return {
        name.removeprefix(REVISION): int(value)
        for name, value in sent.items()
        if value.isdecimal() and len(value) < 10
    }


@require_GET
@login_required
def review_draft(request: PersonRequest, assignment: int) -> HttpResponse:
    """The own draft as a text file: also when the step has closed."""
    desk = desk_for(request, assignment)
    text = draft_as_text(desk)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="review-{assignment}.txt"'
    return response


def _progress_words(desk: Desk) -> str:
    done = desk.progress
    return _("%(done)s of %(total)s needed answers given") % {
        "done": done.done,
        "total": done.total,
    }


def _page(
    request: PersonRequest,
    desk: Desk,
    form: SheetForm,
    revisions: dict[str, int],
    *,
    theirs: dict[str, Theirs] | None = None,
    status: int = 200,
) -> HttpResponse:
    pane = plan_pane(desk.version)
    beside = Beside(
        questions={row.question_id: row.html or row.source for row in pane.questions},
        lines=_lines(desk, request.user),
    )
    parts = Paper(form, revisions, beside, theirs).parts(desk.sheet)
    context = {
        "desk": desk,
        "form": form,
        "pane": pane,
        "parts": parts,
        "progress_words": _progress_words(desk),
        "plan": desk.assignment.round_plan,
        "draft_text": "" if desk.writable else draft_as_text(desk),
    }
    return render(request, "reviews/review_write.html", context, status=status)


def _lines(desk: Desk, person: Person) -> dict[int, Any]:
    """Earlier advice with its story, when the form looks back."""
    asked = [
        group.about
        for block in desk.sheet.blocks()
        if block.field.kind == Kind.VERIFICATIONS
        for group in block.groups
    ]
    if not asked:
        return {}
    rows = with_story(readable(person), person).filter(pk__in=asked)
    return {row.pk: line_of(row) for row in rows}
