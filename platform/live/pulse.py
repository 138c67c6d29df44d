"""The heartbeats of a process: sockets share moments, so that they are asked about together.

One clock for all, and not a task and a timer for each: a socket that only listens costs little.
"""

import asyncio
import random
from typing import Protocol
from weakref import WeakKeyDictionary

from live import limits


class Beating(Protocol):
    """A socket that wants to hear every heartbeat."""

    def beat(self) -> None:
        """One heartbeat has passed. It must return at once."""
        ...


class Pulse:
    """Who beats at which of the moments of a heartbeat."""

    def __init__(self) -> None:
        self._moments: list[set[Beating]] = [set() for _moment in range(limits.BEATS)]
        self._ticking: asyncio.Task[None] | None = None

    def join(self, one: Beating) -> None:
        """From now on this one beats, the first time within one heartbeat."""
        random.choice(self._moments).add(one)  # noqa: S311 -- spreads load
        if self._ticking is None:
            self._ticking = asyncio.ensure_future(self._tick())

    def leave(self, one: Beating) -> None:
        """It beats no more."""
        for moment in self._moments:
            moment.discard(one)
        if self._ticking and not any(self._moments):
            self._ticking.cancel()
            self._ticking = None

    async def _tick(self) -> None:
        while True:
            for moment in self._moments:
                await asyncio.sleep(limits.HEARTBEAT / limits.BEATS)
                for one in tuple(moment):
                    one.beat()


_pulses: WeakKeyDictionary[asyncio.AbstractEventLoop, Pulse] = WeakKeyDictionary()


def pulse() -> Pulse:
    """The pulse of this process (of this event loop, to be exact)."""
    return _pulses.setdefault(asyncio.get_running_loop(), Pulse())
