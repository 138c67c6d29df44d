"""A network between two processes that can be cut, frozen and healed: a TCP proxy in a thread of its own."""

import asyncio
import threading
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from tests.live.ports import free_port


class Cut:
    """Passes bytes on to a port of this machine, as long as the network is whole.

    `cut`: what is connected is reset, and what comes new too. `freeze`: no byte and no goodbye
    passes, and nobody is told. `heal`: all is well again; with `forget`, what was connected
    while it was frozen stays silent for ever, as behind a router that lost its memory.
    """

    def __init__(self, target: int) -> None:
        self.target, self.port = target, free_port()
        self._lines: set[_Line] = set()
        self._broken = self._frozen = False
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server = self._do(asyncio.start_server(self._serve, "127.0.0.1", self.port))

    def cut(self) -> None:
        self._do(self._cut())

    def freeze(self) -> None:
        self._do(self._freeze())

    def heal(self, *, forget: bool = False) -> None:
        self._do(self._heal(forget))

    def stop(self) -> None:
        self._do(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def _do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _cut(self) -> None:
        self._broken = True
        for line in self._lines:
            line.reset()

    async def _freeze(self) -> None:
        self._frozen = True
        for line in self._lines:
            line.open.clear()

    async def _heal(self, forget: bool) -> None:
        self._broken = self._frozen = False
        for line in self._lines:
            if not forget:
                line.open.set()

    async def _stop(self) -> None:
        self._server.close()
        lines = list(self._lines)
        for line in lines:
            line.task.cancel()
        await asyncio.gather(*(line.task for line in lines), return_exceptions=True)
        await asyncio.sleep(0.1)  # what was reset is gone after a turn of the loop

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = _Line(writer)
        if self._broken:
            line.reset()
            return
        if self._frozen:
            line.open.clear()
        self._lines.add(line)
        try:
            with suppress(asyncio.CancelledError):  # `stop` ends it
                await line.run(reader, self.target)
        finally:
            self._lines.discard(line)


class _Line:
    """One connection through the proxy."""

    def __init__(self, near: asyncio.StreamWriter) -> None:
        self.ends = [near]
        self.open = asyncio.Event()
        self.open.set()
        self.task: asyncio.Task[Any] = asyncio.current_task()  # type: ignore[assignment] -- made inside a task, always

    def reset(self) -> None:
        for end in self.ends:
            end.transport.abort()

    async def run(self, near: asyncio.StreamReader, target: int) -> None:
        try:
            await self.open.wait()
            far, writer = await asyncio.open_connection("127.0.0.1", target)
            self.ends.append(writer)
            await asyncio.gather(self._pass(near, writer), self._pass(far, self.ends[0]))
        except OSError:
            pass  # the other side is away, or this line was reset
        finally:
            self.reset()

    async def _pass(self, source: asyncio.StreamReader, end: asyncio.StreamWriter) -> None:
        while data := await source.read(65536):
            await self.open.wait()
            end.write(data)
            await end.drain()
        await self.open.wait()
        with suppress(OSError):
            end.write_eof()
