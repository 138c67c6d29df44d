"""What sockets ask the database, in a few threads of their own."""

from collections.abc import Awaitable, Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib import import_module
from typing import ParamSpec, TypeVar

from channels.db import database_sync_to_async
from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest

from live import limits
from live.inbox import INBOX, waiting
from live.topics import Event, by_topic, find
from people.models import Person
from people.second_factor import is_missing

P = ParamSpec("P")
R = TypeVar("R")
_threads = ThreadPoolExecutor(limits.DATABASE, thread_name_prefix="live")
_sessions = import_module(settings.SESSION_ENGINE)


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


def person_of(session_key: str) -> Person | None:
    """Who is logged in with this session at this moment, with a second factor where one is asked."""
    request = HttpRequest()
    request.session = _sessions.SessionStore(session_key)
    user = get_user(request)
    if not isinstance(user, Person) or not user.is_active or is_missing(request, user):
        return None
    return user


def ask(session_key: str, names: Collection[str]) -> Standing:
    """Whether the session still lives, which of these topics may be heard, and their heads."""
    person = person_of(session_key)
    if person is None:
        return Standing(None)
    heads: dict[str, int] = {}
    for prefix, topic, ids in by_topic(names):
        allowed = topic.allowed(person, ids)
        heads |= {f"{prefix}:{pk}": head for pk, head in topic.heads(allowed).items()}
    if INBOX in names:
        heads[INBOX] = waiting(person.pk)
    return Standing(person, heads, [name for name in names if name not in heads])


def missed(name: str, after: int, head: int) -> tuple[list[Event], str]:
    """The events after a number; or, for whoever is far behind, the page to read instead."""
    found = find(name)
    if found is None:
        return [], ""
    topic, pk = found
    if head - after > limits.BEHIND:
        return [], topic.page(pk, head)
    return topic.events_after(pk, after, limits.BEHIND), ""


def head_of(name: str) -> int:
    """The highest sequence number of one topic; 0 when there is none."""
    found = find(name)
    return found[0].heads([found[1]]).get(found[1], 0) if found else 0


def pending(person_id: int) -> dict[str, int]:
    """The head of the inbox alone."""
    return {INBOX: waiting(person_id)}
