"""One reader's way out: in order, at once, with an end; and the one listener behind it."""

import asyncio

import pytest
from asgiref.sync import sync_to_async
from channels.layers import InMemoryChannelLayer, channel_layers

from live import limits
from live.hub import Hub
from live.outlet import Outlet
from live.publish import group_of, ring


class Door:
    """A socket's send that can be held shut."""

    def __init__(self):
        self.open = asyncio.Event()
        self.open.set()
        self.sent = []

    async def send(self, message):
        await self.open.wait()
        self.sent.append(message.get("text", message.get("code")))


async def test_frames_go_out_at_once_and_without_a_task():
    door = Door()
    outlet = Outlet(door.send)
    before = len(asyncio.all_tasks())

    outlet.put("one")
    outlet.put("two")

    assert door.sent == ["one", "two"]
    assert len(asyncio.all_tasks()) == before


async def test_what_had_to_wait_goes_out_in_order():
    door = Door()
    outlet = Outlet(door.send)
    door.open.clear()

    for number in range(5):
        outlet.put(str(number))
    assert door.sent == []
    door.open.set()
    await outlet.room()
    outlet.put("5")

    assert door.sent == list("012345")


async def test_a_reader_that_does_not_keep_up_is_closed_with_1013(monkeypatch):
    monkeypatch.setattr(limits, "BACKLOG", 3)
    door = Door()
    outlet = Outlet(door.send)
    door.open.clear()

    for number in range(10):
        outlet.put(str(number))
    door.open.set()
    await outlet.room()

    assert outlet.closed
    assert door.sent == ["0", 1013]


async def test_after_closing_nothing_goes_out():
    door = Door()
    outlet = Outlet(door.send)

    outlet.close(4401)
    outlet.put("late")
    outlet.close(1012)

    assert door.sent == [4401]


async def test_a_socket_that_died_is_no_fault():
    async def dead(_message):
        raise ConnectionResetError

    outlet = Outlet(dead)

    outlet.put("one")

    assert outlet.closed


async def test_a_cancelled_wait_tells_the_send():
    heard = []

    async def send(_message):
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            heard.append("cancelled")
            raise

    outlet = Outlet(send)
    outlet.put("one")
    await asyncio.sleep(0)
    outlet.drop()
    await asyncio.sleep(0.05)

    assert heard == ["cancelled"]


# The hub


class Ear:
    def __init__(self):
        self.heard = []

    def hear(self, message):
        self.heard.append(message["topic"])


class Deaf(Ear):
    def hear(self, message):
        raise RuntimeError


class Shaky(InMemoryChannelLayer):
    """A layer that fails as often as it is told."""

    failures = 0

    def fail(self):
        if self.failures:
            self.failures -= 1
            raise ConnectionError

    async def new_channel(self, *args):
        self.fail()
        return await super().new_channel(*args)

    async def group_add(self, *args):
        self.fail()
        await super().group_add(*args)

    async def group_send(self, *args):
        self.fail()
        await super().group_send(*args)


@pytest.fixture
def layer():
    shaky = Shaky()
    before = channel_layers.set("default", shaky)
    yield shaky
    channel_layers.backends.pop("default", None)
    if before:
        channel_layers.set("default", before)


async def rung(topic):
    await sync_to_async(ring)([topic], {})
    await asyncio.sleep(0.05)


async def test_each_reader_hears_its_topics_and_one_in_trouble_costs_the_others_nothing(layer):
    hub, deaf, ear = Hub(), Deaf(), Ear()
    for reader in (deaf, ear):
        await hub.join("thread:1", reader)

    await rung("thread:1")
    await rung("thread:2")
    await hub.leave(deaf, "thread:1")

    assert ear.heard == ["thread:1"]
    await hub.leave(ear, "thread:1")


async def test_one_subscription_for_a_topic_however_many_listen(layer):
    hub, ears = Hub(), [Ear() for _one in range(20)]
    for ear in ears:
        await hub.join("thread:1", ear)

    subscribed = len(layer.groups[group_of("thread:1")])
    for ear in ears:
        await hub.leave(ear, "thread:1")

    assert subscribed == 1
    assert group_of("thread:1") not in layer.groups


@pytest.mark.parametrize("failures", [1, 2, 3])
async def test_a_broken_layer_is_tried_again_and_the_bell_comes_back(layer, failures, monkeypatch):
    monkeypatch.setattr("live.hub.PAUSE", 0.05)
    monkeypatch.setattr("live.hub.LONGEST", 0.05)
    hub, ear = Hub(), Ear()
    layer.failures = failures

    await hub.join("thread:1", ear)
    await asyncio.sleep(0.4)
    await rung("thread:1")

    assert ear.heard == ["thread:1"]
    await hub.leave(ear, "thread:1")


async def test_ringing_on_a_broken_layer_fails_nobody(layer):
    layer.failures = 1

    await rung("thread:1")

    assert layer.failures == 0
