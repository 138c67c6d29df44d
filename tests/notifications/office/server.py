"""A mail server that keeps what it took: the other side, as RFC 5321 has it."""

import asyncio
import threading
from email import message_from_bytes
from email.policy import default


class MailServer:
    """Listens in a thread of its own; `taken` holds address and Message-ID of each mail, in order.

    An unfinished mail is thrown away. `slow` is how long it thinks before it answers to the last line.
    """

    def __init__(self, slow: float = 0.0) -> None:
        self.taken: list[tuple[str, str]] = []
        self.slow = slow
        self.refused: dict[str, str] = {}  # address to answer
        self.port = 0
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._ready.wait(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(
            asyncio.start_server(self._talk, "127.0.0.1", 0, limit=2**20)
        )
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    def take(self, to: str, raw: bytes) -> None:
        """Keep what has wholly arrived."""
        self.taken.append((to, str(message_from_bytes(raw, policy=default)["Message-ID"])))

    def stop(self) -> None:
        """End the thread; the loop is closed in it, as a browser in this one has a loop of its own."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._serve(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the other side died
        finally:
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        say = Say(writer)
        await say("220 test")
        to = ""
        while line := await reader.readline():
            words = line.decode().strip()
            verb = words[:4].upper()
            if verb == "RCPT":
                to = words.partition("<")[2].partition(">")[0]
                await say(self.refused.get(to, "250 ok"))
            elif verb == "DATA":
                await say("354 go on")
                raw = await reader.readuntil(b"\r\n.\r\n")  # or the other side is gone
                self.take(to, raw)
                await asyncio.sleep(self.slow)
                await say("250 taken")
            elif verb == "QUIT":
                await say("221 bye")
                return
            else:
                await say("250 ok")


class Say:
    """One line to the other side."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self.writer = writer

    async def __call__(self, line: str) -> None:
        self.writer.write(f"{line}\r\n".encode())
        await self.writer.drain()
