"""Threads in lists: newest activity first, with what they hang on and what is unread."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from discussion import targets
from discussion.models import Thread
from discussion.queries.unread import unread_in
from people.models import Person

Cursor = tuple[datetime, int]


@dataclass(frozen=True)
class Row:
    """One thread in a list."""

    thread: Thread
    target_title: str
    unread: int


def threads_of(
    person: Person, *, limit: int, before: Cursor | None = None, on: tuple[str, int] | None = None
) -> tuple[list[Row], Cursor | None]:
    """The next threads that the person may read, and where to go on; None at the end."""
    found = Thread.objects.visible_to(person).select_related("created_by", "audience")
    if on:
        found = found.on(*on)
    if before:
        found = found.filter(Q(last_at__lt=before[0]) | Q(last_at=before[0], pk__lt=before[1]))
    threads = list(found.order_by("-last_at", "-pk")[: limit + 1])
    shown = threads[:limit]
    more = (shown[-1].last_at, shown[-1].pk) if len(threads) > limit else None
    return rows_of(person, shown), more


def rows_of(person: Person, threads: Sequence[Thread]) -> list[Row]:
    """These threads with their targets and counts; the number of queries does not grow with them."""
    labels = targets.labels({(thread.target_kind, thread.target_id) for thread in threads})
    unread = unread_in(person, [thread.pk for thread in threads]) if threads else {}
    return [
        Row(thread, labels[(thread.target_kind, thread.target_id)], unread[thread.pk])
        for thread in threads
    ]
