"""A reader by the rules of the contract, in Python: for simulations, scripts and load."""

from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID, uuid4

from discussion.reducer import ThreadView, apply


@dataclass
class Feed:
    """seq <= last: ignore; == last + 1: apply; beyond: hold, and ask for the gap."""

    last: int = 0
    known: int = 0
    held: dict[int, dict[str, Any]] = field(default_factory=dict)

    def offer(self, seq: int, event: dict[str, Any] | None) -> list[dict[str, Any]]:
        self.known = max(self.known, seq)
        if seq > self.last and event is not None:
            self.held[seq] = event
        ready = []
        while self.last + 1 in self.held:
            self.last += 1
            ready.append(self.held.pop(self.last))
        return ready

    def head(self, seq: int) -> None:
        self.known = max(self.known, seq)

    @property
    def behind(self) -> bool:
        return self.known > self.last


class HighestSeen(Feed):
    """The wrong way: remember only the highest number. A control that must lose posts."""

    def offer(self, seq: int, event: dict[str, Any] | None) -> list[dict[str, Any]]:
        if seq <= self.last or event is None:
            return []
        self.last = self.known = seq
        return [{**event}]


@dataclass
class Waiting:
    """One command in the outbox."""

    kind: str
    payload: dict[str, Any]
    key: UUID = field(default_factory=uuid4)


@dataclass
class Reader:
    """One page: its view, its feed, its outbox."""

    name: str
    feed: Feed = field(default_factory=Feed)
    seen: list[int] = field(default_factory=list)
    view: ThreadView = field(default_factory=ThreadView)
    outbox: list[Waiting] = field(default_factory=list)
    touched: set[tuple[str, str]] = field(default_factory=set)  # kind and post: once each

    def compose(self, body: str) -> None:
        """Type a text."""
        self.outbox.append(Waiting("post", {"body": body}))

    def touch(self, person: int, chance: Random) -> None:
        """Do something with a post of the own view: a sign, other words, or taking it back and restoring it."""
        for post in chance.sample(list(self.view.posts.values()), len(self.view.posts)):
            own = post["author"]["id"] == person
            kind = chance.choice(["react", "edit", "delete"] if own else ["react"])
            if (kind, post["id"]) in self.touched:
                continue
            self.touched.add((kind, post["id"]))
            done = [Waiting("react", {"post": post["id"], "sign": "helps", "on": True})]
            if kind == "edit":
                done = [Waiting("edit", {"post": post["id"], "body": f"{self.name} says better"})]
            if kind == "delete":
                done = [Waiting(one, {"post": post["id"]}) for one in ("delete", "restore")]
            self.outbox.extend(done)
            return

    def take(self, seq: int, event: dict[str, Any] | None) -> None:
        for one in self.feed.offer(seq, event):
            self.seen.append(one["seq"])
            if self.view.head == one["seq"] - 1:
                self.view = apply(self.view, one)

    def reload(self) -> None:
        """The page is loaded again: outbox and view are kept, what was held is lost."""
        self.feed.held.clear()
