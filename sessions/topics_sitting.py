"""The room of a sitting as a topic of the socket: who sees the sitting hears that something happened."""

from collections.abc import Collection

from django.urls import reverse

from live.topics import Event, Wishes
from people.models import Person
from sessions.models import Room, RoomEvent, Sitting


def topic_of(sitting_id: int) -> str:
    """The name by which screens listen."""
    return f"sitting:{sitting_id}"


def event_of(row: RoomEvent) -> Event:
    """What a screen hears: that something happened, and what sort; it asks for the words itself."""
    return {"seq": row.seq, "kind": row.kind, "at": row.created_at}


class SittingTopic:
    """`sitting:17`: events carry numbers and kinds; the page asks for the words."""

    def allowed(self, wishes: Wishes) -> set[tuple[int, int]]:
        """Who may know of which sitting now: one question a person."""
        asked: dict[Person, set[int]] = {}
        for pk, people in wishes.items():
            for person in people:
                asked.setdefault(person, set()).add(pk)
        return {
            (pk, person.pk)
            for person, ids in asked.items()
            for pk in Sitting.objects.visible_to(person)
            .filter(pk__in=ids)
            .values_list("pk", flat=True)
        }

    def heads(self, ids: Collection[int]) -> dict[int, int]:
        """How far each log is."""
        return dict(Room.objects.filter(sitting__in=ids).values_list("sitting_id", "head_seq"))

    def events_after(self, topic_id: int, after: int, limit: int) -> list[Event]:
        """The next events of the log."""
        return events_after(topic_id, after, limit)

    def shows_readers(self, ids: Collection[int]) -> set[int]:  # noqa: ARG002 -- nobody is counted
        """Who is in the room says so with a button; screens are not counted."""
        return set()

    def page(self, topic_id: int, head: int) -> str:
        """The room, as it is now."""
        return f"{reverse('sessions:room', args=[topic_id])}?around={head}"


def events_after(sitting_id: int, after: int, limit: int) -> list[Event]:
    """The events after a number, in their order."""
    rows = RoomEvent.objects.filter(sitting=sitting_id, seq__gt=after).order_by("seq")[:limit]
    return [event_of(row) for row in rows]
