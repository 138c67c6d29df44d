"""Threads as topics of the socket."""

from collections.abc import Collection

from django.urls import reverse

from discussion import queries
from discussion.models import Thread
from discussion.reducer import Event
from people.models import Person


class ThreadTopic:
    """`thread:17`: who may read the thread may listen to it."""

    def allowed(self, person: Person, ids: Collection[int]) -> set[int]:
        """Those threads that the person may read now: two queries beside the person's standing."""
        rows = Thread.objects.filter(pk__in=ids).order_by()
        kinds = set(rows.values_list("target_kind", flat=True))
        rows = rows.visible_to(person, *kinds) if kinds else rows.none()
        return set(rows.order_by().values_list("pk", flat=True))

    def heads(self, ids: Collection[int]) -> dict[int, int]:
        """How far each log is."""
        return dict(Thread.objects.filter(pk__in=ids).order_by().values_list("pk", "head_seq"))

    def events_after(self, topic_id: int, after: int, limit: int) -> list[Event]:
        """The next events of the log."""
        return queries.events_after(topic_id, after, limit)

    def page(self, topic_id: int, head: int) -> str:
        """The thread's page, at its end."""
        return f"{reverse('discussion:thread-detail', args=[topic_id])}?around={head}"
