"""How much people hear of threads: a mute that has ended counts no more."""

from typing import Any

from django.db.models import Q

from core import clock
from discussion.models import Follow, FollowLevel, Thread
from people.models import Person


def following(person: Person, thread: Thread) -> dict[str, Any]:
    """The level of one person now, and until when."""
    row = Follow.objects.filter(person=person, thread=thread).filter(still_counts()).first()
    if row is None:
        return {"level": FollowLevel.NORMAL, "until": None}
    return {"level": row.level, "until": row.until}


def still_counts() -> Q:
    """A condition on Follow: chosen for good, or for a time that is not over."""
    return Q(until=None) | Q(until__gt=clock.now())


def muted_by(person: Person) -> Q:
    """A condition on Thread: muted by this person now."""
    rows = Follow.objects.filter(still_counts(), person=person, level=FollowLevel.MUTE)
    return Q(pk__in=rows.values("thread_id"))
