"""The log of a room: numbers without a gap, told to open screens after the commit."""

from typing import Any

from django.db.models import F

from core.clock import now
from live.publish import publish
from people.models import Person
from sessions.models import Room, RoomEvent, RoomEventKind, Sitting
from sessions.topics_sitting import event_of, topic_of


def append(sitting: Sitting, kind: RoomEventKind, *, by: Person, **payload: Any) -> RoomEvent:
    """Write the next event; to be called inside the action's transaction.

    The room's row stays locked until the commit, so the order of commits is that of the numbers.
    """
    Room.objects.filter(sitting=sitting).update(head_seq=F("head_seq") + 1)
    seq = Room.objects.values_list("head_seq", flat=True).get(sitting=sitting)
    row = RoomEvent.objects.create(
        sitting=sitting, seq=seq, kind=kind, actor=by, payload=payload, created_at=now()
    )
    publish(topic_of(sitting.pk), seq, event_of(row))
    return row
