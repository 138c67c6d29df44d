"""While somebody writes: one answer kept, one passage cited."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import DomainError
from core.ratelimit import allow
from discussion.anchoring.passages import NotThere, TooMuch
from people.http import PersonRequest
from reviews import actions
from reviews.actions.citing import Place
from reviews.checks import hidden
from reviews.controls import Control, Shape
from reviews.errors import AnswersChanged
from reviews.forms import PassageForm, SheetForm
from reviews.queries.ahead import hints_of, parts_done, still_open
from reviews.queries.desk import Desk, desk_of
from reviews.text_form import digest
from reviews.views.desk import desk_for, progress_words, saved_words, seen
from reviews.views.paper import in_words


@require_POST
@login_required
def review_field(request: PersonRequest, assignment: int) -> JsonResponse:
    """Keep one answer while typing. 200 with its revision, 409 with both texts, 422 with what is wrong."""
    desk = desk_for(request, assignment)
    if refusal := _refused(request, desk):
        return refusal
    control = desk.sheet.control(request.POST.get("key", ""))
    if control is None or control.shape == Shape.FILE:
        return _say(422, _("This form does not have that question. Reload the page."))
    form = SheetForm(desk.sheet, request.POST, only={control.key})
    if not form.is_valid():
        return _say(422, " ".join(str(error) for error in form.errors[control.key]))
    return _keep(request, desk, control, form.values())


def _refused(request: PersonRequest, desk: Desk) -> JsonResponse | None:
    if not desk.writable:
        return _say(403, desk.reason)
    if not allow(f"reviews:save:{request.user.pk}", rate=5, burst=100):
        return _say(429, _("That was too often. We try again."))
    return None


def _say(status: int, sentence: str) -> JsonResponse:
    return JsonResponse({"reason": sentence}, status=status)


def _keep(
    request: PersonRequest, desk: Desk, control: Control, values: dict[str, Any]
) -> JsonResponse:
    try:
        saved = actions.save_answers(
            assignment=desk.assignment, by=request.user, given=values, seen=seen(request)
        )
    except AnswersChanged as error:
        return JsonResponse(_both(control, error, values[control.key]), status=409)
    except DomainError as error:
        return _say(403, str(error))
    return JsonResponse(_kept(request, desk, control, saved))


def _kept(
    request: PersonRequest, desk: Desk, control: Control, saved: actions.Saved
) -> dict[str, Any]:
    fresh = desk_of(desk.assignment, request.user)
    return {
        "revision": saved.revisions[control.key],
        "was": digest(fresh.values.get(control.key)),
        "saved": saved_words(saved.at),
        "turn": fresh.review.revision if fresh.review else 0,
        **ahead(fresh),
    }


def ahead(desk: Desk) -> dict[str, Any]:
    """What the page shows beside the answers: progress, what is open, hints, what does not apply."""
    done = desk.progress
    return {
        "done": done.done,
        "total": done.total,
        "progress": progress_words(desk),
        "parts": {key: [part.done, part.total] for key, part in parts_done(desk).items()},
        "open": [item.key for item in still_open(desk)],
        "hidden": sorted(hidden(desk.sheet, desk.values)),
        "hints": [
            {"key": hint.key, "sentence": hint.sentence, "example": hint.example}
            for hint in hints_of(desk)
        ],
    }


def _both(control: Control, error: AnswersChanged, mine: Any) -> dict[str, Any]:
    theirs = error.theirs[control.key]
    return {
        "reason": str(error),
        "revision": theirs.revision,
        "was": digest(theirs.value),
        "theirs": in_words(control, theirs.value),
        "value": theirs.value,
        "mine": in_words(control, mine),
    }


@require_POST
@login_required
def review_cite(request: PersonRequest, assignment: int) -> JsonResponse:
    """Keep a citation and give it as Markdown; 422 when these words do not stand there."""
    desk = desk_for(request, assignment)
    if not desk.writable:
        return _say(403, desk.reason)
    form = PassageForm(request.POST)
    if not form.is_valid():
        return _say(422, str(NotThere()))
    sent = dict(form.cleaned_data)
    key = sent.pop("key")
    try:
        citation, quote = actions.cite(
            assignment=desk.assignment, by=request.user, key=key, place=Place(**sent)
        )
    except (NotThere, TooMuch) as error:
        return _say(422, str(error))
    except DomainError as error:
        return _say(403, str(error))
    return JsonResponse({"id": citation.pk, "quote": quote}, status=201)
