"""One listener a process: it hears every bell once and hands the same text to all local readers."""

import asyncio
import contextlib
import logging
from typing import Any, Protocol
from weakref import WeakKeyDictionary

from channels.layers import get_channel_layer

from live import limits
from live.publish import group_of

logger = logging.getLogger(__name__)
Message = dict[str, Any]
PAUSE = 0.5  # seconds before a broken layer is tried again
LONGEST = 10.0


class Reader(Protocol):
    """Somebody who listens: a socket, or a long poll. It must return at once."""

    def hear(self, message: Message) -> None:
        """A bell of one of its topics."""
        ...


class Hub:
    """The readers of this process by topic, and one subscription of the layer for each topic."""

    def __init__(self) -> None:
        self._readers: dict[str, set[Reader]] = {}
        self._signed: set[str] = set()
        self._layer = get_channel_layer()
        self._channel = ""
        self._ear: asyncio.Task[None] | None = None
        self._stands = asyncio.Event()
        self._door = asyncio.Lock()

    async def join(self, topic: str, reader: Reader) -> None:
        """From now on the reader hears this topic; a layer that is down is waited for only shortly."""
        self._readers.setdefault(topic, set()).add(reader)
        if self._ear is None or self._ear.done():
            self._ear = asyncio.ensure_future(self._listen())
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stands.wait(), limits.RING)
            await asyncio.wait_for(self._sign(), limits.RING)

    async def leave(self, reader: Reader, *topics: str) -> None:
        """The reader hears these topics no more."""
        for topic in topics:
            readers = self._readers.get(topic, set())
            readers.discard(reader)
            if not readers:
                self._readers.pop(topic, None)
        if self._stands.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._sign(), limits.RING)
        if not self._readers:
            self._stop()

    def _stop(self) -> None:
        if self._ear:
            self._ear.cancel()
        self._ear, self._channel = None, ""
        self._stands.clear()
        self._signed.clear()

    async def _sign(self) -> None:
        """Bring the layer in line with the topics that have readers."""
        async with self._door:
            try:
                for topic in set(self._readers) - self._signed:
                    await self._layer.group_add(group_of(topic), self._channel)
                    self._signed.add(topic)
                for topic in self._signed - set(self._readers):
                    self._signed.discard(topic)
                    await self._layer.group_discard(group_of(topic), self._channel)
            except Exception as error:  # noqa: BLE001 -- a layer may fail in any way
                logger.warning("the doorbell cannot be heard: %s", type(error).__name__)
                self._stop()
                if self._readers:
                    self._ear = asyncio.ensure_future(self._listen(PAUSE))

    async def _listen(self, pause: float = 0.0) -> None:
        """Hear bells for ever; a layer that fails is tried again, and readers have heads meanwhile."""
        while True:
            await asyncio.sleep(pause)
            pause = min(max(pause * 2, PAUSE), LONGEST)
            try:
                self._channel = await self._layer.new_channel()
                self._signed.clear()
                self._stands.set()
                await self._sign()
                while True:
                    self._give(await self._layer.receive(self._channel))
                    pause = 0.0
            except Exception as error:  # noqa: BLE001 -- a layer may fail in any way
                logger.warning("the doorbell cannot be heard: %s", type(error).__name__)
                self._stands.clear()

    def _give(self, message: Message) -> None:
        for reader in list(self._readers.get(message.get("topic", ""), ())):
            try:
                reader.hear(message)
            except Exception:  # one reader in trouble must not cost the others the bell
                logger.exception("a reader could not hear")


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def hub() -> Hub:
    """The hub of this process (of this event loop, to be exact)."""
    return _hubs.setdefault(asyncio.get_running_loop(), Hub())
