"""The screen in the room, and everything on paper."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from people.http import PersonRequest
from people.models import Person
from sessions.models import Conference, Shown
from sessions.queries.conference_actions import actions_of, agreements_of
from sessions.queries.conference_room import poll_on_screen, polls_of, questions_of, wall_of
from sessions.queries.conferences import files_of, item_next, item_now, programme_of
from sessions.views.conference_common import page, seen_conference

ON_SCREEN = 6  # questions; more cannot be read from the back row


@require_GET
@login_required
def room(request: PersonRequest, pk: int) -> HttpResponse:
    """What everybody in the room sees: nothing on it depends on who opened it."""
    conference = seen_conference(request, pk)
    tab = reverse("conferences:conference-detail", args=[pk])
    context = _shown(conference, request.user) | {"address": request.get_host() + tab}
    return render(request, "sessions/conference_room.html", context)


@require_GET
@login_required
def room_part(request: PersonRequest, pk: int) -> HttpResponse:
    """What changes on the screen."""
    context = _shown(seen_conference(request, pk), request.user)
    return render(request, "sessions/_conference_room.html", context)


@require_GET
@login_required
def conference_print(request: PersonRequest, pk: int) -> HttpResponse:
    """Everything of the day below each other, to print or to keep."""
    conference = seen_conference(request, pk)
    context = {
        "slots": programme_of(conference),
        "files": files_of(conference),
        "questions": [
            line
            for line in questions_of(conference, request.user)
            if line.question.hidden_at is None
        ],
        "polls": [
            line for line in polls_of(conference, request.user) if line.poll.state == "closed"
        ],
        "topics": wall_of(conference, request.user, room=True),
        "agreements": agreements_of(conference),
        "lines": actions_of(conference, request.user),
    }
    return page(request, "print", conference, context)


def _shown(conference: Conference, person: Person) -> dict[str, Any]:
    context: dict[str, Any] = {"conference": conference}
    if conference.shown == Shown.QUESTIONS:
        lines = questions_of(conference, person, room=True)
        return context | {"lines": lines[:ON_SCREEN], "more": max(len(lines) - ON_SCREEN, 0)}
    if conference.shown == Shown.POLL:
        return context | {"line": poll_on_screen(conference, person)}
    if conference.shown == Shown.WALL:
        return context | {"topics": wall_of(conference, person, room=True)}
    slots = programme_of(conference)
    return context | {"slots": slots, "now": item_now(slots), "next": item_next(slots)}
