"""The one listener of a process: each reader hears its topics, whatever the layer does."""

import asyncio

import pytest
from asgiref.sync import sync_to_async
from channels.layers import InMemoryChannelLayer, channel_layers

from live.hub import Hub
from live.publish import group_of, ring


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


class Swallowing(InMemoryChannelLayer):
    """A layer behind a network that swallows everything, until it is begun anew."""

    def __init__(self):
        super().__init__()
        self.silent = False
        self.knocks, self.added = asyncio.Queue(), asyncio.Event()

    async def send(self, *args):
        self.knocks.put_nowait(args)
        if not self.silent:
            await super().send(*args)

    async def group_add(self, *args):
        await super().group_add(*args)
        self.added.set()

    async def flush(self):
        self.silent = False
        await super().flush()


async def test_a_layer_that_fell_silent_is_found_out_and_begun_anew(monkeypatch):
    monkeypatch.setattr("live.limits.SILENCE", 0.05)
    monkeypatch.setattr("live.limits.RING", 0.05)
    monkeypatch.setattr("live.hub.PAUSE", 0.01)
    hub, ear = Hub(), Ear()
    layer = hub._layer = Swallowing()
    await hub.join("thread:1", ear)

    layer.silent = True
    layer.added.clear()
    await asyncio.wait_for(layer.added.wait(), 15)  # only the hub's own doubt brings it there
    await layer.group_send(group_of("thread:1"), {"type": "live", "topic": "thread:1"})
    await asyncio.sleep(0.05)

    assert ear.heard == ["thread:1"]
    await hub.leave(ear, "thread:1")


async def test_a_layer_at_rest_is_left_in_peace(monkeypatch):
    monkeypatch.setattr("live.limits.SILENCE", 0.02)
    monkeypatch.setattr("live.limits.RING", 0.3)
    hub, ear = Hub(), Ear()
    layer = hub._layer = Swallowing()
    await hub.join("thread:1", ear)
    channel = hub._channel

    for _knock in range(3):
        await asyncio.wait_for(layer.knocks.get(), 15)

    assert hub._channel == channel
    await hub.leave(ear, "thread:1")


async def test_a_request_with_many_bells_waits_once_for_a_layer_that_fails(layer, monkeypatch):
    hub, ear = Hub(), Ear()
    await hub.join("thread:1", ear)
    layer.failures = 1

    for _bell in range(3):
        await rung("thread:1")
    heard_at_first = list(ear.heard)
    monkeypatch.setattr("live.publish._shut", {})
    await rung("thread:1")

    assert heard_at_first == []
    assert ear.heard == ["thread:1"]
    await hub.leave(ear, "thread:1")
