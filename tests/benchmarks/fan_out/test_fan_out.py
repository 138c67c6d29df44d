"""A thousand readers of one thread: what one delivery costs beside the least that ASGI can do.

`bare` only sends bytes: how many frames a second this client takes from it says what the client can
take. The share of a core that the client used stands in every line.
"""

import json
import os
import shutil
import statistics
import time
from dataclasses import dataclass, field

import pytest

from tests.benchmarks.fan_out.bare_stand import client_limit
from tests.benchmarks.fan_out.crowd import crowd_on
from tests.benchmarks.fan_out.sockets import Readers, text_frame, turn
from tests.benchmarks.fan_out.stand import Stand, frame_text
from tests.live.site import Site

READERS = 1000
FIRST = 100  # readers before memory is weighed: what a process loads once is not a socket's
RATE = 5.0  # posts a second
POSTS = 125  # in one window: 25 seconds, so that every reader's heartbeat is in it
BURST = 20  # posts at once, to find the ceiling
WINDOWS = 2
OTHERS = 100  # readers beside the one that stops
STALLED = 300  # posts in each of its windows
LARGE = 28_000  # bytes of a frame there, so that what a kernel holds for one socket is soon full
pytestmark = pytest.mark.benchmark
REDIS = bool(shutil.which("redis-server") or os.environ.get("REDIS_URL"))


@dataclass
class Figures:
    """What was measured of one server; medians over the windows."""

    cpu: list[float] = field(default_factory=list)  # microseconds for one delivery at RATE
    p99: list[float] = field(default_factory=list)  # milliseconds from post to frame
    ceiling: list[float] = field(default_factory=list)  # deliveries a second
    client: list[float] = field(default_factory=list)  # share of a core that the client used
    memory: float = 0.0  # kB for one socket

    def row(self, name: str, raw: "Figures") -> str:
        cells = [
            f"{name:<8}",
            f"{_mid(self.cpu):8.1f} us {_mid(self.cpu) / _mid(raw.cpu):6.2f}x",
            f"{_mid(self.p99):9.1f} ms {_mid(self.p99) / _mid(raw.p99):6.2f}x",
            f"{_mid(self.ceiling):10.0f}/s {_mid(self.ceiling) / _mid(raw.ceiling):5.2f}x",
            f"{self.memory:7.0f} kB",
            f"{max(self.client):5.2f}",
        ]
        return "  ".join(cells)


def _mid(numbers: list[float]) -> float:
    return statistics.median(numbers)


@pytest.fixture
def site(tmp_path, request):
    made = Site(tmp_path, heartbeat=25)
    made.bell.stop() if not request.param else None
    made.env["REDIS_URL"] = made.bell.address if request.param else ""
    yield made
    made.stop()


@pytest.mark.parametrize(
    ("site", "processes"),
    [
        (False, 1),
        pytest.param(True, 2, marks=pytest.mark.skipif(not REDIS, reason="needs Redis")),
    ],
    indirect=["site"],
    ids=["one process", "two processes over Redis"],
)
def test_a_thousand_readers(site, processes):
    cookies, (thread,) = crowd_on(site, READERS)
    topic = f"thread:{thread}"
    env = {**site.env, "RING_TOPIC": topic}
    stands = {name: Stand(name, env, processes) for name in ("raw", "ours", "usual")}
    figures = {name: Figures() for name in stands}
    hello = json.dumps({"subscribe": {topic: 0}})
    for name, stand in stands.items():
        stand.start_servers()
        stand.let_in(cookies[:FIRST], hello)
        before = stand.memory()
        stand.let_in(cookies[FIRST:], hello)
        figures[name].memory = (stand.memory() - before) / (READERS - FIRST) / 1000
    for _window in range(WINDOWS):
        for name, stand in stands.items():
            posts = POSTS if name != "usual" else 5  # it does not keep up: a few are enough
            steady(stand, figures[name], frame_text(topic), posts)
            ceiling(stand, figures[name], frame_text(topic), 8 if name != "usual" else 1)
    for stand in stands.values():
        assert [len(side.closed) for side in stand.sides] == [0] * processes
        stand.stop()
    report(processes, figures)


def steady(stand: Stand, figures: Figures, text: str, posts: int) -> None:
    """Posts at the usual pace: what one delivery costs, and how late the slowest come."""
    stand.forget()
    cpu, own, began = stand.cpu(), time.process_time(), time.monotonic()
    for number in range(posts):
        until(stand, lambda number=number: time.monotonic() >= began + number / RATE)
        for side in stand.sides:
            side.sent.append(time.monotonic_ns())
        stand.ring(text)
    until(stand, lambda: stand.delivered() == posts * READERS)
    until(stand, lambda: time.monotonic() >= began + posts / RATE)
    figures.client.append((time.process_time() - own) / (time.monotonic() - began))
    figures.cpu.append((stand.cpu() - cpu) / stand.delivered() * 1e6)
    late = stand.late()
    figures.p99.append(late[int(len(late) * 0.99)] / 1e6)
    stand.hang_up()


def ceiling(stand: Stand, figures: Figures, text: str, bursts: int) -> None:
    """As many as it can: the next burst goes out when the last one is there."""
    stand.forget()
    stand.expect(text_frame(text))
    own, began = time.process_time(), time.monotonic()
    for number in range(1, bursts + 1):
        stand.ring(text, BURST)
        until(stand, lambda number=number: stand.delivered() >= number * BURST * READERS, sip=0.02)
        stand.hang_up()
    took = time.monotonic() - began
    figures.client.append((time.process_time() - own) / took)
    figures.ceiling.append(stand.delivered() / took)
    stand.expect(b"")


def until(stand: Stand, done, patience: float = 120.0, sip: float = 0.0) -> None:
    """Let the readers take what comes until it is done; in sips, so that a read takes many frames."""
    end = time.monotonic() + patience
    while not done():
        assert time.monotonic() < end, (stand.name, stand.delivered())
        turn(0.02)
        time.sleep(sip)


def report(processes: int, figures: dict[str, Figures]) -> None:
    """The table, with the limits that the design sets."""
    where = "one process, in memory" if processes == 1 else f"{processes} processes over Redis"
    ours, usual, raw = figures["ours"], figures["usual"], figures["raw"]
    print(f"\n{READERS} readers of one thread, {RATE:.0f} posts/s, {where}")
    print("          CPU a delivery       p99                ceiling             memory  client")
    for name, one in figures.items():
        print(one.row(name, raw))
    print(
        f"limits: CPU 1.3x, p99 1.5x, ceiling 0.75x, memory 1.5x of raw; "
        f"usual costs {_mid(usual.cpu) / _mid(ours.cpu):.0f}x ours, limit 10x"
    )


def test_what_the_client_can_take():
    rate, share = client_limit(READERS, frame_text("thread:1"))
    print(f"\nthe client takes {rate:.0f} frames/s from a bare sender, at {share:.2f} of a core")

    assert rate > 0


@pytest.mark.parametrize("site", [False], indirect=True)
def test_a_reader_that_stops_costs_the_others_nothing(site):
    cookies, (thread,) = crowd_on(site, OTHERS)
    topic = f"thread:{thread}"
    hello = json.dumps({"subscribe": {topic: 0}})
    stand = Stand("ours", {**site.env, "RING_TOPIC": topic})
    stand.start_servers()
    stand.let_in(cookies, hello)
    text = frame_text(topic, LARGE)
    found = [_with(stand, text)]
    stalled = Readers(stand.sides[0].port, small=True)
    stalled.open(cookies[:1], hello)
    stalled.stop_reading()
    found += [_with(stand, text), _with(stand, text)]
    stalled.read()
    end = time.monotonic() + 60
    while stalled.readers and time.monotonic() < end:
        turn(0.05)
    print(f"\none of {OTHERS + 1} readers stops reading: p99 before, with it, and after")
    print("  ".join(f"{p99:.1f} ms, {count} frames" for p99, count in found))
    print(f"the one that stopped was closed with {stalled.closed}")
    stalled.close()
    stand.stop()

    assert [count for _p99, count in found] == [STALLED * OTHERS] * 3
    assert stalled.closed == [1013]


def _with(stand: Stand, text: str) -> tuple[float, int]:
    stand.forget()
    began = time.monotonic()
    for number in range(STALLED):
        until(stand, lambda number=number: time.monotonic() >= began + number / 20)
        stand.sides[0].sent.append(time.monotonic_ns())
        stand.ring(text)
        if number % 20 == 19:
            stand.hang_up()
    until(stand, lambda: stand.delivered() == STALLED * OTHERS)
    late = stand.late()
    stand.hang_up()
    return late[int(len(late) * 0.99)] / 1e6, stand.delivered()
