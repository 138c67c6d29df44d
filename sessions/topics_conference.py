"""A conference as a topic of the socket: only that something changed, and in which part."""

from collections.abc import Collection

from django.urls import reverse

from live.topics import Event, Wishes
from people.models import Person
from sessions.models import Conference


class ConferenceTopic:
    """`conference:3`: who may see it may hear that it changed. There is no log: a page reads what is true now."""

    def allowed(self, wishes: Wishes) -> set[tuple[int, int]]:
        """Who may hear what now: one question a person."""
        asked: dict[Person, set[int]] = {}
        for pk, people in wishes.items():
            for person in people:
                asked.setdefault(person, set()).add(pk)
        return {
            (pk, person.pk)
            for person, ids in asked.items()
            for pk in Conference.objects.visible_to(person)
            .filter(pk__in=ids)
            .order_by()
            .values_list("pk", flat=True)
        }

    def heads(self, ids: Collection[int]) -> dict[int, int]:
        """How often each has changed."""
        rows = Conference.objects.filter(pk__in=ids).order_by()
        return dict(rows.values_list("pk", "live_seq"))

    def events_after(self, topic_id: int, after: int, limit: int) -> list[Event]:  # noqa: ARG002 -- no log
        """One bell for all that was missed."""
        head = self.heads([topic_id]).get(topic_id, 0)
        return [{"seq": head, "part": "all"}] if head > after else []

    def shows_readers(self, ids: Collection[int]) -> set[int]:  # noqa: ARG002 -- never
        """Nobody counts who is looking."""
        return set()

    def page(self, topic_id: int, head: int) -> str:  # noqa: ARG002 -- there is one page
        """Its page."""
        return reverse("conferences:conference-detail", args=[topic_id])
