"""Many clients on one thread, and what has to be true of them in the end."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from discussion.queries.log import WINDOW
from discussion.reducer import fold
from tests.live.clients import Client
from tests.live.site import CROWD, Site

PATIENCE = 120.0  # seconds after the last post: a slow machine is no fault


class Crowd:
    """Clients that each post texts one after the other, and remember what they composed."""

    def __init__(self, clients: list[Client]) -> None:
        self.clients = clients
        self.composed: dict[Client, list[str]] = {client: [] for client in clients}
        self.done, self._grown = 0, asyncio.Condition()

    async def write(self, client: Client, texts: int) -> None:
        for number in range(texts):
            body = f"{client.name} {number} {uuid.uuid4().hex[:8]}"
            self.composed[client].append(body)
            await client.post(body)
            async with self._grown:
                self.done += 1
                self._grown.notify_all()

    async def write_all(self, texts: int) -> None:
        await asyncio.gather(*(self.write(client, texts) for client in self.clients))

    async def reach(self, count: int) -> None:
        """Wait until so many posts were answered."""
        async with self._grown:
            await self._grown.wait_for(lambda: self.done >= count)

    async def trouble(self) -> None:
        """Wait until somebody's post was not answered as it should be."""
        waiting = [asyncio.create_task(client.failed.wait()) for client in self.clients]
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for one in waiting:
            one.cancel()


@asynccontextmanager
async def crowd(
    site: Site, names: list[str], *, posts: int, listens: list[int]
) -> AsyncIterator[Crowd]:
    """Clients of these people, who post through one server and listen through these in turn."""
    clients = [
        Client(site, name, posts=posts, listens=listens[number % len(listens)])
        for number, name in enumerate(names)
    ]
    try:
        yield Crowd(clients)
    finally:
        await asyncio.gather(*(client.stop() for client in clients))


async def all_is_well(site: Site, crowd: Crowd, *, through: int = 0) -> None:
    """Every view is the log, each text stands in it once, everybody's own order is kept, no number is missing."""
    log = await asyncio.to_thread(whole_log, site, through)
    async with asyncio.timeout(PATIENCE):
        for client in crowd.clients:
            await client.reach(len(log))
    fresh = fold(log)

    assert [event["seq"] for event in log] == list(range(1, len(log) + 1))
    for client, bodies in crowd.composed.items():
        own = [f"<p>{body}</p>" for body in bodies]
        written = texts_of(log, site.people[client.name]["id"])
        assert [html for html in written if html in own] == own
    for client in crowd.clients:
        assert client.view == fresh
    assert list(fresh.posts.values())[-WINDOW:] == await asyncio.to_thread(newest, site, through)


def texts_of(log: list[dict], person: int) -> list[str]:
    return [
        event["body_html"].strip()
        for event in log
        if event["kind"] == "create" and event["actor"]["id"] == person
    ]


def whole_log(site: Site, through: int = 0) -> list[dict]:
    """The log as read now, page by page."""
    log: list[dict] = []
    with site.client("rob", through) as rob:
        while page := rob.get(
            f"/api/v1/threads/{site.thread}/events?after={len(log)}&limit=500"
        ).json()["events"]:
            log += page
    return log


def newest(site: Site, through: int = 0) -> list[dict]:
    """The newest posts as they read now, asked without the log."""
    with site.client("rob", through) as rob:
        return rob.get(f"/api/v1/threads/{site.thread}").json()["posts"]


def writers(count: int) -> list[str]:
    """So many clients of ten people, who each have several open."""
    return [f"writer{number % CROWD}" for number in range(count)]
