"""One listener a process: it hears every bell once and hands the same text to all local readers."""

import asyncio
import contextlib
import logging
from typing import Any, Protocol
from weakref import WeakKeyDictionary

from channels.layers import get_channel_layer

from live import limits
from live.publish import group_of
from live.wire import wire_of

logger = logging.getLogger(__name__)
Message = dict[str, Any]
PAUSE = 0.5  # seconds before a broken layer is tried again
LONGEST = 10.0


class Deaf(Exception):
    """The layer seems to stand, and brings not even our own bell."""


class Reader(Protocol):
    """Somebody who listens: a socket, or a long poll. It must return at once."""

    def hear(self, message: Message) -> None:
        """A bell of one of its topics."""
        ...

    def pass_on(self, text: str, wire: bytes) -> None:
        """A bell that carries a frame for everybody: as text, and as the bytes that go over the line."""
        ...


class Hub:
    """The readers of this process by topic, and one subscription of the layer for each topic."""

    def __init__(self) -> None:
        self._readers: dict[str, set[Reader]] = {}
        self._signed: set[str] = set()
        self._layer = get_channel_layer()
        self._channel = ""
        self._heard = 0
        self._ear: asyncio.Task[None] | None = None
        self._stands = asyncio.Event()
        self._signing: asyncio.Task[None] | None = None

    async def join(self, topic: str, reader: Reader) -> None:
        """From now on the reader hears this topic; a layer that is down is waited for only shortly."""
        self._readers.setdefault(topic, set()).add(reader)
        if self._ear is None or self._ear.done():
            self._ear = asyncio.ensure_future(self._listen())
        if not self._stands.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stands.wait(), limits.RING)
        await self._signed_up()

    async def leave(self, reader: Reader, *topics: str) -> None:
        """The reader hears these topics no more."""
        for topic in topics:
            readers = self._readers.get(topic, set())
            readers.discard(reader)
            if not readers:
                self._readers.pop(topic, None)
        await self._signed_up()
        if not self._readers:
            self._stop()

    def _stop(self) -> None:
        if self._ear:
            self._ear.cancel()
        self._ear, self._channel = None, ""
        self._stands.clear()
        self._signed.clear()

    async def _signed_up(self) -> None:
        """Wait until the layer knows our topics, but not long. A crowd that comes at once waits for one task."""
        if not self._stands.is_set():
            return
        if self._signing is None or self._signing.done():
            self._signing = asyncio.ensure_future(self._sign())
        await asyncio.wait([self._signing], timeout=limits.RING)

    async def _sign(self) -> None:
        """Bring the layer in line with the topics that have readers, also those that come meanwhile."""
        try:
            while self._stands.is_set() and self._signed != self._readers.keys():
                for topic in self._readers.keys() - self._signed:
                    channel = self._channel
                    await self._layer.group_add(group_of(topic), channel)
                    if channel == self._channel:  # else it was another that signed, now gone
                        self._signed.add(topic)
                for topic in self._signed - self._readers.keys():
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
            pause, before = min(max(pause * 2, PAUSE), LONGEST), self._heard
            try:
                self._channel = await self._layer.new_channel()
                self._signed.clear()
                self._stands.set()
                await self._signed_up()
                await self._hear()
            except Exception as error:  # noqa: BLE001 -- a layer may fail in any way
                logger.warning("the doorbell cannot be heard: %s", type(error).__name__)
                self._stands.clear()
            pause = pause if self._heard == before else PAUSE

    async def _hear(self) -> None:
        """Give every bell to its readers, until the layer fails or has fallen silent."""
        hearing = asyncio.ensure_future(self._receive())
        try:
            while not hearing.done():
                before = self._heard
                await asyncio.wait([hearing], timeout=limits.SILENCE)
                if self._heard == before and not hearing.done():
                    await self._knock(before)
            hearing.result()
        finally:
            hearing.cancel()

    async def _receive(self) -> None:
        while True:
            message = await self._layer.receive(self._channel)
            self._heard += 1
            self._give(message)

    async def _knock(self, before: int) -> None:
        """Ring at our own door: a network that went silent without a word is found out, and left behind."""
        with contextlib.suppress(Exception):
            async with asyncio.timeout(limits.RING):
                await self._layer.send(self._channel, {"type": "live"})
        await asyncio.sleep(limits.RING)
        if self._heard > before:
            return
        with contextlib.suppress(Exception):
            async with asyncio.timeout(limits.RING):
                await self._layer.flush()  # its connections are closed, and opened anew
        raise Deaf

    def _give(self, message: Message) -> None:
        readers = tuple(self._readers.get(message.get("topic", ""), ()))
        if "frame" in message and "not" not in message:
            _pass_on(message["frame"], readers)
            return
        for reader in readers:
            try:
                reader.hear(message)
            except Exception:  # one reader in trouble must not cost the others the bell
                logger.exception("a reader could not hear")


def _pass_on(text: str, readers: tuple[Reader, ...]) -> None:
    wire = wire_of(text)
    for reader in readers:
        try:
            reader.pass_on(text, wire)
        except Exception:
            logger.exception("a reader could not hear")


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def hub() -> Hub:
    """The hub of this process (of this event loop, to be exact)."""
    return _hubs.setdefault(asyncio.get_running_loop(), Hub())
