"""A client by the rules of the contract, over real HTTP and real sockets: it posts, listens and never gives up."""

import asyncio
import json
import random
import uuid
from contextlib import suppress
from typing import Any

import httpx
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from discussion.reducer import ThreadView, apply
from tests.discussion.client import Feed
from tests.live.site import Site

AWAY = (httpx.TransportError, OSError, TimeoutError, WebSocketException)
PATIENCE = 15.0  # seconds for one answer
FAILED_BEFORE_POLL = 2


class Client:
    """One person's program: posts through one server, listens through another."""

    def __init__(self, site: Site, name: str, *, posts: int = 0, listens: int = 0) -> None:
        self.topic, self.name = f"thread:{site.thread}", name
        self.feed, self.view = Feed(), ThreadView()
        self.tried: list[int | str] = []  # what the answers to posts were, while they were none
        self.sockets = self.snapshots = 0  # opened; told to read a page instead
        self._posts = self._http(site, name, posts)
        self._reads = self._http(site, name, listens)
        self._events = f"/api/v1/threads/{site.thread}/events"
        self._commands = f"/api/v1/threads/{site.thread}/commands"
        self._cookie = site.people[name]["cookie"]
        self._host = f"127.0.0.1:{site.ports[listens]}"
        self.failed, self._grown, self._gap = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._mend())]

    def _http(self, site: Site, name: str, number: int) -> httpx.AsyncClient:
        with site.client(name, number) as like:
            return httpx.AsyncClient(base_url=like.base_url, headers=like.headers, timeout=PATIENCE)

    async def post(self, body: str) -> int:
        """Send one text under one key until there is an answer; its place in the log."""
        words = {"key": str(uuid.uuid4()), "kind": "post", "body": body}
        for tries in range(200):
            try:
                answer = await self._posts.post(self._commands, json=words)
            except AWAY as error:
                self.tried.append(type(error).__name__)
            else:
                if answer.status_code < 500 and answer.status_code != 429:
                    assert answer.status_code in (200, 201), answer.text
                    told = answer.json()
                    self._take(told["seq"], told["event"])
                    return int(told["seq"])
                self.tried.append(answer.status_code)
            self.failed.set()
            await backoff(tries)
        raise AssertionError(f"{self.name} gave up: {self.tried[-5:]}")

    async def reach(self, head: int) -> None:
        """Wait until the view is so far."""
        while self.view.head < head:
            self._grown.clear()
            await self._grown.wait()

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._posts.aclose()
        await self._reads.aclose()

    async def _listen(self) -> None:
        failed = 0
        while True:
            with suppress(*AWAY):
                async with connect(
                    f"ws://{self._host}/ws/live",
                    origin=f"http://{self._host}",
                    additional_headers={"Cookie": self._cookie},
                    open_timeout=PATIENCE,
                    max_size=None,
                ) as ws:
                    self.sockets += 1
                    await ws.send(json.dumps({"subscribe": {self.topic: self.feed.last}}))
                    async for text in ws:
                        failed = 0
                        self._hear(json.loads(text))
            failed += 1
            if failed >= FAILED_BEFORE_POLL:
                with suppress(*AWAY):
                    await self._ask(wait=1)
            await backoff(failed)

    def _hear(self, frame: dict[str, Any]) -> None:
        if "snapshot" in frame:  # this client has no page to load: it reads the log
            self.snapshots += 1
        elif "seq" in frame:
            self._take(frame["seq"], frame.get("event"))
        elif self.topic in frame.get("heads", {}):
            self.feed.head(frame["heads"][self.topic])
        if self.feed.behind:
            self._gap.set()

    def _take(self, seq: int, event: dict[str, Any] | None) -> None:
        for one in self.feed.offer(seq, event):
            self.view = apply(self.view, one)
            self._grown.set()

    async def _mend(self) -> None:
        """Ask for what is missing, one question at a time."""
        failed = 0
        while True:
            await self._gap.wait()
            await asyncio.sleep(random.uniform(0.1, 0.3))  # often it is already on its way
            try:
                while self.feed.behind:
                    await self._ask()
                self._gap.clear()
                failed = 0
            except AWAY:
                failed += 1
                await backoff(failed)

    async def _ask(self, wait: int = 0) -> None:
        query = f"after={self.feed.last}&limit=200" + (f"&wait={wait}" if wait else "")
        answer = await self._reads.get(f"{self._events}?{query}")
        if answer.status_code != 200:
            raise OSError(answer.status_code)
        told = answer.json()
        for event in told["events"]:
            self._take(event["seq"], event)
        self.feed.head(told["head"])


async def backoff(tries: int) -> None:
    await asyncio.sleep(random.uniform(0, min(2.0, 0.1 * 2 ** min(tries, 10))))
