"""Which port of this machine the site uses: PORT, else 8000, else the next free one."""

import os
import socket

from deploy.shell import stop

FIRST = 8000
TRIES = 50


def is_free(port: int) -> bool:
    """Whether nobody listens on this port of the loopback address."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def choose() -> int:
    """PORT when it is set and free; else the first free port from 8000 on."""
    wanted = os.environ.get("PORT", "").strip()
    if not wanted:
        found = next((port for port in range(FIRST, FIRST + TRIES) if is_free(port)), None)
        return found or stop(f"no port from {FIRST} to {FIRST + TRIES} is free; set PORT.")
    if not (wanted.isdigit() and 0 < int(wanted) < 65536):
        stop(f"PORT is '{wanted}'; set it to a number from 1 to 65535.")
    if not is_free(int(wanted)):
        stop(f"port {wanted} is taken; set PORT to another one.")
    return int(wanted)
