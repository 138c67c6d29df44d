"""From the press of the button to the other's screen: real posts, with their commit and their rendering."""

import http.client
import json
import re
import threading
import time
import uuid
from contextlib import closing
from itertools import cycle, islice
from queue import Empty, SimpleQueue

import pytest

from tests.benchmarks.fan_out.crowd import crowd_on
from tests.benchmarks.fan_out.sockets import Readers, turn
from tests.live.site import Site

THREADS, READERS, RATE, SECONDS = 10, 100, 20, 18
WARM = 3 * RATE  # the first posts, in which a server loads what it needs: made, and not counted
WRITERS = 8  # requests on their way at once, at most
pytestmark = pytest.mark.benchmark


@pytest.fixture(params=[1, 2], ids=["one process", "two processes over Redis"])
def site(tmp_path, request):
    made = Site(tmp_path, heartbeat=25)
    if request.param == 1:
        made.env["REDIS_URL"] = ""
    elif not made.env["REDIS_URL"]:
        pytest.skip("two processes hear each other over Redis: install redis-server")
    for _process in range(request.param):
        made.start()
    yield made
    made.stop()


def test_from_post_to_seen(site):
    cookies, threads = crowd_on(site, READERS * 2, THREADS)
    readers, authors = cookies[:READERS], cookies[READERS:]
    sides = [
        Readers(port, look=True) for _thread, port in zip(threads, cycle(site.ports), strict=False)
    ]
    for number, (side, thread) in enumerate(zip(sides, threads, strict=True)):
        side.open(readers[number::THREADS], json.dumps({"subscribe": {f"thread:{thread}": 0}}))
    posts = RATE * SECONDS
    pressed, answers = write(site.ports, threads, authors, posts)
    late = sorted(
        now - pressed[number]
        for side in sides
        for now, text in side.seen
        for number in map(int, re.findall(rb"press-(\d+)-", text)[:1])
        if number >= WARM
    )
    for side in sides:
        side.close()
    p50, p95, p99 = (late[int(len(late) * share)] / 1e6 for share in (0.5, 0.95, 0.99))
    print(
        f"\n{READERS} readers in {THREADS} threads, {RATE} posts/s, {len(site.ports)} processes, {posts} posts"
    )
    print(f"post to seen: p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms   limit p95 300 ms")

    assert set(answers) == {201}
    assert len(late) == (posts - WARM) * READERS // THREADS


def write(ports, threads, authors, posts):
    """The posts at their pace, each by the next author; when each was pressed, and how it was answered."""
    todo: SimpleQueue = SimpleQueue()
    pressed: dict[int, int] = {}
    answers: list[int] = []
    done = threading.Event()

    def work(port):
        while not (done.is_set() and todo.empty()):
            try:
                number = todo.get(timeout=0.2)
            except Empty:
                continue
            answers.append(
                _post(port, threads[number % THREADS], authors[number % READERS], number)
            )

    workers = [threading.Thread(target=work, args=[port]) for port in islice(cycle(ports), WRITERS)]
    for worker in workers:
        worker.start()
    began = time.monotonic()
    for number in range(posts):
        while time.monotonic() < began + number / RATE:
            turn(0.005)
        pressed[number] = time.monotonic_ns()
        todo.put(number)
    done.set()
    while any(worker.is_alive() for worker in workers):
        turn(0.02)
    for _try in range(50):
        turn(0.02)
    return pressed, answers


def _post(port, thread, cookie, number):
    token = uuid.uuid4().hex
    words = {"key": str(uuid.uuid4()), "kind": "post", "body": f"press-{number}- *said* by many"}
    headers = {
        "Cookie": f"{cookie}; csrftoken={token}",
        "X-CSRFToken": token,
        "Content-Type": "application/json",
    }
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as door:
        door.request("POST", f"/api/v1/threads/{thread}/commands", json.dumps(words), headers)
        answer = door.getresponse()
        answer.read()
        return answer.status
