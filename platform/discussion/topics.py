"""Threads as topics of the socket."""

from collections.abc import Collection

from django.urls import reverse

from discussion import queries
from discussion.models import Lane, Thread
from discussion.reducer import Event
from live.topics import Wishes
from people.models import Person

FEW = 3  # so many people are asked about one by one
FEWEST = 5  # people who may read a thread, before it says how many do


class ThreadTopic:
    """`thread:17`: who may read the thread may listen to it."""

    def allowed(self, wishes: Wishes) -> set[tuple[int, int]]:
        """Who may read what now. Of many at one thread most are known by one question, the rest is asked singly."""
        threads = Thread.objects.in_bulk(list(wishes))
        sure = {pair for pk, thread in threads.items() for pair in _sure(thread, wishes[pk])}
        left: dict[Person, list[Thread]] = {}
        for pk, thread in threads.items():
            for person in wishes[pk]:
                if (pk, person.pk) not in sure:
                    left.setdefault(person, []).append(thread)
        return sure | {
            (pk, person.pk) for person, asked in left.items() for pk in _readable(person, asked)
        }

    def heads(self, ids: Collection[int]) -> dict[int, int]:
        """How far each log is."""
        return dict(Thread.objects.filter(pk__in=ids).order_by().values_list("pk", "head_seq"))

    def events_after(self, topic_id: int, after: int, limit: int) -> list[Event]:
        """The next events of the log."""
        return queries.events_after(topic_id, after, limit)

    def shows_readers(self, ids: Collection[int]) -> set[int]:
        """Not where people write apart or behind the scenes, and not among so few that a number is a name."""
        rows = Thread.objects.filter(pk__in=ids, audience=None, lane=Lane.SHARED)
        return {thread.pk for thread in rows if len(queries.readers_of(thread)) >= FEWEST}

    def page(self, topic_id: int, head: int) -> str:
        """The thread's page, at its end."""
        return f"{reverse('discussion:thread-detail', args=[topic_id])}?around={head}"


def _sure(thread: Thread, people: Collection[Person]) -> set[tuple[int, int]]:
    if len(people) <= FEW:
        return set()
    ids = queries.surely_reading(thread, {one.pk for one in people})
    return {(thread.pk, pk) for pk in ids}


def _readable(person: Person, threads: Collection[Thread]) -> set[int]:
    """Those of these threads that the person may read: one query beside the person's standing."""
    kinds = {thread.target_kind for thread in threads}
    rows = Thread.objects.filter(pk__in=[thread.pk for thread in threads])
    return set(rows.visible_to(person, *kinds).order_by().values_list("pk", flat=True))
