"""How many others read along: a number, of people and not of sockets, and of nobody who does not want it."""

import asyncio
import json
import os
import shutil
import signal

import pytest
from channels.db import database_sync_to_async

from discussion.models import Lane
from live import limits
from live.publish import ring_now
from people.levels import Level
from tests.factories.discussion import thread_in
from tests.live.conftest import hear, hear_until, say
from tests.live.test_site import socket, topic, until
from tests.people import make_cast

in_thread = database_sync_to_async
TOGETHER = bool(shutil.which("redis-server") or os.environ.get("REDIS_URL"))


@pytest.fixture
def cast(transactional_db):
    return make_cast()


@pytest.fixture
def thread(cast):
    return thread_in(cast)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(limits, "TURN", 0.05)


async def reads(listen, person, thread):
    """A socket that has the thread open and wants to be counted, and what it heard of that at first."""
    one = await listen(person)
    await say(one, subscribe={thread.topic: 0}, reading=[thread.topic])
    frames = await hear_until(one, "reading")
    assert frames[0] == {"heads": {thread.topic: 0}}
    return one, frames[-1]["others"]


async def others(socket, thread):
    frame = await hear(socket)
    assert frame == {"reading": thread.topic, "others": frame["others"]}
    return frame["others"]


async def test_two_people_each_know_of_one_other(cast, thread, listen):
    ada, alone = await reads(listen, cast.ada, thread)
    rob, _first = await reads(listen, cast.rob, thread)

    assert alone == 0
    assert await others(ada, thread) == 1
    await rob.disconnect()
    assert await others(ada, thread) == 0
    await ada.disconnect()


async def test_one_person_on_two_devices_counts_once(cast, thread, listen):
    ada, _alone = await reads(listen, cast.ada, thread)
    rob, _first = await reads(listen, cast.rob, thread)
    assert await others(ada, thread) == 1

    again, known = await reads(listen, cast.rob, thread)
    await rob.disconnect()

    assert known == 1
    assert await ada.receive_nothing(0.3)
    await again.disconnect()
    assert await others(ada, thread) == 0
    await ada.disconnect()


async def test_who_does_not_want_to_be_counted_is_not_and_knows_no_number(cast, thread, listen):
    ada, _alone = await reads(listen, cast.ada, thread)
    rob, _first = await reads(listen, cast.rob, thread)
    assert await others(ada, thread) == 1
    mia = await listen(cast.mia)
    await say(mia, subscribe={thread.topic: 0})
    await hear(mia)

    await say(rob, reading=[])

    assert await others(ada, thread) == 0
    assert await mia.receive_nothing(0.2)
    for one in (ada, rob, mia):
        await one.disconnect()


async def test_leaving_the_thread_ends_the_counting(cast, thread, listen):
    ada, _alone = await reads(listen, cast.ada, thread)
    rob, _first = await reads(listen, cast.rob, thread)
    assert await others(ada, thread) == 1

    await say(rob, unsubscribe=[thread.topic])

    assert await others(ada, thread) == 0
    await ada.disconnect()
    await rob.disconnect()


@pytest.mark.parametrize("hidden", ["apart", "backstage", "few"])
async def test_where_a_number_would_tell_too_much_there_is_none(cast, thread, listen, hidden):
    fields = {
        "apart": {"audience": cast.rob},
        "backstage": {"lane": Lane.FACILITATORS},
        "few": {"level": Level.REGION},
    }
    quiet = await in_thread(thread_in)(cast, **fields[hidden])
    pair = (cast.chris, cast.chris) if hidden == "backstage" else (cast.rob, cast.mia)
    pair = (cast.rob, cast.chris) if hidden == "apart" else pair
    sockets = [await listen(one) for one in pair]

    for one in sockets:
        both = {quiet.topic: 0, thread.topic: 0}
        await say(one, subscribe=both, reading=[quiet.topic, thread.topic])
        heads = await hear(one)
        assert heads == {"heads": both}
        assert (await hear(one))["reading"] == thread.topic
    if pair[0] != pair[1]:
        assert await others(sockets[0], thread) == 1

    for one in sockets:
        await asyncio.sleep(0.2)
        told = []
        while not await one.receive_nothing(0.05):
            told.append(await hear(one))
        assert [frame for frame in told if frame.get("reading") != thread.topic] == []
        await one.disconnect()


async def test_nobody_is_counted_in_what_one_may_not_read(cast, listen):
    narrow = await in_thread(thread_in)(cast, level=Level.SESSION)
    sam = await listen(cast.sam)

    await say(sam, subscribe={narrow.topic: 0}, reading=[narrow.topic, "nothing:1", ""])
    frames = await hear_until(sam, "heads")

    assert frames == [{"refused": narrow.topic}, {"heads": {}}]
    assert await sam.receive_nothing(0.2)
    await sam.disconnect()


async def test_another_process_is_counted_by_person_until_it_is_silent(
    cast, thread, listen, monkeypatch
):
    monkeypatch.setattr(limits, "HEARTBEAT", 0.5)
    ada, _alone = await reads(listen, cast.ada, thread)
    room = "reading:" + thread.topic

    await ring_now([room], {"process": "other", "people": ["aa", "bb"]})
    frames = await hear_until(ada, "reading")
    silent = await hear_until(ada, "reading")

    assert frames[-1]["others"] == 2
    assert silent[-1]["others"] == 0
    await ada.disconnect()


async def test_a_crowd_is_told_as_ninety_nine(cast, thread, listen):
    ada, _alone = await reads(listen, cast.ada, thread)

    people = [f"{number:04}" for number in range(150)]
    await ring_now(["reading:" + thread.topic], {"process": "other", "people": people})

    assert await others(ada, thread) == limits.READERS
    await ada.disconnect()


async def test_a_crowd_that_changes_says_little(cast, thread, listen, monkeypatch):
    """However many come and go: one frame a turn for each reader, and only when the number is another."""
    monkeypatch.setattr(limits, "TURN", 0.4)
    ada, _alone = await reads(listen, cast.ada, thread)

    for number in range(20):
        words = {"process": f"p{number}", "people": [f"{number}"]}
        await ring_now(["reading:" + thread.topic], words)
        await asyncio.sleep(0.01)

    assert await others(ada, thread) == 20
    assert await ada.receive_nothing(0.6)
    await ada.disconnect()


@pytest.mark.parametrize("text", ['{"reading": "thread:1"}', '{"reading": [1]}', '{"reading": {}}'])
async def test_nonsense_is_answered(cast, listen, text):
    ada = await listen(cast.ada)

    await ada.send_to(text_data=text)

    assert list(await hear(ada)) == ["error"]
    await ada.disconnect()


@pytest.mark.xdist_group("live-site")
@pytest.mark.skipif(not TOGETHER, reason="processes hear each other only over Redis")
async def test_readers_of_two_servers_know_of_each_other_until_one_is_gone(site):
    def told(number):
        return lambda frame: frame.get("reading") == topic(site) and frame["others"] == number

    want = json.dumps({"subscribe": {topic(site): 0}, "reading": [topic(site)]})
    async with socket(site, "ada") as ada:
        await ada.send(want)
        async with socket(site, "rob", number=1) as rob, socket(site, "ada", number=1) as twice:
            await rob.send(want)
            await twice.send(want)
            await until(ada, told(1))
            await until(rob, told(1))
            await asyncio.to_thread(site.restart, 1, signal.SIGKILL)
        await until(ada, told(0))
