"""What the client can take: the bare sender under the same client."""

import subprocess
import sys
import time

from tests.benchmarks.fan_out.sockets import Readers, text_frame, turn
from tests.live.ports import free_port
from tests.live.site import ROOT

SIP = 0.01  # seconds; so that one read takes many frames


def client_limit(readers: int, text: str, bursts: int = 200) -> tuple[float, float]:
    """Frames a second from a server that only sends, and the share of a core that the client used."""
    port = free_port()
    words = [sys.executable, "-m", "tests.benchmarks.fan_out.bare", str(port)]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE) as server:
        time.sleep(1)
        side = Readers(port)
        side.open([""] * readers)
        side.same = text_frame(text)
        assert server.stdin
        own, began = time.process_time(), time.monotonic()
        server.stdin.write((text.encode() + b"\n") * bursts)
        server.stdin.flush()
        while side.total() < bursts * readers:
            turn(0.02)
            time.sleep(SIP)
        took = time.monotonic() - began
        side.close()
        server.kill()
    return bursts * readers / took, (time.process_time() - own) / took
