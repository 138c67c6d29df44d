"""The server's end of one socket, which takes a frame that is in bytes already.

Of a frame for a thousand readers everything is the same on each socket: nothing is masked or
compressed. Encoding it once, and not once for each socket, is most of what one delivery costs.
What a socket cannot take at this moment goes the usual way, through `send`.
"""

from collections.abc import Callable
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame, Opcode
from websockets.http11 import Request
from websockets.protocol import State

EXTENSION = "klankbord.wire"  # in the scope's extensions: the function that takes ready bytes
Write = Callable[[bytes], bool]


class LiveProtocol(WebSocketsSansIOProtocol):
    """Uvicorn's own, named to it by `--ws live.wire:LiveProtocol`, with one door more."""

    def handle_connect(self, event: Request) -> None:
        """Tell the application about the door, before it starts."""
        super().handle_connect(event)
        if self.response.status_code == 101 and not self.conn.extensions:
            self.scope["extensions"][EXTENSION] = {"write": self.write_ready}

    def start_keepalive(self) -> None:
        """The socket is open: what was said to open it is read, and need not be kept for hours."""
        super().start_keepalive()
        del self.request, self.response

    def write_ready(self, wire: bytes) -> bool:
        """Whether these bytes of one whole frame went out; not when the reader is slow, closing or gone."""
        if (
            not self.handshake_complete
            or self.close_sent
            or self.conn.state is not State.OPEN
            or not self.writable.is_set()
        ):
            return False
        self.transport.write(wire)
        return True


def never(_wire: bytes) -> bool:
    """The door of a server that has none: everything goes the usual way."""
    return False


def door_of(scope: Any) -> Write:
    """Where ready bytes go for one socket."""
    write: Write = scope.get("extensions", {}).get(EXTENSION, {}).get("write", never)
    return write


def wire_of(text: str) -> bytes:
    """One text frame as it goes over the line (RFC 6455, section 5.2)."""
    return Frame(Opcode.TEXT, text.encode()).serialize(mask=False)
