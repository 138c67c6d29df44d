"""Threads: the list, one thread, its log, and commands on it. The contract of live conversations."""

import base64
import binascii
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status

from api.auth import PersonRequest
from discussion import queries, targets
from discussion.actions import carry_out
from discussion.errors import NotUnderstood, NotVisible
from discussion.models import Thread
from discussion.queries.log import moment
from discussion.rules import rights_in
from live.longpoll import HEADER
from people.models import Person

router = Router(tags=["threads"])
BIGGEST = 2**53


class CommandIn(Schema):
    """One command. Its kind says which of the fields count."""

    key: UUID
    kind: str
    body: str | None = None
    post_kind: str | None = None
    reply_to: UUID | None = None
    lang: str | None = None
    anchor: dict[str, Any] | None = None
    post: UUID | None = None
    outcome: str | None = None
    resolution: str | None = None
    sign: str | None = None
    on: bool | None = None
    to: int | None = None


class CommandOut(Schema):
    """The place of the command in the log, and its event; the names of people who are not told."""

    seq: int
    event: dict[str, Any]
    not_told: list[str]


class EventsOut(Schema):
    """A piece of the log, in order, and how far the log is."""

    head: int
    events: list[dict[str, Any]]


class Target(Schema):
    """What a thread hangs on."""

    kind: str
    id: int
    title: str
    url: str = ""


class ThreadRow(Schema):
    """A thread in a list."""

    id: int
    title: str
    target: Target
    level: str
    state: str
    head: int
    unread: int
    last_at: str


class ThreadsOut(Schema):
    """One page of threads; `next` is the cursor of the next one."""

    threads: list[ThreadRow]
    next: str | None


class ThreadOut(Schema):
    """One thread with its newest posts; go on with its events after `head`."""

    id: int
    title: str
    target: Target
    level: str
    rights: dict[str, Any]
    head: int
    state: str
    resolution: str
    outcome: str
    resolved_by: dict[str, Any] | None
    resolved_at: str | None
    pinned: list[dict[str, Any]]
    posts: list[dict[str, Any]]


class Page(Schema):
    """Which part of the list."""

    limit: int = 50
    cursor: str = ""


class Part(Schema):
    """Which part of the log, and how long to wait when there is nothing yet."""

    after: int = 0
    limit: int = 200
    wait: float = 0


@router.get("/threads", response=ThreadsOut, url_name="threads")
def thread_list(request: PersonRequest, page: Query[Page]) -> dict[str, Any]:
    """The threads that you may read, newest activity first."""
    limit = min(max(page.limit, 1), 100)
    rows, more = queries.threads_of(request.user, limit=limit, before=_read_cursor(page.cursor))
    return {"threads": [_row(row) for row in rows], "next": _write_cursor(more) if more else None}


@router.get("/threads/{int:thread_id}", response=ThreadOut, url_name="thread")
def thread_detail(request: PersonRequest, thread_id: int) -> dict[str, Any]:
    """One thread: its newest posts, what you may do, and the head to go on from."""
    thread = _thread(request.user, thread_id)
    view = queries.thread_view(thread)
    rights = rights_in(request.user, thread)
    return {
        "id": thread.pk,
        "title": thread.title,
        "target": {
            "kind": thread.target_kind,
            "id": thread.target_id,
            "title": targets.labels([_thing(thread)])[_thing(thread)],
            "url": targets.url_of(*_thing(thread)),
        },
        "level": thread.level,
        "rights": rights.as_json(),
        "head": view.head,
        "state": view.state,
        "resolution": view.resolution,
        "outcome": view.outcome,
        "resolved_by": view.resolved_by,
        "resolved_at": view.resolved_at,
        "pinned": view.pinned,
        "posts": list(view.posts.values()),
    }


@router.get("/threads/{int:thread_id}/events", response=EventsOut, url_name="events")
def thread_events(
    request: PersonRequest, response: HttpResponse, thread_id: int, part: Query[Part]
) -> dict[str, Any]:
    """The log after a number. With `wait` the answer comes when there is something, or in that time."""
    thread = _thread(request.user, thread_id)
    after = min(max(part.after, 0), BIGGEST)
    limit = min(max(part.limit, 1), 500)
    events = queries.events_after(thread.pk, after, limit) if after < thread.head_seq else []
    if not events and part.wait > 0:
        response[HEADER] = f"{thread.topic} {thread.head_seq}"
    return {"head": thread.head_seq, "events": events}


@router.post(
    "/threads/{int:thread_id}/commands",
    response={200: CommandOut, 201: CommandOut},
    url_name="commands",
)
def thread_command(request: PersonRequest, thread_id: int, command: CommandIn) -> Status:
    """Post, edit, delete, restore, react, pin, move, resolve or reopen. The same key again gives the first answer."""
    thread = Thread.objects.filter(pk=min(thread_id, BIGGEST)).first()
    if thread is None:  # whether a thread that is there may be seen, the action asks
        raise NotVisible
    payload = command.model_dump(exclude={"key", "kind"})
    result = carry_out(
        thread=thread, by=request.user, key=command.key, kind=command.kind, payload=payload
    )
    told = {"seq": result.seq, "event": result.event, "not_told": list(result.not_told)}
    return Status(result.status, told)


def _thread(person: Person, thread_id: int) -> Thread:
    if thread_id > BIGGEST:
        thread_id = 0
    return get_object_or_404(Thread.objects.one_visible_to(person, thread_id))


def _thing(thread: Thread) -> tuple[str, int]:
    return thread.target_kind, thread.target_id


def _row(row: queries.Row) -> dict[str, Any]:
    thread = row.thread
    return {
        "id": thread.pk,
        "title": thread.title,
        "target": {"kind": thread.target_kind, "id": thread.target_id, "title": row.target_title},
        "level": thread.level,
        "state": thread.state,
        "head": thread.head_seq,
        "unread": row.unread,
        "last_at": moment(thread.last_at),
    }


def _write_cursor(cursor: tuple[datetime, int]) -> str:
    text = f"{cursor[0].isoformat()} {cursor[1]}"
    return base64.urlsafe_b64encode(text.encode()).decode()


def _read_cursor(text: str) -> tuple[datetime, int] | None:
    if not text:
        return None
    try:
        at, _space, pk = base64.urlsafe_b64decode(text.encode()).decode().partition(" ")
        moment_, number = datetime.fromisoformat(at), int(pk)
    except (ValueError, binascii.Error):
        raise NotUnderstood(_("This cursor is not one of ours.")) from None
    if moment_.tzinfo is None or not 0 <= number <= BIGGEST:
        raise NotUnderstood(_("This cursor is not one of ours."))
    return moment_, number
