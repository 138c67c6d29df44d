"""Talking to the renderer child: messages over two pipes, with a deadline."""

import json
import os
import select
import struct
import subprocess
import sys
import time
from pathlib import Path

WORKER = Path(__file__).resolve().parents[1] / "markup" / "worker.py"


class Pipe:
    """A running worker. Its first message says that it is ready."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603 -- our own script, no argument from outside
            [sys.executable, "-I", str(WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={"LANG": "C.UTF-8"},
            start_new_session=True,  # Ctrl-C is for us; the child ends when its stdin closes
        )
        if self.process.stdin is None or self.process.stdout is None:
            raise OSError("the renderer has no pipes")
        self.to_child = self.process.stdin
        self.from_child = self.process.stdout

    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self.process.poll() is None

    def send(self, message: dict[str, str]) -> None:
        """Write one message: four bytes of length, then JSON."""
        body = json.dumps(message).encode()
        rest = memoryview(struct.pack(">I", len(body)) + body)
        while rest:
            rest = rest[self.to_child.write(rest) :]

    def receive(self, limit: float) -> dict[str, str | None]:
        """The next message; TimeoutError after `limit` seconds, EOFError when the child is gone."""
        deadline = time.monotonic() + limit
        size = struct.unpack(">I", self._read(4, deadline))[0]
        message: dict[str, str | None] = json.loads(self._read(size, deadline))
        return message

    def kill(self) -> None:
        """End it, whatever it does."""
        self.process.kill()
        self._close()
        self.process.wait()

    def let_go(self) -> None:
        """In a forked copy of the parent: close our ends and leave the child to the original."""
        self.process.returncode = 0  # not ours to wait for
        self._close()

    def _close(self) -> None:
        self.to_child.close()
        self.from_child.close()

    def _read(self, size: int, deadline: float) -> bytes:
        handle = self.from_child.fileno()
        poller = select.poll()
        poller.register(handle, select.POLLIN)
        data = b""
        while len(data) < size:
            left = deadline - time.monotonic()
            if left <= 0 or not poller.poll(left * 1000):
                raise TimeoutError
            piece = os.read(handle, size - len(data))
            if not piece:
                raise EOFError
            data += piece
        return data
