"""What sockets ask the database, in a few threads of their own."""

import json
from collections.abc import Awaitable, Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

from channels.db import database_sync_to_async
from django.core.serializers.json import DjangoJSONEncoder

from live import limits
from live.inbox import INBOX, waiting
from live.topics import Event, by_topic, find
from people.models import Person
from people.present import persons_of

P = ParamSpec("P")
R = TypeVar("R")
Question = tuple[str, Collection[str]]  # the key of a session, and the topics that it wants to hear
_threads = ThreadPoolExecutor(limits.DATABASE, thread_name_prefix="live")


def in_thread(function: Callable[P, R]) -> Callable[P, Awaitable[R]]:
    """Off the event loop, with a connection that is given back; never in the one shared thread."""
    done: Callable[P, Awaitable[R]] = database_sync_to_async(
        function, thread_sensitive=False, executor=_threads
    )
    return done


@dataclass(frozen=True)
class Standing:
    """What a reader may hear now. No person: the session has ended."""

    person: Person | None
    heads: dict[str, int] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)


def ask(questions: Sequence[Question]) -> list[Standing]:
    """For each session whether it still lives, which of its topics may be heard, and their heads.

    The number of queries depends on the kinds of topics, and hardly on how many ask.
    """
    people = persons_of({key for key, _names in questions})
    wishes: dict[str, list[Person]] = {}
    for key, names in questions:
        for name in names:
            if key in people:
                wishes.setdefault(name, []).append(people[key])
    heard = _heads(wishes)
    return [
        Standing(None)
        if key not in people
        else Standing(people[key], *_parted(people[key], names, heard))
        for key, names in questions
    ]


Heard = dict[tuple[str, int], int]  # topic and person -> head, of what may be heard


def _heads(wishes: dict[str, list[Person]]) -> Heard:
    heard: Heard = {}
    for prefix, topic, ids in by_topic(wishes):
        pairs = topic.allowed({pk: wishes[f"{prefix}:{pk}"] for pk in ids})
        heads = topic.heads({pk for pk, _person in pairs})
        heard |= {(f"{prefix}:{pk}", who): heads[pk] for pk, who in pairs if pk in heads}
    if INBOX in wishes:
        counted = waiting({one.pk for one in wishes[INBOX]})
        heard |= {(INBOX, who): count for who, count in counted.items()}
    return heard


def _parted(
    person: Person, names: Collection[str], heard: Heard
) -> tuple[dict[str, int], list[str]]:
    heads = {name: heard[name, person.pk] for name in names if (name, person.pk) in heard}
    return heads, [name for name in names if name not in heads]


def missed(name: str, after: int, head: int) -> tuple[list[str], str]:
    """The frames after a number; or, for whoever is far behind, the page to read instead."""
    found = find(name)
    if found is None:
        return [], ""
    topic, pk = found
    if head - after > limits.BEHIND:
        return [], topic.page(pk, head)
    events = topic.events_after(pk, after, limits.BEHIND)
    return [frame_of(name, event["seq"], event) for event in events], ""


def frame_of(topic: str, seq: int, event: Event) -> str:
    """What a reader of a topic gets for one event."""
    return json.dumps({"topic": topic, "seq": seq, "event": event}, cls=DjangoJSONEncoder)


def head_of(name: str) -> int:
    """The highest sequence number of one topic; 0 when there is none."""
    found = find(name)
    return found[0].heads([found[1]]).get(found[1], 0) if found else 0


def shown(names: Collection[str]) -> set[str]:
    """The topics of which readers may know how many others have them open."""
    return {
        f"{prefix}:{pk}"
        for prefix, topic, ids in by_topic(names)
        for pk in topic.shows_readers(ids)
    }
