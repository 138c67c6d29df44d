"""The log as readers get it, and the same thread read at once."""

from datetime import UTC, datetime
from typing import Any

from django.db.models import Prefetch

from discussion.models import EventKind, Post, PostState, Reaction, Thread, ThreadEvent
from discussion.reducer import Event, PostView, ThreadView
from people.models import Person

WINDOW = 200  # newest posts that a page or the API shows at once
CARRIES_TEXT = {EventKind.CREATE, EventKind.EDIT, EventKind.RESTORE, EventKind.ARRIVE}


def person_json(person: Person) -> dict[str, Any]:
    """How a person stands beside a post."""
    body = person.organisation
    return {
        "id": person.pk,
        "name": str(person),
        "org": body.name if body else "",
        "sector": body.sector if body else "",
    }


def event_json(event: ThreadEvent) -> Event:
    """An event for readers. What was typed stays in the log; what was overwritten or deleted is not told again.

    So an event from before a change carries the text of now, or none: the view at the end is the same.
    """
    told = {name: value for name, value in event.payload.items() if name != "body_md"}
    if event.post and event.kind in CARRIES_TEXT:
        told["body_html"] = event.post.body_html if event.post.state == PostState.VISIBLE else ""
        told["lang"] = event.post.language
    return {
        "seq": event.seq,
        "kind": event.kind,
        "post": str(event.post_id) if event.post_id else None,
        "at": moment(event.created_at),
        **told,
    }


def events_after(thread_id: int, after: int, limit: int) -> list[Event]:
    """The next events in order: one query."""
    rows = ThreadEvent.objects.filter(thread_id=thread_id, seq__gt=after).select_related("post")
    return [event_json(row) for row in rows.order_by("seq")[:limit]]


def thread_view(thread: Thread, around: int = 0) -> ThreadView:
    """The thread as it is now, with the newest posts, or those around a number: four queries."""
    rows = Post.objects.filter(thread=thread).select_related("author__organisation", "reply_to")
    rows = rows.prefetch_related(
        Prefetch("reactions", Reaction.objects.select_related("person").order_by("pk"))
    )
    if around:
        rows = rows.filter(seq__gt=around - WINDOW // 2)
        shown = list(rows.order_by("seq")[:WINDOW])
    else:
        shown = list(rows.order_by("-seq")[:WINDOW])[::-1]
    resolver = (
        Person.objects.select_related("organisation").filter(pk=thread.resolved_by_id).first()
    )
    return ThreadView(
        head=thread.head_seq,
        state=thread.state,
        resolution=thread.resolution,
        outcome=thread.outcome,
        resolved_by=person_json(resolver) if resolver else None,
        resolved_at=moment(thread.resolved_at) if thread.resolved_at else None,
        pinned=_pins(thread),
        posts={str(post.pk): post_json(post) for post in shown},
    )


def _pins(thread: Thread) -> list[dict[str, Any]]:
    rows = Post.objects.filter(thread=thread, pinned_at__isnull=False).select_related("author")
    return [
        {"id": str(post.pk), "number": post.seq, "name": str(post.author)}
        for post in rows.order_by("seq")
    ]


def post_json(post: Post) -> PostView:
    """One post as it reads now; a deleted one without its text."""
    visible = post.state == PostState.VISIBLE
    return {
        "id": str(post.pk),
        "number": post.seq,
        "author": person_json(post.author),
        "as": post.kind,
        "reply_to": reply_json(post.reply_to),
        "body_html": post.body_html if visible else "",
        "lang": post.language,
        "state": post.state,
        "at": moment(post.created_at),
        "edited_at": moment(post.edited_at) if post.edited_at else None,
        "arrived_at": moment(post.arrived_at) if post.arrived_at else None,
        "deleted": {"at": moment(post.deleted_at), "by": post.deleted_by_id}
        if post.deleted_at
        else None,
        "reactions": _reactions(post),
    }


def _reactions(post: Post) -> dict[str, list[dict[str, Any]]]:
    """Who said which sign, in the order in which they did."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in post.reactions.all():
        found.setdefault(row.sign, []).append({"id": row.person_id, "name": str(row.person)})
    return found


def reply_json(post: Post | None) -> dict[str, Any] | None:
    """What a post answers: its id and number."""
    return {"id": str(post.pk), "number": post.seq} if post else None


def moment(at: datetime) -> str:
    """A moment as programs read it, in UTC."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
