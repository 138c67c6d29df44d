"""What goes to one reader, in order, without ever waiting for that reader."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Generator
from typing import Any

from live import limits
from live.wire import Write, never

logger = logging.getLogger(__name__)
Send = Callable[[dict[str, Any]], Coroutine[Any, Any, None]]
TOO_SLOW = 1013


class Outlet:
    """Frames for one socket: sent at once while the reader keeps up, else kept, else given up.

    A send that does not block is done on the spot, without a task; that is nearly always so. One
    that blocks gets a task of its own, and what follows waits behind it in a queue with an end.
    """

    __slots__ = ("_busy", "_send", "_waiting", "_write", "closed")

    def __init__(self, send: Send, write: Write = never) -> None:
        self._send, self._write = send, write
        self._waiting: list[
            dict[str, Any]
        ] = []  # short, and nearly always empty: smaller than a deque
        self._busy: asyncio.Task[None] | None = None
        self.closed = False

    def pass_on(self, text: str, wire: bytes) -> None:
        """Send one text frame that many readers get, and that is in bytes already."""
        if self._busy is not None or self.closed or not self._write(wire):
            self.put(text)

    def put(self, text: str) -> None:
        """Send one text frame after all that were put before."""
        if self.closed:
            return
        message = {"type": "websocket.send", "text": text}
        if self._busy is None:
            self._start(message)
        elif len(self._waiting) < limits.BACKLOG:
            self._waiting.append(message)
        else:
            self._waiting.clear()
            self.close(TOO_SLOW)

    def close(self, code: int) -> None:
        """Close the socket after what was put before; nothing goes out after it."""
        if not self.closed:
            self.closed = True
            last = {"type": "websocket.close", "code": code}
            if self._busy:
                self._waiting.append(last)
            else:
                self._start(last)

    async def room(self) -> None:
        """Wait until the reader has kept up: for who has much to send."""
        if self._busy:
            await asyncio.wait([self._busy])

    def drop(self) -> None:
        """The reader is gone: forget what waits."""
        self.closed = True
        self._waiting.clear()
        if self._busy:
            self._busy.cancel()

    def _start(self, message: dict[str, Any]) -> None:
        sending = self._send(message)
        try:
            first = sending.send(None)  # runs until it is done or would wait
        except StopIteration:
            return
        except Exception as error:  # noqa: BLE001 -- a socket that died in between
            self._gone(error)
            return
        self._busy = asyncio.ensure_future(self._finish(_Rest(sending, first)))

    async def _finish(self, rest: Awaitable[None]) -> None:
        try:
            await rest
            while self._waiting:
                await self._send(self._waiting.pop(0))
        except Exception as error:  # noqa: BLE001 -- a socket that died in between
            self._gone(error)
        finally:
            self._busy = None

    def _gone(self, error: Exception) -> None:
        self.closed = True
        self._waiting.clear()
        logger.debug("a reader went away: %s", type(error).__name__)


class _Rest:
    """The second half of a coroutine that was begun outside a task and wants to wait."""

    def __init__(self, coroutine: Coroutine[Any, Any, None], first: Any) -> None:
        self.coroutine = coroutine
        self.first = first

    def __await__(self) -> Generator[Any, Any, None]:
        wanted = self.first
        while True:
            try:
                answer, error = (yield wanted), None
            except BaseException as raised:  # noqa: BLE001 -- a cancelled task: the coroutine hears it
                answer, error = None, raised
            try:
                wanted = self.coroutine.throw(error) if error else self.coroutine.send(answer)
            except StopIteration:
                return
