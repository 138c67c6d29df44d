"""A limit on request bodies before Django reads them: Django keeps a whole body first."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

SENTENCE = "This is more than can be sent at once. / Dit is meer dan er in één keer kan."


class TooMuch(Exception):
    """More bytes came than allowed."""


class LimitBody:
    """Answers 413 to a request body above `limit` bytes, also when its length was not told.

    `application = LimitBody(get_asgi_application(), 25 * 1024 * 1024)`
    """

    def __init__(self, application: Application, limit: int) -> None:
        self.application = application
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        if _told_length(scope) > self.limit:
            await _refuse(send)
            return
        seen = 0

        async def count() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.limit:
                raise TooMuch
            return message

        try:
            await self.application(scope, count, send)
        except TooMuch:
            await _refuse(send)


def _told_length(scope: Scope) -> int:
    told = dict(scope["headers"]).get(b"content-length", b"0")
    return int(told) if told.isdigit() else 0


async def _refuse(send: Send) -> None:
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": SENTENCE.encode()})
