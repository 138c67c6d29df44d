"""One server under the load client: started, measured, stopped."""

import contextlib
import http.client
import json
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.fan_out.sockets import Readers
from tests.live.ports import free_port
from tests.live.site import ROOT

PAYLOAD = 229  # bytes of a frame, as in the table of limits


@dataclass
class Stand:
    """A server (or two of them), and the readers that hang on it."""

    name: str
    env: dict[str, str]
    processes: int = 1
    servers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    sides: list[Readers] = field(default_factory=list)
    doors: list[http.client.HTTPConnection] = field(default_factory=list)

    def start_servers(self) -> None:
        """Start every process."""
        for _process in range(self.processes):
            port = free_port()
            self.servers.append(serve(port, {**self.env, "RING_APP": self.name}))
            self.sides.append(Readers(port))

    def let_in(self, cookies: list[str], hello: str) -> None:
        """Open a socket for each cookie, spread over the processes."""
        for number, side in enumerate(self.sides):
            side.open(cookies[number :: self.processes], hello)

    def expect(self, frame: bytes) -> None:
        """From now on nothing but copies of this frame comes; nothing: anything may."""
        for side in self.sides:
            side.same = frame

    def ring(self, text: str, times: int = 1) -> None:
        """One request that sends this text to all; an application without a layer is asked in each process."""
        sides = self.sides if self.name == "raw" else self.sides[:1]
        for side in sides:
            door = http.client.HTTPConnection("127.0.0.1", side.port, timeout=60)
            door.request("POST", f"/ring?{times}", text)
            self.doors.append(door)

    def hang_up(self) -> None:
        """Read the answers of the door."""
        for door in self.doors:
            with contextlib.suppress(OSError, http.client.HTTPException):
                door.getresponse().read()
            door.close()
        self.doors.clear()

    def cpu(self) -> float:
        """Seconds of processor that the servers used until now, all threads."""
        return sum(cpu_of(server.pid) for server in self.servers)

    def memory(self) -> int:
        """Bytes that the servers hold."""
        return sum(resident(server.pid) for server in self.servers)

    def delivered(self) -> int:
        """Frames that the readers have."""
        return sum(side.total() for side in self.sides)

    def late(self) -> list[int]:
        """Nanoseconds from post to frame, of every delivery."""
        return sorted(one for side in self.sides for one in side.late)

    def forget(self) -> None:
        """Begin to count anew."""
        for side in self.sides:
            side.forget()

    def stop(self) -> None:
        """Close everything."""
        for side in self.sides:
            side.close()
        for server in self.servers:
            server.kill()
            server.wait(10)


def serve(port: int, env: dict[str, str]) -> "subprocess.Popen[bytes]":
    """Uvicorn with the options of production, on one of the applications of this folder."""
    words = ["tests.benchmarks.fan_out.apps:application", "--port", str(port)]
    options = [
        "--ws",
        "live.wire:LiveProtocol" if env["RING_APP"] == "ours" else "websockets-sansio",
        "--ws-per-message-deflate",
        "false",
        "--lifespan",
        "off",
    ]
    log = Path(env["VAR_DIR"]) / f"{env['RING_APP']}-{port}.log"
    with log.open("ab") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", *words, *options, "--log-level", "warning"],
            cwd=ROOT,
            env=env,
            stdout=out,
            stderr=out,
        )
    for _try in range(600):
        with (
            contextlib.suppress(OSError),
            contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as door,
        ):
            door.request("GET", "/healthz")
            door.getresponse().read()
            return server
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def cpu_of(pid: int) -> float:
    """Processor seconds of all threads that live, in nanosecond steps (Linux: schedstat)."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


def resident(pid: int) -> int:
    """Bytes in memory."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096


def frame_text(topic: str, size: int = PAYLOAD) -> str:
    """A frame of this many bytes, as the product would send it."""
    head = json.dumps({"topic": topic, "seq": 10**9, "event": {"kind": "create", "body_html": ""}})
    return head[:-3] + "x" * (size - len(head)) + head[-3:]
