"""The room: its screen, its parts, its log, and what who runs it does."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.errors import DomainError
from live.longpoll import HEADER
from people.http import PersonRequest
from sessions.actions import minutes as minutes_actions
from sessions.actions import room as actions
from sessions.forms.room import CatchForm, NoteAddForm, RunForm
from sessions.forms.room_silent import silent_form
from sessions.models import AgendaKind, Sitting
from sessions.queries.room import RoomPage, own_texts, plan_to_read, room_page
from sessions.topics_sitting import events_after, topic_of
from sessions.views.sitting_common import from_script, run_sitting, seen_sitting, sitting_for

BIGGEST = 2**31
SILENT = (AgendaKind.SILENT,)
SPOKEN = (AgendaKind.TALK, AgendaKind.ADVISE, AgendaKind.RECORD)


@require_GET
@login_required
def room(request: PersonRequest, pk: int) -> HttpResponse:
    """The screen of the room; `?wall` for the wall."""
    return show_room(request, seen_sitting(request, pk))


def show_room(request: PersonRequest, sitting: Sitting, **forms: Any) -> HttpResponse:
    """The room, perhaps with a form that was refused, which keeps what was typed."""
    shown = room_page(sitting, request.user)
    step, own = shown.now.item if shown.now else None, own_texts(sitting, request.user)
    context = parts_context(request, shown) | {
        "note": NoteAddForm(sitting=sitting, initial={"item": step}),
        "catch": CatchForm(sitting=sitting),
        "silent": silent_form(own),
        "silent_open": bool(own or "silent" in forms or (step and step.kind in SILENT)),
        "catch_open": bool("catch" in forms or (step and step.kind in SPOKEN)),
        "wall": "wall" in request.GET,
        "state": _state(request, shown),
        **forms,
    }
    return render(request, "sessions/room.html", context, status=422 if forms else 200)


@require_GET
@login_required
def room_parts(request: PersonRequest, pk: int) -> HttpResponse:
    """The parts of the screen that change, as they are now."""
    shown = room_page(seen_sitting(request, pk), request.user)
    return render(request, "sessions/_room_parts.html", parts_context(request, shown))


def parts_context(request: PersonRequest, shown: RoomPage) -> dict[str, Any]:
    """What the changing parts show."""
    plan = plan_to_read(shown.sitting, request.user) if shown.seat.runs and shown.is_open else None
    return {"page": shown, "plan": plan}


@require_GET
@login_required
def room_events(request: PersonRequest, pk: int) -> HttpResponse:
    """The log after a number; with `wait` the answer comes when there is something, or in that time."""
    sitting = seen_sitting(request, pk)
    head = sitting.room.head_seq
    after = _number(request.GET.get("after", ""))
    limit = min(max(_number(request.GET.get("limit", "200")), 1), 500)
    events = events_after(sitting.pk, after, limit) if after < head else []
    answer = JsonResponse({"head": head, "events": events})
    if not events and request.GET.get("wait"):
        answer[HEADER] = f"{topic_of(sitting.pk)} {head}"
    return answer


@require_POST
@login_required
def room_run(request: PersonRequest, pk: int) -> HttpResponse:
    """One command of who runs the room."""
    sitting = run_sitting(request, pk)
    form = RunForm(request.POST, sitting=sitting)
    if not form.is_valid():
        return answered(request, sitting, _("That did not work. Choose again."))
    given = form.cleaned_data
    if given["what"] == "end":
        return _end(request, sitting)
    try:
        _command(sitting, given, request)()
    except DomainError as error:
        return answered(request, sitting, str(error))
    return answered(request, sitting)


@require_POST
@login_required
def room_here(request: PersonRequest, pk: int) -> HttpResponse:
    """Say that one is there."""
    sitting = sitting_for(request, pk, "sessions.answer_sitting")
    try:
        actions.come_in(sitting=sitting, by=request.user)
    except DomainError as error:
        return answered(request, sitting, str(error))
    return answered(request, sitting)


def answered(
    request: PersonRequest, sitting: Sitting, refusal: str = "", *, status: int = 409, **more: Any
) -> HttpResponse:
    """For a script what became of it; for a page the room again, with the refusal on top."""
    if from_script(request):
        told = {"reason": refusal, **more} if refusal else {"done": True, **more}
        return JsonResponse(told, status=status if refusal else 200)
    if refusal:
        messages.error(request, refusal)
    return redirect("sessions:room", sitting.pk)


def _end(request: PersonRequest, sitting: Sitting) -> HttpResponse:
    try:
        minutes_actions.end_room(sitting=sitting, by=request.user, language=request.user.language)
    except DomainError as error:
        return answered(request, sitting, str(error))
    messages.success(request, _("The session is over. Read the draft minutes."))
    return redirect("sessions:sitting-minutes", sitting.pk)


def _command(
    sitting: Sitting, given: dict[str, Any], request: PersonRequest
) -> Callable[[], object]:
    both: dict[str, Any] = {"sitting": sitting, "by": request.user}
    return {
        "open": lambda: actions.open_room(**both),
        "step": lambda: actions.go_to(**both, item=given["item"]),
        "pause": lambda: actions.pause(**both),
        "resume": lambda: actions.resume(**both),
        "extend": lambda: actions.extend(
            **both, minutes=given["minutes"], seconds_seen=given["seconds"] or 0
        ),
        "speaker": lambda: actions.give_word(**both, person=given["person"]),
        "passage": lambda: actions.show_passage(**both, passage=given["passage"]),
    }[given["what"]]


def _state(request: PersonRequest, shown: RoomPage) -> dict[str, Any]:
    """What the script has to know."""
    pk = shown.sitting.pk
    return {
        "topic": topic_of(pk),
        "head": shown.room.head_seq,
        "now": clock.now().timestamp() * 1000,
        "parts": reverse("sessions:room-parts", args=[pk]),
        "events": reverse("sessions:room-events", args=[pk]),
        "me": request.user.pk,
        "csrf": get_token(request),
        "words": {
            "live": _("Live"),
            "lost": _("Connection lost: the screen follows as soon as it is back"),
            "out": _("You are logged out. What you typed is still here."),
            "refused": _("You can no longer see this sitting."),
            "saving": _("Saving…"),
            "saved": _("Saved"),
            "kept": _("Not saved on the server yet; kept on this device"),
            "failed": _("Not sent. Your text is still here: try again."),
            "over": _("over time"),
        },
    }


def _number(text: str) -> int:
    return min(int(text), BIGGEST) if text.isascii() and text.isdigit() and len(text) < 12 else 0
