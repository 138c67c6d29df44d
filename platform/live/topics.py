"""What can be listened to. Apps above register their topics; the socket knows none of them."""

from collections.abc import Collection, Mapping
from typing import Any, Protocol

from people.models import Person

Event = dict[str, Any]
Wishes = Mapping[int, Collection[Person]]  # id of a topic -> who wants to hear it


class Topic(Protocol):
    """One kind of thing with readers. A name is the prefix and an id: `thread:17`.

    Called in threads, never on the event loop.
    """

    def allowed(self, wishes: Wishes) -> set[tuple[int, int]]:
        """Who may listen to what now: pairs of a topic's id and a person's."""
        ...

    def heads(self, ids: Collection[int]) -> dict[int, int]:
        """The highest sequence number of each."""
        ...

    def events_after(self, topic_id: int, after: int, limit: int) -> list[Event]:
        """The events after a sequence number, in order, each with its `seq`."""
        ...

    def shows_readers(self, ids: Collection[int]) -> set[int]:
        """Those of which readers may know how many others have them open."""
        ...

    def page(self, topic_id: int, head: int) -> str:
        """The address of the page to read instead, for whoever is far behind."""
        ...


_topics: dict[str, Topic] = {}


def register(prefix: str, topic: Topic) -> None:
    """Let people listen to `prefix:<id>`."""
    _topics[prefix] = topic


def find(name: str) -> tuple[Topic, int] | None:
    """The topic and the id behind a name such as `thread:17`, if there is such a topic."""
    prefix, colon, number = name.partition(":")
    topic = _topics.get(prefix)
    if (
        topic is None
        or not colon
        or not number.isascii()
        or not number.isdigit()
        or len(number) > 18
    ):
        return None
    return topic, int(number)


def by_topic(names: Collection[str]) -> list[tuple[str, Topic, list[int]]]:
    """The names grouped by prefix, so that each group takes one question; unknown ones are left out."""
    groups: dict[str, list[int]] = {}
    for name in names:
        if found := find(name):
            groups.setdefault(name.partition(":")[0], []).append(found[1])
    return [(prefix, _topics[prefix], ids) for prefix, ids in groups.items()]
