"""After a restart: a thousand readers are back; and a long log is caught up with in bounded memory."""

import heapq
import itertools
import json
import random
import time
from pathlib import Path

import pytest

from tests.benchmarks.fan_out.crowd import crowd_on
from tests.benchmarks.fan_out.long_log import lengthen_on
from tests.benchmarks.fan_out.sockets import Readers, masked, turn
from tests.live.site import Site

READERS = 1000
MISSED = 20  # events that happened while they were away
FIRST, MOST = 0.5, 30.0  # seconds, as in live/backoff.js
pytestmark = pytest.mark.benchmark


@pytest.fixture
def site(tmp_path):
    made = Site(tmp_path, heartbeat=25)
    made.env["REDIS_URL"] = ""
    made.start()
    yield made
    made.stop()


def test_a_thousand_readers_come_back(site):
    cookies, (thread,) = crowd_on(site, READERS)
    hello = json.dumps({"subscribe": {f"thread:{thread}": 0}})
    side = Readers(site.ports[0])
    side.open(cookies, hello)
    site.servers[0].kill()
    site.servers[0].wait(10)
    killed = time.monotonic()
    while side.readers:
        turn(0.05)
    lengthen_on(site, thread, MISSED)
    away = time.monotonic() - killed
    site.servers[0] = site._spawn(site.ports[0], {})
    began = time.monotonic()
    refused = come_back(side, cookies, masked(hello.encode()), began)
    took = time.monotonic() - began
    print(f"\n{READERS} readers, away for {away:.0f} s, {MISSED} events missed")
    print(f"all back and caught up {took:.1f} s after the server stood   limit 15 s")
    print(f"refused or closed after the first 5 s: {refused}   limit 0")
    lost = len(side.closed) - READERS
    frames = [one.frames for one in side.readers.values()]
    side.close()

    assert (lost, frames) == (0, [MISSED] * READERS)


def come_back(side, cookies, hello, began):
    """Each tries again by chance within the limit of its try, as the page does; how many late tries failed."""
    order, refused = itertools.count(), 0
    due = [(began + random.random() * MOST / 4, next(order), 3, cookie) for cookie in cookies]
    heapq.heapify(due)
    while due or side.least() < MISSED:
        while due and due[0][0] <= time.monotonic():
            _at, _order, tries, cookie = heapq.heappop(due)
            try:
                side.connect(cookie, hello)
            except OSError:
                refused += time.monotonic() - began > 5
                pause = random.random() * min(MOST, FIRST * 2**tries)
                heapq.heappush(due, (time.monotonic() + pause, next(order), tries + 1, cookie))
        turn(0.02)
        assert time.monotonic() < began + 300, (len(due), side.least())
    return refused


def test_a_long_log_is_caught_up_with_in_bounded_memory(site):
    _cookies, (thread,) = crowd_on(site, 1)
    lengthen_on(site, thread, 1000)
    few, small = caught_up(site, thread)
    lengthen_on(site, thread, 9000)
    many, large = caught_up(site, thread)
    print(f"\ncatching up {few} events: {small / 1e6:.1f} MB more at the peak")
    print(f"catching up {many} events: {large / 1e6:.1f} MB more at the peak   limit: no more")

    assert (few, many) == (1000, 10000)
    assert large < small + 8e6


def caught_up(site, thread):
    """All events from nothing, page by page; how many, and the bytes that the server grew by at most."""
    process = Path(f"/proc/{site.servers[0].pid}")
    with site.client("ada") as ada:
        address = f"/api/v1/threads/{thread}/events?limit=500&after="
        ada.get(address + "0")
        (process / "clear_refs").write_text("5")  # forget the peak until now
        before, seqs = _peak(process), []
        while True:
            page = ada.get(address + str(len(seqs))).json()
            seqs += [event["seq"] for event in page["events"]]
            if len(seqs) >= page["head"]:
                break
    assert seqs == list(range(1, page["head"] + 1))
    return len(seqs), _peak(process) - before


def _peak(process: Path) -> int:
    lines = (process / "status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
