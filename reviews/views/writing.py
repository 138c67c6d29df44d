"""Writing a review: the desk, the draft, a look back before handing in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.errors import DomainError
from people.http import PersonRequest
from reviews import actions
from reviews.errors import AlreadySubmitted, AnswersChanged, NotComplete, Theirs
from reviews.forms import SheetForm
from reviews.queries.ahead import hints_of, names_of, parts_done, still_open
from reviews.queries.citations import cited_places
from reviews.queries.desk import Desk, DeskState, desk_of
from reviews.queries.june import before_of, june_review_of
from reviews.queries.look_back import look_back_on
from reviews.queries.moving import gone_answers
from reviews.queries.pane import plan_pane
from reviews.queries.since import since_my_reviews
from reviews.queries.text_draft import has_words, text_of
from reviews.queries.who import who_will_read
from reviews.views.desk import (
    REVISION,
    desk_for,
    files_of,
    given,
    marks,
    progress_words,
    saved_words,
    seen,
)
from reviews.views.paper import Beside, Paper

BEFORE_OPEN = {DeskState.EARLY, DeskState.OPEN, DeskState.CLOSED}


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
def review_save(request: PersonRequest, assignment: int) -> HttpResponse:
    """Keep the whole draft, the way without script; then on to what was asked for."""
    desk = desk_for(request, assignment)
    kept = keep_all(request, desk)
    if isinstance(kept, HttpResponse):
        return kept
    if name := request.POST.get("cite", ""):
        page = reverse("reviews:review-cite-page", args=[assignment])
        return redirect(f"{page}?passage={name}")
    if "check" in request.POST:
        return redirect("reviews:review-check", assignment)
    messages.success(
        request, _("The draft is saved. Only who writes it sees it until it is handed in.")
    )
    page = reverse("reviews:review-write", args=[assignment])
    waiting = still_open(desk_of(desk.assignment, request.user)) if "next" in request.POST else []
    return redirect(f"{page}#id_{waiting[0].key}" if waiting else page)


@require_GET
@login_required
def review_check(request: PersonRequest, assignment: int) -> HttpResponse:
    """A last look before handing in: what is missing, what could be better, who will read it."""
    desk = desk_for(request, assignment)
    if desk.state == DeskState.SUBMITTED and desk.review is not None:
        return redirect("reviews:review-detail", desk.review.pk)
    names = names_of(desk)
    waiting = still_open(desk)
    context = {
        "desk": desk,
        "plan": desk.assignment.round_plan,
        "open": waiting,
        "hints": [(names[hint.key], hint) for hint in hints_of(desk)],
        "who": who_will_read(desk.values.get("level") or "", desk.assignment.round_plan),
        "progress_words": progress_words(desk),
        "reason": desk.reason
        or not_the_holder(desk)
        or (_("Answer first what is missing.") if waiting else ""),
    }
    return render(request, "reviews/review_check.html", context)


@require_POST
@login_required
def review_submit(request: PersonRequest, assignment: int) -> HttpResponse:
    """Keep what was sent along, and then hand the review in."""
    desk = desk_for(request, assignment)
    if reason := not_the_holder(desk):
        raise PermissionDenied(reason)
    sent = any(name.startswith(REVISION) for name in request.POST)
    kept = keep_all(request, desk)
    if isinstance(kept, HttpResponse):
        return kept
    try:
        review = actions.submit_review(assignment=desk.assignment, by=request.user)
    except NotComplete as error:
        if not sent:
            messages.warning(request, str(error))
            return redirect("reviews:review-check", assignment)
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


def not_the_holder(desk: Desk) -> str:
    """Why somebody who writes along does not hand in; empty for the holder."""
    if desk.mine:
        return ""
    return _("%(name)s hands in this review.") % {"name": desk.assignment.person.name}


def keep_all(request: PersonRequest, desk: Desk) -> SheetForm | HttpResponse:
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
    try:
        actions.save_answers(
            assignment=desk.assignment,
            by=request.user,
            given=given(request, form),
            seen=seen(request),
        )
    except AnswersChanged as error:
        form.add_error(None, str(error))
        return _page(request, desk, form, seen(request), theirs=error.theirs, status=409)
    except DomainError as error:
        form.add_error(None, str(error))
        return _page(request, desk, form, desk.revisions, status=403)
    return form


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
    look_back = look_back_on(desk.assignment.round_plan, request.user, desk.sheet)
    beside = Beside(
        questions={row.id: "".join(one.html for one in row.paragraphs) for row in pane.questions},
        lines=look_back.lines,
        before=before_of(june_review_of(desk.assignment, request.user), desk.sheet),
        marks=marks(desk.values, [control.key for control in form.controls]),
        hints=hints_of(desk),
        files=files_of(desk),
        done=parts_done(desk),
    )
    parts = Paper(form, revisions, beside, theirs).parts(desk.sheet)
    review = desk.review
    dossier = desk.assignment.round_plan.dossier_id
    context = {
        "desk": desk,
        "form": form,
        "pane": pane,
        "cited": cited_places(review, desk.version),
        "parts": parts,
        "gone_answers": gone_answers(desk.review, desk.values) if desk.review else [],
        "look_back": look_back,
        "open": [item.key for item in still_open(desk)],
        "progress_words": progress_words(desk),
        "saved": saved_words(review.saved_at) if review and desk.values else "",
        "plan": desk.assignment.round_plan,
        "since": since_my_reviews(request.user, [dossier]).get(dossier),
        "barred": desk.reason if desk.state in BEFORE_OPEN else "",
        "has_bar": desk.state in BEFORE_OPEN or form.is_bound,
        "draft_text": text_of(desk, answered=True) if not desk.writable and has_words(desk) else "",
    }
    return render(request, "reviews/review_write.html", context, status=status)
