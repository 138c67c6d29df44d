"""One thread on a page."""

from collections import Counter
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from core import clock
from discussion import queries, targets
from discussion.audience import who_reads_thread
from discussion.forms import FollowForm, PostForm, ResolveForm
from discussion.lines import Line, Reader, blank, lines_of
from discussion.models import Draft, Lane, Post, PostKind, PostState, Sign, Thread
from discussion.queries.following import following
from discussion.queries.naming import called_in
from discussion.queries.posts import excerpts_of, places_of
from discussion.queries.unread import read_ranges
from discussion.reducer import ThreadView
from discussion.rules import OWN_WINDOW, WINDOW, Rights, rights_in
from discussion.views.words import words
from people.http import PersonRequest
from people.models import Person

BIGGEST = 2**53


@login_required
@require_GET
def thread_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """A thread with its newest posts, or with those around a number."""
    return thread_page(request, readable(request.user, pk))


def readable(person: Person, pk: int) -> Thread:
    """The thread, if this person may read it; else there is none."""
    rows = Thread.objects.one_visible_to(person, pk if pk <= BIGGEST else 0)
    return get_object_or_404(rows.select_related("audience"))


def thread_page(
    request: PersonRequest, thread: Thread, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """The page, with what was typed where a form came back."""
    person = request.user
    view = queries.thread_view(thread, _number(request.GET.get("around", "")))
    rights = rights_in(person, thread)
    moved = [post["id"] for post in view.posts.values() if post["state"] == PostState.MOVED]
    reader = Reader(
        person.pk, rights, read_ranges(person, thread), clock.now(), places_of(moved, person)
    )
    kind = request.GET.get("kind", "")
    kind = kind if kind in PostKind.values else ""
    lines = lines_of(view, reader, kind)
    later = bool(view.posts) and max(post["number"] for post in view.posts.values()) < _last(thread)
    heard = following(person, thread)
    draft = Draft.objects.filter(person=person, thread=thread).first()
    answered = _answered(request, thread)
    first = {"body": draft.body_md if draft else "", "reply_to": answered.pk if answered else None}
    context = {
        "thread": thread,
        "view": view,
        "lines": lines,
        "kind": kind,
        "kinds": _kinds_in(view),
        "pinned": _pinned(view),
        "backstage": thread.lane == Lane.FACILITATORS,
        "rights": rights,
        "target": targets.labels([(thread.target_kind, thread.target_id)]).popitem()[1],
        "target_url": targets.url_of(thread.target_kind, thread.target_id),
        "panel": targets.panel_of(thread.target_kind, person, thread.pk),
        "who": who_reads_thread(thread),
        "unread": sum(line.unread for line in lines),
        "first_unread": next((line.post["number"] for line in lines if line.unread), 0),
        "earlier": _earlier(view),
        "later": later,
        "composer": PostForm(initial=first),
        "answered": answered,
        "resolve_form": ResolveForm(),
        "follow_form": FollowForm(initial={"level": heard["level"]}),
        "muted_until": heard["until"],
        "apart_until": _apart_until(thread),
        "keys": {name: uuid4() for name in ("delete", "restore", "reopen", "react", "pin")},
        "blank": blank(),
        "state": _state(request, thread, view, rights, lines, later),
        **forms,
    }
    return render(request, "discussion/thread_detail.html", context, status=status)


def _state(
    request: PersonRequest,
    thread: Thread,
    view: ThreadView,
    rights: Rights,
    lines: list[Line],
    later: bool,
) -> dict[str, Any]:
    """What the page's script starts with: the same view, and where to send what."""
    return {
        "id": thread.pk,
        "topic": thread.topic,
        "me": {"id": request.user.pk, "called": called_in(thread, request.user)},
        "rights": rights.as_json(),
        "view": {**vars(view), "posts": list(view.posts.values())},
        "unread": [line.post["number"] for line in lines if line.unread],
        "kinds": dict(PostKind.choices),
        "signs": dict(Sign.choices),
        "windows": {
            "own": OWN_WINDOW.total_seconds(),
            "facilitator": WINDOW.total_seconds(),
        },
        "csrf": {"cookie": settings.CSRF_COOKIE_NAME, "token": get_token(request)},
        "words": words(),
        "partial": later or bool(request.GET.get("kind")),
        "urls": {
            "page": reverse("discussion:thread-detail", args=[thread.pk]),
            "events": reverse("api-1.0.0:events", args=[thread.pk]),
            "commands": reverse("api-1.0.0:commands", args=[thread.pk]),
            "read": reverse("discussion:thread-read", args=[thread.pk]),
            "draft": reverse("discussion:thread-draft", args=[thread.pk]),
            "preview": reverse("discussion:thread-preview", args=[thread.pk]),
            "readers": reverse("discussion:thread-readers", args=[thread.pk]),
        },
    }


def _answered(request: PersonRequest, thread: Thread) -> Post | None:
    number = _number(request.GET.get("reply", ""))
    if not number:
        return None
    return Post.objects.filter(thread=thread, seq=number).select_related("author").first()


def _earlier(view: ThreadView) -> int:
    """A number in the part before this one; 0 when this is the beginning."""
    first = min((post["number"] for post in view.posts.values()), default=1)
    return max(first - 1 - queries.log.WINDOW // 2, 1) if first > 1 else 0


def _last(thread: Thread) -> int:
    return (
        Post.objects.filter(thread=thread).order_by("-seq").values_list("seq", flat=True).first()
        or 0
    )


def _apart_until(thread: Thread) -> datetime | None:
    """When what is written apart here is joined, while that has not come."""
    kind = targets.apart_on(thread.target_kind)
    if thread.audience_id is None or thread.joined_to_id or kind is None:
        return None
    return kind.apart_until(thread.target_id)


def _pinned(view: ThreadView) -> list[dict[str, Any]]:
    """The pinned posts with their first words."""
    words = excerpts_of([one["id"] for one in view.pinned])
    return [{**one, **words.get(one["id"], {})} for one in view.pinned]


def _kinds_in(view: ThreadView) -> list[tuple[str, str, int]]:
    """The kinds of posts that are here, to read one kind alone: key, words, how many."""
    counts = Counter(
        post["as"] for post in view.posts.values() if post["state"] == PostState.VISIBLE
    )
    return [(kind.value, str(kind.label), counts[kind]) for kind in PostKind if counts[kind]]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else 0
