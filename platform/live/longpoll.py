"""Waiting for the next event over plain HTTP, without a thread or a database connection.

A view that has nothing new answers at once and names in `X-Live-Wait` the topic and its head. This
wrapper keeps that answer back, listens to the hub, and asks the view again when the bell rings or
the time is up. So the rights are asked before and after, by the view itself, and where this
wrapper is missing (another kind of server) a long poll is just a short one.
"""

import asyncio
from typing import Any
from urllib.parse import parse_qsl, urlencode

from core.asgi import Application, Message, Receive, Scope, Send
from core.away import AWAY
from live import limits, reads
from live.hub import hub

HEADER = "X-Live-Wait"
head_of = reads.in_thread(reads.head_of)
_HEADER = HEADER.lower().encode()


class LongPoll:
    """`application = LongPoll(get_asgi_application())`; only requests with `wait=` are touched."""

    def __init__(self, application: Application) -> None:
        self.application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        wait = _wait_of(scope)
        if not wait:
            await self.application(scope, receive, send)
            return
        first = _Held(send)
        await self.application(scope, _no_body(), first.send)
        if first.topic and await _stayed(first.topic, wait, receive):
            await self.application(_without_wait(scope), _no_body(), send)


class _Bell:
    def __init__(self) -> None:
        self.rang = asyncio.Event()

    def hear(self, _message: dict[str, Any]) -> None:
        self.rang.set()

    def pass_on(self, _text: str, _wire: bytes) -> None:
        self.rang.set()


class _Held:
    """Passes an answer on, unless it says that the reader has to wait."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.topic = ""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = {name.lower(): value for name, value in message.get("headers", [])}
            self.topic = headers.get(_HEADER, b"").decode("ascii", "replace")
        if not self.topic:
            await self._send(message)


async def _stayed(asked: str, wait: float, receive: Receive) -> bool:
    """Wait for something new, the clock or the reader's leaving; False when the reader left."""
    topic, _space, seen = asked.partition(" ")
    bell = _Bell()
    await hub().join(topic, bell)
    left = asyncio.ensure_future(_leaving(receive))
    until = asyncio.get_running_loop().time() + wait
    try:
        while not left.done() and await _nothing_new(topic, int(seen), bell):
            rest = until - asyncio.get_running_loop().time()
            if rest <= 0:
                break
            await _next_ring(bell, left, rest)
        return not left.done()
    finally:
        left.cancel()
        await hub().leave(bell, topic)


async def _nothing_new(topic: str, seen: int, bell: _Bell) -> bool:
    """Whether the log still ends where the reader is: a bell alone, even a stray one, proves nothing."""
    bell.rang.clear()
    try:
        return bool(await head_of(topic) <= seen)
    except AWAY:
        return False  # the view says it in words


async def _next_ring(bell: _Bell, left: "asyncio.Future[None]", rest: float) -> None:
    rang = asyncio.ensure_future(bell.rang.wait())
    try:
        either: list[asyncio.Future[Any]] = [left, rang]
        await asyncio.wait(either, timeout=rest, return_when=asyncio.FIRST_COMPLETED)
    finally:
        rang.cancel()


async def _leaving(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _no_body() -> Receive:
    """A request without a body whose reader stays: nobody but us listens for the leaving."""
    sent = False

    async def receive() -> Message:
        nonlocal sent
        if sent:
            await asyncio.Event().wait()
        sent = True
        return {"type": "http.request", "body": b"", "more_body": False}

    return receive


def _wait_of(scope: Scope) -> float:
    if scope["type"] != "http" or scope["method"] != "GET" or b"wait=" not in scope["query_string"]:
        return 0.0
    try:
        given = float(
            dict(parse_qsl(scope["query_string"].decode("ascii", "replace"))).get("wait", "")
        )
    except ValueError:
        return 0.0
    return min(given, limits.WAIT) if given > 0 else 0.0


def _without_wait(scope: Scope) -> Scope:
    pairs = parse_qsl(scope["query_string"].decode("ascii", "replace"), keep_blank_values=True)
    left = urlencode([pair for pair in pairs if pair[0] != "wait"])
    return {**scope, "query_string": left.encode()}
