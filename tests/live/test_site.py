"""The contract over real servers and real sockets, also between processes."""

import asyncio
import json
import os
import shutil
import signal
import threading
import time
import uuid

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

TOGETHER = bool(shutil.which("redis-server") or os.environ.get("REDIS_URL"))


def socket(site, name, number=0, origin=None):
    port = site.ports[number]
    headers = {"Cookie": site.people[name]["cookie"]}
    return connect(
        f"ws://127.0.0.1:{port}/ws/live",
        origin=origin or f"http://127.0.0.1:{port}",
        additional_headers=headers,
    )


async def until(ws, wanted, patience=20):
    """The first frame that `wanted` says yes to."""
    async with asyncio.timeout(patience):
        while True:
            frame = json.loads(await ws.recv())
            if wanted(frame):
                return frame


def topic(site):
    return f"thread:{site.thread}"


def head(site):
    with site.client("rob") as rob:
        return rob.get(f"/api/v1/threads/{site.thread}").json()["head"]


async def test_a_post_reaches_a_socket_of_another_process(site):
    before = head(site)
    async with socket(site, "ada", number=1) as ada:
        await ada.send(json.dumps({"subscribe": {topic(site): before}}))
        await until(ada, lambda frame: "heads" in frame)
        with site.client("rob") as rob:
            answer = await asyncio.to_thread(site.post, rob, "Hello there")
        if TOGETHER:
            frame = await until(ada, lambda frame: frame.get("seq"))
            assert frame == {
                "topic": topic(site),
                "seq": before + 1,
                "event": answer.json()["event"],
            }
        else:  # without Redis the bell does not reach the other process: the head does
            frame = await until(
                ada, lambda frame: frame.get("heads", {}).get(topic(site)) == before + 1
            )

    assert answer.status_code == 201


async def test_a_long_poll_is_answered_when_something_comes(site):
    before = head(site)
    with site.client("ada") as ada, site.client("rob") as rob:
        address = f"/api/v1/threads/{site.thread}/events?after={before}&wait=20"
        began = time.monotonic()
        asked = asyncio.create_task(asyncio.to_thread(ada.get, address))
        await asyncio.sleep(1.5)
        waited = not asked.done()
        await asyncio.to_thread(site.post, rob, "Something")
        told = (await asked).json()

    assert waited
    assert [event["seq"] for event in told["events"]] == [before + 1]
    assert time.monotonic() - began < 18


def test_a_long_poll_ends_with_nothing_in_its_time(site):
    before = head(site)
    with site.client("ada") as ada:
        began = time.monotonic()
        told = ada.get(f"/api/v1/threads/{site.thread}/events?after={before}&wait=1.5").json()

    assert told == {"head": before, "events": []}
    assert 1.4 < time.monotonic() - began < 15


def test_a_stranger_does_not_wait(site):
    with site.client("ben") as ben:
        began = time.monotonic()
        answer = ben.get(f"/api/v1/threads/{site.thread}/events?after=0&wait=20")

    assert answer.status_code == 404
    assert time.monotonic() - began < 15


def test_socket_and_long_poll_give_the_same_event(site):
    before = head(site)
    with site.client("rob") as rob:
        event = site.post(rob, "The same everywhere").json()["event"]
        polled = rob.get(f"/api/v1/threads/{site.thread}/events?after={before}").json()["events"]

    assert polled == [event]


async def test_twenty_at_once_with_one_key_make_one_post(site):
    key = str(uuid.uuid4())
    clients = [site.client("rob", number % 2) for number in range(20)]
    answers = await asyncio.gather(
        *(asyncio.to_thread(site.post, client, "Once", key) for client in clients)
    )
    for client in clients:
        client.close()

    assert sorted({answer.status_code for answer in answers}) in ([200, 201], [201])
    assert len({answer.json()["seq"] for answer in answers}) == 1
    assert [answer.status_code for answer in answers].count(201) == 1


async def test_many_writers_in_two_processes_leave_no_hole(site):
    before = head(site)
    names = ["rob", "mia", "ada", "pim"]
    clients = [site.client(name, number % 2) for number, name in enumerate(names)]

    def write(client, name):
        return [site.post(client, f"{name} {number}").json()["seq"] for number in range(5)]

    taken = await asyncio.gather(
        *(asyncio.to_thread(write, *pair) for pair in zip(clients, names, strict=True))
    )
    log = site.log(clients[0])
    for client in clients:
        client.close()

    assert sorted(seq for seqs in taken for seq in seqs) == list(range(before + 1, before + 21))
    assert all(seqs == sorted(seqs) for seqs in taken)
    assert [event["seq"] for event in log] == list(range(1, before + 21))


@pytest.mark.parametrize("origin", ["http://evil.example", "null"])
async def test_a_socket_from_elsewhere_is_refused(site, origin):
    with pytest.raises(InvalidStatus) as refused:
        async with socket(site, "ada", origin=origin):
            pass

    assert refused.value.response.status_code == 403


async def test_close_codes_reach_the_browser(site):
    async with connect(
        f"ws://127.0.0.1:{site.ports[0]}/ws/live", origin=f"http://127.0.0.1:{site.ports[0]}"
    ) as nobody:
        with pytest.raises(ConnectionClosed) as closed:
            await asyncio.wait_for(nobody.recv(), 15)

    assert closed.value.rcvd.code == 4401


async def test_a_reader_that_does_not_read_costs_the_others_nothing(site):
    before = head(site)
    async with socket(site, "pim") as sleeper, socket(site, "ada") as ada:
        for ws in (sleeper, ada):
            await ws.send(json.dumps({"subscribe": {topic(site): before}}))
        await until(ada, lambda frame: "heads" in frame)
        sleeper.transport.pause_reading()
        with site.client("rob") as rob:
            for number in range(10):
                await asyncio.to_thread(site.post, rob, f"Long {number} " + "words " * 3000)
        seen = [await until(ada, lambda frame: "seq" in frame) for _frame in range(10)]

    assert [frame["seq"] for frame in seen] == list(range(before + 1, before + 11))


async def test_a_server_killed_while_people_write_loses_and_doubles_nothing(site):
    sent: list[tuple[str, str]] = []
    stop = threading.Event()

    def write(name):
        with site.client(name) as client:
            number = 0
            while not stop.is_set():
                number += 1
                body, key = f"{name}-{uuid.uuid4().hex[:6]}-{number}", str(uuid.uuid4())
                for _try in range(60):
                    try:
                        answer = site.post(client, body, key)
                    except Exception:  # noqa: BLE001 -- whatever breaks, the same key again
                        time.sleep(0.2)
                        continue
                    if answer.status_code < 500:
                        assert answer.status_code in (200, 201), answer.text
                        sent.append((body, key))
                        break

    writers = [asyncio.create_task(asyncio.to_thread(write, name)) for name in ("chris", "wim")]
    await asyncio.sleep(1.0)
    await asyncio.to_thread(site.restart, 0, signal.SIGKILL)
    await asyncio.sleep(1.0)
    stop.set()
    await asyncio.gather(*writers)

    with site.client("rob") as rob:
        bodies = [event["body_html"] for event in site.log(rob) if event["kind"] == "create"]
        head_, events = head(site), []
        while len(events) < head_:
            piece = rob.get(
                f"/api/v1/threads/{site.thread}/events?after={len(events)}&limit=500"
            ).json()["events"]
            events += piece
    assert sent
    for body, _key in sent:
        assert sum(body in html for html in bodies) == 1
    assert [event["seq"] for event in events] == list(range(1, head_ + 1))


async def test_a_deploy_closes_with_1012(site):
    async with socket(site, "ada", number=1) as ada:
        await ada.send(json.dumps({"ping": 1}))
        await until(ada, lambda frame: "pong" in frame)
        restart = asyncio.create_task(asyncio.to_thread(site.restart, 1, signal.SIGTERM))
        with pytest.raises(ConnectionClosed) as closed:
            await until(ada, lambda frame: False)
        await restart

    assert closed.value.rcvd.code == 1012


async def heard(ws, seq):
    try:
        return await until(ws, lambda frame: frame.get("seq") == seq, 1)
    except TimeoutError:
        return None


@pytest.mark.skipif(not shutil.which("redis-server"), reason="install redis-server to kill it")
async def test_a_killed_redis_loses_no_post_and_the_bell_comes_back(site):
    before = head(site)
    async with socket(site, "ada", number=1) as ada:
        await ada.send(json.dumps({"subscribe": {topic(site): before}}))
        await until(ada, lambda frame: "heads" in frame)
        with site.client("rob") as rob:
            site.bell.stop()
            silent = await asyncio.to_thread(site.post, rob, "Nobody rings")
            found = await until(
                ada, lambda frame: frame.get("heads", {}).get(topic(site)) == before + 1
            )
            await asyncio.to_thread(site.bell.start)
            rung = None
            for number in range(15):  # the listener comes back by itself, a little later
                answer = await asyncio.to_thread(site.post, rob, f"Again {number}")
                assert answer.status_code == 201
                if rung := await heard(ada, answer.json()["seq"]):
                    break

    assert silent.status_code == 201
    assert found
    assert rung is not None
