"""How many other people have something open now: a number, never a name, and nothing in the database.

Each process knows its own readers that want to be counted, as tokens that tell people apart within
one topic and say nothing else. It tells the other processes through the layer: when that changes,
at most once a turn, and with every heartbeat. Who is not heard for two heartbeats is forgotten.
"""

import asyncio
import hashlib
import json
import logging
import secrets
import time
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, Protocol
from weakref import WeakKeyDictionary

from django.conf import settings

from live import limits, reads
from live.hub import hub
from live.outlet import Outlet
from live.publish import ring_now
from people.models import Person

logger = logging.getLogger(__name__)
Tokens = frozenset[str]
PREFIX = "reading:"
shown = reads.in_thread(reads.shown)


class Counted(Protocol):
    """A socket whose person wants to be counted."""

    person: Person
    outlet: Outlet
    topics: set[str]


@dataclass
class Room:
    """Who reads one topic: here by socket, and in other processes as they last said."""

    here: dict[Counted, str] = field(default_factory=dict)
    elsewhere: dict[str, tuple[Tokens, float]] = field(default_factory=dict)
    stirred: bool = True
    said: Tokens = frozenset()
    said_at: float = 0.0
    told: int = 0

    def mine(self) -> Tokens:
        """The people of this process, as many as can ever be told."""
        return frozenset(sorted(set(self.here.values()))[: limits.READERS + 1])

    def others(self, mine: Tokens) -> int:
        """How many people read beside any one of them."""
        everybody = mine.union(*(tokens for tokens, _at in self.elsewhere.values()))
        return min(max(len(everybody) - 1, 0), limits.READERS)

    def forget(self, before: float) -> None:
        """Drop the processes that were last heard before this moment."""
        gone = [process for process, (_tokens, at) in self.elsewhere.items() if at < before]
        for process in gone:
            del self.elsewhere[process]
            self.stirred = True


class Presence:
    """The rooms of this process, and their turns."""

    def __init__(self) -> None:
        self._rooms: dict[str, Room] = {}
        self._process = secrets.token_hex(4)
        self._turning: asyncio.Task[None] | None = None

    async def count(self, reader: Counted, topics: Collection[str]) -> None:
        """Count this reader in exactly these topics, as far as they show readers, and say how it stands."""
        self.leave(reader, reader.topics.difference(topics))
        unknown = [name for name in topics if name not in self._rooms]
        allowed = await shown(unknown) if unknown else set()
        for name in reader.topics.intersection(topics):
            if name in allowed:
                self._rooms.setdefault(name, Room())
                await hub().join(PREFIX + name, self)
            if room := self._rooms.get(name):
                self._add(room, name, reader)
        if self._rooms and (self._turning is None or self._turning.done()):
            self._turning = asyncio.ensure_future(self._turns())

    def _add(self, room: Room, name: str, reader: Counted) -> None:
        if reader not in room.here:
            room.here[reader] = _token(name, reader.person)
            room.stirred = True
        reader.outlet.put(_frame(name, room.told))

    def leave(self, reader: Counted, topics: Collection[str]) -> None:
        """Count this reader no more."""
        for name in topics:
            room = self._rooms.get(name)
            if room and room.here.pop(reader, None):
                room.stirred = True

    def hear(self, message: dict[str, Any]) -> None:
        """Another process says who reads there. One that is new here is told who reads here."""
        room = self._rooms.get(message["topic"].removeprefix(PREFIX))
        process = message["process"]
        if room is None or process == self._process:
            return
        if process not in room.elsewhere:
            room.said_at = 0.0
        room.elsewhere[process] = (frozenset(message["people"]), time.monotonic())
        room.stirred = True

    def pass_on(self, text: str, wire: bytes) -> None:
        """Frames are for sockets: none is sent to this topic."""

    async def _turns(self) -> None:
        while self._rooms:
            await asyncio.sleep(limits.TURN)
            try:
                for name in list(self._rooms):
                    await self._turn(name, self._rooms[name])
            except Exception:  # the next turn tries again
                logger.exception("readers could not be counted")

    async def _turn(self, name: str, room: Room) -> None:
        now = time.monotonic()
        room.forget(now - 2 * limits.HEARTBEAT - limits.TURN)
        if room.stirred or now - room.said_at > limits.HEARTBEAT:
            room.stirred = False
            mine = room.mine()
            self._tell(name, room, room.others(mine))
            if mine != room.said or now - room.said_at > limits.HEARTBEAT:
                room.said, room.said_at = mine, now
                words = {"process": self._process, "people": sorted(mine)}
                await ring_now([PREFIX + name], words)
        if not room.here:
            self._rooms.pop(name)
            await hub().leave(self, PREFIX + name)

    def _tell(self, name: str, room: Room, others: int) -> None:
        if others == room.told:
            return
        room.told = others
        text = _frame(name, others)
        for reader in room.here:
            reader.outlet.put(text)


def _token(topic: str, person: Person) -> str:
    """Tells people apart within one topic; without our key it says nothing."""
    key = settings.SECRET_KEY.encode()[:64]
    return hashlib.blake2b(f"{topic} {person.pk}".encode(), key=key, digest_size=6).hexdigest()


def _frame(topic: str, others: int) -> str:
    return json.dumps({"reading": topic, "others": others})


_presences: WeakKeyDictionary[asyncio.AbstractEventLoop, Presence] = WeakKeyDictionary()


def presence() -> Presence:
    """The one of this process (of this event loop, to be exact)."""
    return _presences.setdefault(asyncio.get_running_loop(), Presence())
