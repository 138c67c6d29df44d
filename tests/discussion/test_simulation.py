"""Three readers, one real log, and a transport that loses, doubles and reorders; a server that dies after the commit.

The readers here are the model of the contract, so that many storms take seconds; `tests/live/test_storm_in_browser.py`
plays the same with real pages, and `test_feed.py` and `test_reducer.py` hold the page's rules against the model.
"""

import random
from collections.abc import Callable
from uuid import uuid4

import pytest

from discussion.actions import carry_out
from discussion.models import Post, Thread
from discussion.queries import events_after, thread_view
from tests.discussion.client import Feed, HighestSeen, Reader
from tests.factories.discussion import thread_in

DROP, DOUBLE, DIE, RELOAD = 0.6, 0.3, 0.2, 0.05
TEXTS = 6


class World:
    """Everything between the readers and the log."""

    def __init__(
        self,
        thread: Thread,
        people: dict,
        seed: int,
        feed: Callable[[], Feed] = Feed,
        keys: bool = True,
        touching: bool = False,
    ) -> None:
        self.thread, self.people, self.keys, self.touching = thread, people, keys, touching
        self.chance = random.Random(seed)
        self.readers = [Reader(name, feed=feed()) for name in people]
        self.wire: list[tuple[Reader, int, dict]] = []
        self.broken = True

    def send(self, reader: Reader) -> None:
        """Try the first text of the outbox; the request or its answer may be lost."""
        waiting = reader.outbox[0]
        if self.broken and self.chance.random() < DROP / 2:
            return
        result = carry_out(
            thread=self.thread,
            by=self.people[reader.name],
            key=waiting.key if self.keys else uuid4(),
            kind=waiting.kind,
            payload=waiting.payload,
        )
        if self.broken and self.chance.random() < DIE:
            return  # committed, and nobody hears of it
        if not result.repeated:
            self.ring(result.seq, result.event)
        if self.broken and self.chance.random() < DROP / 2:
            return
        reader.outbox.pop(0)
        reader.take(result.seq, result.event)

    def ring(self, seq: int, event: dict) -> None:
        for reader in self.readers:
            for _copy in range(2 if self.broken and self.chance.random() < DOUBLE else 1):
                if not self.broken or self.chance.random() >= DROP:
                    self.wire.append((reader, seq, event))

    def deliver(self) -> None:
        """Some of what is on the wire arrives, in any order."""
        self.chance.shuffle(self.wire)
        for _frame in range(self.chance.randint(0, len(self.wire))):
            reader, seq, event = self.wire.pop()
            reader.take(seq, event)

    def ask(self, reader: Reader) -> None:
        """A heartbeat tells the head; who is behind reads the log."""
        reader.feed.head(Thread.objects.get(pk=self.thread.pk).head_seq)
        if reader.feed.behind:
            for event in events_after(self.thread.pk, reader.feed.last, 3):
                reader.take(event["seq"], event)

    def run(self) -> None:
        for reader in self.readers:
            for number in range(TEXTS):
                reader.compose(f"{reader.name} {number}")
        for _step in range(120):
            reader = self.chance.choice(self.readers)
            if reader.outbox:
                self.send(reader)
            elif self.touching:
                reader.touch(self.people[reader.name].pk, self.chance)
            self.deliver()
            if self.chance.random() < 0.2:
                self.ask(reader)
            if self.chance.random() < RELOAD:
                reader.reload()
        self.heal()

    def heal(self) -> None:
        self.broken = False
        while any(reader.outbox for reader in self.readers):
            for reader in self.readers:
                if reader.outbox:
                    self.send(reader)
        while self.wire:
            self.deliver()
        for _time in range(40):
            for reader in self.readers:
                self.ask(reader)


@pytest.fixture
def world(cast, monkeypatch):
    monkeypatch.setattr("discussion.actions.commands.A_MINUTE", 10_000)
    thread = thread_in(cast)
    people = {"rob": cast.rob, "ada": cast.ada, "pim": cast.pim}
    return lambda seed, **how: World(thread, people, seed, **how)


def composed():
    return sorted(f"{name} {number}" for name in ("rob", "ada", "pim") for number in range(TEXTS))


@pytest.mark.parametrize("seed", range(4))
def test_after_the_storm_every_view_is_the_log(world, seed):
    storm = world(seed)

    storm.run()

    bodies = list(Post.objects.order_by("seq").values_list("body_md", flat=True))
    assert sorted(bodies) == composed()
    for name in ("rob", "ada", "pim"):
        assert [body for body in bodies if body.startswith(name)] == [
            f"{name} {number}" for number in range(TEXTS)
        ]
    fresh = thread_view(Thread.objects.get())
    for reader in storm.readers:
        assert reader.seen == list(range(1, fresh.head + 1))
        assert reader.view == fresh


@pytest.mark.parametrize("seed", range(1, 4))
def test_whatever_is_done_with_posts_every_view_is_the_log(world, seed):
    storm = world(seed, touching=True)

    storm.run()

    log = events_after(storm.thread.pk, 0, 1000)
    fresh = thread_view(Thread.objects.get())
    assert len({event["key"] for event in log}) == len(log) == fresh.head
    assert {event["kind"] for event in log} == {"create", "edit", "delete", "restore", "react"}
    assert [reader.view == fresh for reader in storm.readers] == [True] * len(storm.readers)


def test_without_keys_posts_are_doubled(world):
    storm = world(1, keys=False)

    storm.run()

    assert Post.objects.count() > len(composed())


def test_who_remembers_only_the_highest_number_misses_posts(world):
    storm = world(1, feed=HighestSeen)

    storm.run()

    assert any(len(reader.seen) < len(composed()) for reader in storm.readers)
