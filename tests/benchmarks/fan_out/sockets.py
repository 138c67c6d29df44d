"""A thousand sockets in one thread: opened, counted and timed with as little work as Python allows.

One loop of epoll over plain sockets; a frame is only counted, never decoded. So one core of this
client takes more frames than any server here sends, which `test_fan_out` shows by a server that
does nothing but send.
"""

import base64
import os
import select
import socket
import struct
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

DATA = b'{"topic"'  # how a frame of a thread begins; heads and pongs begin otherwise
CHUNK = 1 << 16
AT_ONCE = 64  # handshakes on their way at the same moment
TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA


@dataclass(slots=True)
class Reader:
    """One socket: its half-read bytes and what came."""

    sock: socket.socket
    cookie: str = ""
    hello: bytes = b""
    rest: bytes = b""
    open: bool = False
    frames: int = 0
    others: int = 0
    code: int = 0


@dataclass
class Readers:
    """All sockets to one server; `times` are moments at which the posts went out, in nanoseconds."""

    port: int
    path: str = "/ws/live"
    readers: dict[int, Reader] = field(default_factory=dict)
    sent: list[int] = field(default_factory=list)
    late: list[int] = field(default_factory=list)  # nanoseconds from post to frame
    closed: list[int] = field(default_factory=list)
    same: bytes = b""  # the one frame that is sent, where moments do not matter
    small: bool = False  # whether each socket may hold but a little that is not yet read
    look: bool = False  # whether moment and text of each frame are kept in `seen`
    seen: list[tuple[int, bytes]] = field(default_factory=list)

    def open(self, cookies: Iterable[str], hello: str = "", patience: float = 120.0) -> float:
        """Open one socket for each cookie and wait until each heard something; the seconds it took."""
        began, waiting = time.monotonic(), list(cookies)
        wanted = len(self.readers) + len(waiting)
        greeted = b"" if not hello else masked(hello.encode())
        while (
            sum(one.others > 0 or (one.open and not hello) for one in self.readers.values())
            < wanted
        ):
            if time.monotonic() - began > patience:
                raise TimeoutError(f"{len(self.readers)} sockets, {self.closed[:3]}")
            ready = sum(not one.open for one in self.readers.values())
            while waiting and ready < AT_ONCE:
                self.connect(waiting.pop(), greeted)
                ready += 1
            turn(0.05)
        return time.monotonic() - began

    def connect(self, cookie: str, hello: bytes) -> None:
        """Begin one socket, which says `hello` as soon as it is open. ConnectionRefusedError: nobody is there."""
        sock = socket.socket()
        if self.small:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        sock.connect(("127.0.0.1", self.port))
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        key = base64.b64encode(os.urandom(16)).decode()
        host = f"127.0.0.1:{self.port}"
        lines = [
            f"GET {self.path} HTTP/1.1",
            f"Host: {host}",
            f"Origin: http://{host}",
            f"Cookie: {cookie}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Key: {key}",
        ]
        sock.send("\r\n".join([*lines, "", ""]).encode())
        self.readers[sock.fileno()] = Reader(sock, cookie, hello)
        self.read()

    def read(self) -> None:
        """Read what comes, from now on."""
        for number in self.readers.keys() - _owners.keys():
            _owners[number] = self
            _poll.register(number, select.EPOLLIN)

    def stop_reading(self) -> None:
        """Leave unread what comes, without hanging up."""
        for number in self.readers:
            _poll.unregister(number)
            del _owners[number]

    def take(self, number: int) -> None:
        """What has come on one socket."""
        reader = self.readers[number]
        try:
            data = reader.sock.recv(CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._gone(number, reader)
            return
        if reader.rest:
            data = reader.rest + data
        if not reader.open:
            head, end, data = data.partition(b"\r\n\r\n")
            if not end:
                reader.rest = head
                return
            if b" 101 " not in head[:20]:
                raise ConnectionError(head[:200])
            reader.open = True
            if reader.hello:
                reader.sock.send(reader.hello)
        self._count(reader, data)

    def _count(self, reader: Reader, data: bytes) -> None:
        if self.same:  # whole copies of the one frame that is sent: counted without a look inside
            copies, rest = divmod(len(data), len(self.same))
            if not rest and data == self.same * copies:
                reader.frames += copies
                reader.rest = b""
                return
        at, end, now = 0, len(data), time.monotonic_ns()
        while end - at >= 2:
            length, body = data[at + 1], at + 2
            if length == 126:
                length, body = int.from_bytes(data[at + 2 : at + 4]), at + 4
            elif length == 127:
                length, body = int.from_bytes(data[at + 2 : at + 10]), at + 10
            if body + length > end or body > end:
                break
            if data.startswith(DATA, body):
                if reader.frames < len(self.sent):
                    self.late.append(now - self.sent[reader.frames])
                reader.frames += 1
                if self.look:
                    self.seen.append((now, data[body : body + length]))
            else:
                _other(reader, data[at] & 0x0F, data[body : body + length])
            at = body + length
        reader.rest = data[at:]

    def _gone(self, number: int, reader: Reader) -> None:
        _poll.unregister(number)
        del _owners[number], self.readers[number]
        reader.sock.close()
        self.closed.append(reader.code)

    def forget(self) -> None:
        """Begin to count anew."""
        self.sent.clear()
        self.late.clear()
        self.seen.clear()
        for reader in self.readers.values():
            reader.frames = 0

    def least(self) -> int:
        """How many frames the reader with the fewest has."""
        return min((one.frames for one in self.readers.values()), default=0)

    def total(self) -> int:
        """How many frames came in all."""
        return sum(one.frames for one in self.readers.values())

    def close(self) -> None:
        """Hang up everywhere."""
        self.stop_reading()
        for reader in self.readers.values():
            reader.sock.close()
        self.readers.clear()


_poll = (
    select.epoll()
)  # one for all servers, so that none waits for its pong while another is measured
_owners: dict[int, Readers] = {}  # number of a socket -> whose it is


def turn(wait: float) -> None:
    """Take what has come on any socket; wait at most so many seconds for the first of it."""
    for number, _event in _poll.poll(wait, 1024):
        if number in _owners:
            _owners[number].take(number)


def _other(reader: Reader, kind: int, body: bytes) -> None:
    """A frame that is no event: a ping is answered, a close is remembered."""
    if kind == PING:
        reader.sock.send(masked(body, PONG))
    elif kind == CLOSE:
        reader.code = int.from_bytes(body[:2])
    else:
        reader.others += 1


def text_frame(text: str) -> bytes:
    """One text frame of a server, as RFC 6455 (section 5.2) has it."""
    body = text.encode()
    size = bytes([len(body)]) if len(body) < 126 else b"\x7e" + len(body).to_bytes(2)
    return b"\x81" + size + body


def masked(body: bytes, kind: int = TEXT) -> bytes:
    """One frame of a client, as RFC 6455 (section 5) wants it."""
    mask = os.urandom(4)
    size = (
        struct.pack("!B", 0x80 | len(body))
        if len(body) < 126
        else struct.pack("!BH", 0xFE, len(body))
    )
    return (
        bytes([0x80 | kind])
        + size
        + mask
        + bytes(byte ^ mask[at % 4] for at, byte in enumerate(body))
    )
