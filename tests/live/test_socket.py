"""The one socket, by its contract."""

import asyncio
import json
import re

import pytest
from channels.db import database_sync_to_async

from discussion.models import Thread
from live import limits
from people.hooks import rights_changed
from people.levels import Level
from people.models import Membership
from tests.factories.discussion import command, post, thread_in
from tests.live.conftest import cookie_of, hear, hear_until, say
from tests.people import make_cast

pytestmark = pytest.mark.django_db(transaction=True)
in_thread = database_sync_to_async


@pytest.fixture
def cast(transactional_db):
    return make_cast()


@pytest.fixture
def thread(cast):
    return thread_in(cast)


def quick(monkeypatch, seconds=0.2):
    monkeypatch.setattr(limits, "HEARTBEAT", seconds)


async def test_who_subscribes_hears_the_head_and_then_each_event(cast, thread, listen):
    await in_thread(post)(thread, cast.rob, "Before")
    ada = await listen(cast.ada)

    await say(ada, subscribe={thread.topic: 1, "inbox": 0})
    heads = await hear(ada)
    result = await in_thread(command)(thread, cast.rob, body="Now")
    frame = await hear(ada)

    assert heads == {"heads": {thread.topic: 1, "inbox": 0}}
    assert frame == {"topic": thread.topic, "seq": 2, "event": result.event}
    await ada.disconnect()


async def test_what_was_missed_comes_first(cast, thread, listen):
    for number in range(3):
        await in_thread(post)(thread, cast.rob, str(number))
    ada = await listen(cast.ada)

    await say(ada, subscribe={thread.topic: 1})
    frames = await hear_until(ada, "heads")

    assert [frame.get("seq") for frame in frames] == [2, 3, None]
    await ada.disconnect()


async def test_who_is_far_behind_is_sent_to_the_page(cast, thread, listen, monkeypatch):
    monkeypatch.setattr(limits, "BEHIND", 2)
    for number in range(3):
        await in_thread(post)(thread, cast.rob, str(number))
    ada = await listen(cast.ada)

    await say(ada, subscribe={thread.topic: 0})
    frames = await hear_until(ada, "heads")

    assert frames == [
        {"snapshot": f"/threads/{thread.pk}?around=3", "topic": thread.topic},
        {"heads": {thread.topic: 3}},
    ]
    await ada.disconnect()


@pytest.mark.parametrize(
    "name", ["thread:{pk}", "thread:999999", "thread:x", "nothing:1", "thread:", "inbox:1", ""]
)
async def test_a_topic_that_one_may_not_hear_is_refused(cast, listen, name):
    narrow = await in_thread(thread_in)(cast, level=Level.REGION)
    topic = name.format(pk=narrow.pk)
    sam = await listen(cast.sam)

    await say(sam, subscribe={topic: 0})
    frames = await hear_until(sam, "heads")
    await in_thread(post)(narrow, cast.rob, "secret")

    assert frames == [{"refused": topic}, {"heads": {}}]
    assert await sam.receive_nothing(0.2)
    await sam.disconnect()


async def test_after_unsubscribing_one_hears_nothing(cast, thread, listen):
    ada = await listen(cast.ada)
    await say(ada, subscribe={thread.topic: 0})
    await hear(ada)

    await say(ada, unsubscribe=[thread.topic], ping=7)
    pong = await hear(ada)
    await asyncio.sleep(0.1)
    await in_thread(post)(thread, cast.rob)

    assert pong == {"pong": 7}
    assert await ada.receive_nothing(0.2)
    await ada.disconnect()


async def test_a_lost_bell_shows_in_the_next_heads(cast, thread, listen, monkeypatch):
    quick(monkeypatch)
    ada = await listen(cast.ada)
    await say(ada, subscribe={thread.topic: 0})
    await hear_until(ada, "heads")

    await in_thread(Thread.objects.filter(pk=thread.pk).update)(head_seq=1)
    heads = [await hear(ada) for _beat in range(2)][-1]

    assert heads["heads"][thread.topic] == 1
    await ada.disconnect()


async def test_losing_the_right_ends_the_subscription(cast, thread, listen):
    ada = await listen(cast.ada)
    await say(ada, subscribe={thread.topic: 0})
    await hear(ada)

    def leave():
        Membership.objects.filter(person=cast.ada).delete()
        rights_changed(cast.ada)

    await in_thread(leave)()
    refused = await hear(ada)
    await hear_until(ada, "heads")
    await in_thread(post)(thread, cast.rob)

    assert refused == {"refused": thread.topic}
    assert await ada.receive_nothing(0.2)
    await ada.disconnect()


async def test_losing_the_right_unheard_ends_it_within_one_heartbeat(
    cast, thread, listen, monkeypatch
):
    quick(monkeypatch)
    ada = await listen(cast.ada)
    await say(ada, subscribe={thread.topic: 0})
    await hear(ada)

    await in_thread(Membership.objects.filter(person=cast.ada).delete)()
    frames = await hear_until(ada, "refused")

    assert frames[-1] == {"refused": thread.topic}
    await ada.disconnect()


async def test_logging_out_closes_with_4401(cast, thread, listen, monkeypatch):
    quick(monkeypatch)
    from django.contrib.sessions.models import Session

    ada = await listen(cast.ada)
    await say(ada, subscribe={thread.topic: 0})
    await hear(ada)

    await in_thread(Session.objects.all().delete)()
    message = await ada.receive_output(15)
    while message["type"] == "websocket.send":
        message = await ada.receive_output(15)

    assert message == {"type": "websocket.close", "code": 4401}
    await ada.disconnect()


async def test_who_is_not_logged_in_hears_why(listen):
    nobody = await listen(None)

    assert await nobody.receive_output(15) == {"type": "websocket.close", "code": 4401}
    await nobody.disconnect()


async def test_the_page_of_somebody_else_hears_nothing(cast, thread, listen):
    cookie = await in_thread(cookie_of)(cast.rob)
    left = await listen(cast.rob, cookie, query=f"as={cast.ada.pk}")
    own = await listen(cast.rob, cookie, query=f"as={cast.rob.pk}")

    await say(own, subscribe={thread.topic: 0})

    assert await left.receive_output(15) == {"type": "websocket.close", "code": 4401}
    assert await hear(own) == {"heads": {thread.topic: 0}}
    await left.disconnect()
    await own.disconnect()


async def test_a_new_notice_rings_the_inbox_with_its_number(cast, thread, listen):
    await in_thread(post)(thread, cast.ada)
    ada = await listen(cast.ada)
    await say(ada, subscribe={"inbox": 0})
    assert await hear(ada) == {"heads": {"inbox": 0}}

    await in_thread(post)(thread, cast.rob)

    assert await hear(ada) == {"heads": {"inbox": 1}}
    await ada.disconnect()


async def test_typing_is_told_to_others_only(cast, thread, listen):
    ada, rob = await listen(cast.ada), await listen(cast.rob)
    for socket in (ada, rob):
        await say(socket, subscribe={thread.topic: 0})
        await hear(socket)

    await say(ada, typing=thread.topic)

    told = await hear(rob)
    assert told == {"typing": thread.topic, "who": told["who"]}
    assert re.fullmatch("[0-9a-f]{8}", told["who"])
    assert await ada.receive_nothing(0.2)
    await ada.disconnect()
    await rob.disconnect()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"subscribe": []}',
        '{"subscribe": {"thread:1": -1}}',
        '{"subscribe": {"x": 1.5}}',
        '{"subscribe": {"x": true}}',
        '{"unsubscribe": "x"}',
        '{"typing": 1}',
        '{"ping": "x"}',
        "[" * 10_000,
        "x" * 20_000,
    ],
)
async def test_nonsense_is_answered_and_harmless(cast, listen, text):
    ada = await listen(cast.ada)

    await ada.send_to(text_data=text)
    answer = await hear(ada)
    await say(ada, ping=1)

    assert list(answer) == ["error"]
    assert await hear(ada) == {"pong": 1}
    await ada.disconnect()


async def test_who_talks_without_end_is_closed(cast, listen):
    ada = await listen(cast.ada)

    for _time in range(limits.PACE[1] + 5):
        await ada.send_to(text_data=json.dumps({"ping": 1}))
    message = await ada.receive_output(15)
    while message["type"] == "websocket.send":
        message = await ada.receive_output(15)

    assert message == {"type": "websocket.close", "code": 1008}
    await ada.disconnect()


async def test_a_socket_ends_itself_with_1012(cast, listen, monkeypatch):
    monkeypatch.setattr(limits, "LIFE", (0.1, 0.2))
    ada = await listen(cast.ada)

    assert await ada.receive_output(15) == {"type": "websocket.close", "code": 1012}
    await ada.disconnect()


async def test_a_large_event_rings_without_itself(cast, thread, listen):
    ada = await listen(cast.ada)
    await say(ada, subscribe={thread.topic: 0})
    await hear(ada)

    await in_thread(post)(thread, cast.rob, "word " * 3_500 + "\n\n- a" * 200)
    small = await hear(ada)
    await in_thread(post)(thread, cast.rob, "**w** " * 3_300)
    large = await hear(ada)

    assert small["event"]["seq"] == 1
    assert large == {"topic": thread.topic, "seq": 2}
    await ada.disconnect()


async def test_a_fault_of_ours_closes_with_4500(cast, listen, monkeypatch):
    ada = await listen(cast.ada)

    def broken(_text):
        raise RuntimeError

    monkeypatch.setattr("live.frames.read", broken)
    await say(ada, ping=1)

    assert await ada.receive_output(15) == {"type": "websocket.close", "code": 4500}
    await ada.disconnect()


async def test_two_sockets_of_one_person_are_served_apart(cast, thread, listen):
    cookie = await in_thread(cookie_of)(cast.ada)
    one, two = await listen(cast.ada, cookie), await listen(cast.ada, cookie)
    await say(one, subscribe={thread.topic: 0})
    await hear(one)
    await one.disconnect()
    await say(two, subscribe={thread.topic: 0})
    await hear(two)

    await in_thread(post)(thread, cast.rob)

    assert (await hear(two))["seq"] == 1
    await two.disconnect()
