"""Writing a review together: who writes along, who signs, who sees it differently."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.clock import now
from core.errors import DomainError
from people.http import PersonRequest
from reviews import actions
from reviews.errors import RowChanged
from reviews.forms_together import InviteForm, MinorityForm
from reviews.models import CoWriter, ReviewState
from reviews.queries.circle import circle_of, unknown
from reviews.queries.desk import Desk
from reviews.queries.text_draft import has_words, text_of
from reviews.queries.together import Seat, together_of
from reviews.views.desk import desk_for, saved_words


@require_GET
@login_required
def review_together(request: PersonRequest, assignment: int) -> HttpResponse:
    """Everybody who writes in this review; a look writes nothing."""
    return _page(request, desk_for(request, assignment))


def _page(
    request: PersonRequest,
    desk: Desk,
    *,
    invite: InviteForm | None = None,
    minority: MinorityForm | None = None,
    now_it_says: str = "",
    status: int = 200,
) -> HttpResponse:
    together = together_of(desk.review)
    seat = together.seat_of(request.user.pk)
    context = {
        "desk": desk,
        "plan": desk.assignment.round_plan,
        "together": together,
        "seat": seat,
        "text": text_of(desk, answered=True) if has_words(desk) else "",
        "invite": invite or InviteForm(_not_yet(desk)),
        "minority": minority or _minority_form(seat),
        "now_it_says": now_it_says,
        "may_remove": desk.mine and desk.writable,
        "handed_in": _is_handed_in(desk),
        "sign_refusal": _sign_refusal(desk),
        "invite_refusal": "" if desk.writable else desk.reason,
    }
    return render(request, "reviews/review_together.html", context, status=status)


def _not_yet(desk: Desk) -> list[Any]:
    there = {seat.row.person_id for seat in together_of(desk.review).seats}
    return [person for person in circle_of(desk.assignment) if person.pk not in there]


def _minority_form(seat: Seat | None) -> MinorityForm | None:
    if seat is None:
        return None
    row = seat.row
    return MinorityForm(initial={"minority": row.minority, "revision": row.revision})


def _is_handed_in(desk: Desk) -> bool:
    return desk.review is not None and desk.review.state == ReviewState.SUBMITTED


def _sign_refusal(desk: Desk) -> str:
    """Signing goes on after the review is handed in, as long as the step is open."""
    if desk.writable or (_is_handed_in(desk) and desk.stage.open):
        return ""
    return desk.stage.reason or desk.reason


def _held(request: PersonRequest, pk: int) -> Desk:
    desk = desk_for(request, pk)
    if not desk.mine:
        raise PermissionDenied(
            _("%(name)s decides who writes along.") % {"name": desk.assignment.person.name}
        )
    return desk


@require_POST
@login_required
def co_writer_invite(request: PersonRequest, assignment: int) -> HttpResponse:
    """Ask somebody to write along; the answer says why not."""
    desk = _held(request, assignment)
    form = InviteForm(_not_yet(desk), request.POST)
    if not form.is_valid():
        if "person" in form.errors and request.POST.get("person"):
            form.errors["person"] = form.error_class([unknown()])
        return _page(request, desk, invite=form, status=422)
    try:
        seat = actions.invite_co_writer(
            assignment=desk.assignment,
            person=form.person_chosen(),
            by=request.user,
            sector=form.sector_chosen(),
        )
    except DomainError as error:
        form.add_error("person", str(error))
        return _page(request, desk, invite=form, status=422)
    messages.success(
        request, _("%(name)s can write along now, and gets a notice.") % {"name": seat.person.name}
    )
    return redirect("reviews:review-together", assignment)


@require_POST
@login_required
def co_writer_remove(request: PersonRequest, assignment: int, pk: int) -> HttpResponse:
    """Let somebody go; what they wrote stays."""
    desk = _held(request, assignment)
    seat = CoWriter.objects.filter(pk=pk, review=desk.review).select_related("person").first()
    if seat is None:
        raise Http404
    try:
        actions.remove_co_writer(seat=seat, by=request.user)
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(
            request, _("%(name)s no longer writes along.") % {"name": seat.person.name}
        )
    return redirect("reviews:review-together", assignment)


def _own_seat(desk: Desk, request: PersonRequest) -> CoWriter:
    seat = together_of(desk.review).seat_of(request.user.pk)
    if seat is None:
        raise PermissionDenied(_("Who writes along can do this."))
    return seat.row


@require_POST
@login_required
def co_writer_leave(request: PersonRequest, assignment: int) -> HttpResponse:
    """Stop writing along."""
    desk = desk_for(request, assignment)
    actions.remove_co_writer(seat=_own_seat(desk, request), by=request.user)
    messages.success(request, _("You no longer write along. What you wrote stays."))
    return redirect("reviews:review-list")


@require_POST
@login_required
def co_writer_sign(request: PersonRequest, assignment: int) -> HttpResponse:
    """Stand behind the text as it was on the page."""
    desk = desk_for(request, assignment)
    _own_seat(desk, request)
    sent = request.POST.get("revision", "")
    seen = int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else -1
    try:
        actions.sign(assignment=desk.assignment, by=request.user, seen=seen)
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("You signed the text. If it changes, you are asked again."))
    return redirect("reviews:review-together", assignment)


@require_POST
@login_required
def co_writer_minority(request: PersonRequest, assignment: int) -> HttpResponse:
    """Keep the own view: as JSON for the script (200, 409 with both, 403, 422), as a page without it."""
    desk = desk_for(request, assignment)
    _own_seat(desk, request)
    form = MinorityForm(request.POST)
    if not form.is_valid():
        return _not_kept(request, desk, form, 422)
    try:
        row = actions.save_minority(
            assignment=desk.assignment,
            by=request.user,
            text=form.cleaned_data["minority"],
            seen=form.seen(),
        )
    except DomainError as error:
        form.add_error(None, str(error))
        return _not_kept(request, desk, form, 409 if isinstance(error, RowChanged) else 403)
    if _wants_json(request):
        return JsonResponse({"revision": row.revision, "saved": saved_words(now())})
    messages.success(request, _("Your own view is saved."))
    return redirect("reviews:review-together", assignment)


def _wants_json(request: PersonRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _not_kept(request: PersonRequest, desk: Desk, form: MinorityForm, status: int) -> HttpResponse:
    """Why it was not kept; at 409 with what stands there now, so that the next save is a choice."""
    there = _own_seat(desk_for(request, desk.assignment.pk), request)
    if _wants_json(request):
        reason = " ".join(str(error) for errors in form.errors.values() for error in errors)
        body: dict[str, Any] = {"reason": reason}
        if status == 409:
            body |= {"theirs": there.minority, "revision": there.revision}
        return JsonResponse(body, status=status)
    form.data = {**request.POST.dict(), "revision": str(there.revision)}
    now_it_says = there.minority if status == 409 else ""
    return _page(request, desk, minority=form, now_it_says=now_it_says, status=status)
