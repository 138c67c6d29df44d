"""The floor: accepts sockets, and sends ready bytes to all of them. No protocol, no framework.

It shows what the client can take. `python -m tests.benchmarks.fan_out.bare PORT`; every line on its
input is sent to all readers, as one frame.
"""

import base64
import contextlib
import hashlib
import socket
import sys
import threading

from tests.benchmarks.fan_out.sockets import text_frame

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, section 1.3


def greet(sock: socket.socket) -> None:
    """Answer a handshake, and say one frame as a greeting."""
    head = b""
    while b"\r\n\r\n" not in head:
        head += sock.recv(4096)
    key = next(
        line for line in head.split(b"\r\n") if line.lower().startswith(b"sec-websocket-key:")
    )
    proof = base64.b64encode(hashlib.sha1(key.split(b":", 1)[1].strip() + GUID).digest())
    lines = [b"HTTP/1.1 101 Switching Protocols", b"Upgrade: websocket", b"Connection: Upgrade"]
    sock.sendall(
        b"\r\n".join([*lines, b"Sec-WebSocket-Accept: " + proof, b"", b""]) + text_frame("{}")
    )
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def main(port: int) -> None:
    """Serve until the input ends."""
    door, socks = socket.create_server(("127.0.0.1", port), backlog=1024), []

    def let_in() -> None:
        while True:
            sock = door.accept()[0]
            greet(sock)
            socks.append(sock)

    threading.Thread(target=let_in, daemon=True).start()
    for line in sys.stdin:
        data = text_frame(line.rstrip("\n"))
        for sock in socks:
            with contextlib.suppress(OSError):
                sock.sendall(data)


main(int(sys.argv[1]))
