"""The log of a thread: taking the next place in it, and writing what happened there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F

from audit.actions import record
from discussion.actions.indexing import index_change
from discussion.actions.telling import tell
from discussion.mentions import Named
from discussion.models import EventKind, Post, Thread, ThreadEvent
from discussion.queries.log import event_json, person_json
from discussion.reducer import Event
from live.publish import publish
from people.models import Person

NOBODY = Named("")


@dataclass(frozen=True)
class Change:
    """The event to be written: its kind, its post, and what a reader needs to apply it.

    `then` are further changes of the same command in the same thread.
    """

    kind: EventKind
    at: datetime
    post: Post | None = None
    payload: dict[str, Any] = field(default_factory=dict)
    then: Sequence["Change"] = ()


def lock(thread_ids: Sequence[int]) -> None:
    """Hold these threads, in one order for everybody, so that two moves never wait for each other."""
    rows = Thread.objects.filter(pk__in=thread_ids).order_by("pk").select_for_update()
    list(rows.values_list("pk", flat=True))


def next_place(thread_id: int) -> Thread:
    """Take the next number. The lock on the thread's row makes commit order and log order the same."""
    Thread.objects.filter(pk=thread_id).update(head_seq=F("head_seq") + 1)
    return Thread.objects.get(pk=thread_id)


def write(
    thread: Thread, change: Change, *, by: Person | None, key: str = "", named: Named = NOBODY
) -> Event:
    """Write the event at the place that was taken, tell who must hear of it, and give it to readers."""
    actor = {"actor": person_json(by) if by else None}
    event = ThreadEvent.objects.create(
        thread=thread,
        seq=thread.head_seq,
        kind=change.kind,
        post=change.post,
        actor=by,
        payload={**change.payload, **actor, **({"key": key} if key else {})},
        created_at=change.at,
    )
    told = event_json(event)
    record(f"discussion.{change.kind}", by=by, target=change.post or thread)
    index_change(change.kind, change.post)
    tell(thread, event, by, named)
    publish(thread.topic, event.seq, told)
    for further in change.then:
        write(next_place(thread.pk), further, by=by)
    return told
