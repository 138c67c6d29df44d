"""The servers that are measured beside each other. Each has one door: `POST /ring` sends its body to all readers.

`ours` is the product's own application; only the door is added, which rings the doorbell as a
committed post does. `raw` is the least that an ASGI application can do. `usual` is the way that
the documentation of Channels shows: every consumer is a member of a group.
"""

import os
from typing import Any

MANY = "times"


async def body_of(receive: Any) -> str:
    """The whole body of a request, as text."""
    text = b""
    while True:
        message = await receive()
        text += message.get("body", b"")
        if not message.get("more_body"):
            return text.decode()


async def answer(send: Any) -> None:
    """204: it is sent."""
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


class Door:
    """An application with `POST /ring?N` before it: its body goes to all readers, N times."""

    def __init__(self, application: Any, ring: Any) -> None:
        self.application, self.ring = application, ring

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["path"] == "/ring":
            text = await body_of(receive)
            for _time in range(int(scope["query_string"] or 1)):
                await self.ring(text)
            await answer(send)
        elif scope["type"] == "http" and scope["path"] == "/healthz":
            await answer(send)
        else:
            await self.application(scope, receive, send)


class Raw:
    """Accepts sockets and sends to all of them, one after the other."""

    def __init__(self) -> None:
        self.sends: set[Any] = set()

    async def __call__(self, _scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        self.sends.add(send)
        try:
            while (await receive())["type"] != "websocket.disconnect":
                await send({"type": "websocket.send", "text": '{"heads": {}}'})
        finally:
            self.sends.discard(send)

    async def ring(self, text: str) -> None:
        message = {"type": "websocket.send", "text": text}
        for send in list(self.sends):
            await send(message)


def _raw() -> Any:
    application = Raw()
    return Door(application, application.ring)


def _ours() -> Any:
    from config.asgi import application
    from live.publish import ring_now

    topic = os.environ["RING_TOPIC"]

    async def ring(text: str) -> None:
        await ring_now([topic], {"frame": text})

    return Door(application, ring)


def _usual() -> Any:
    from channels.generic.websocket import AsyncWebsocketConsumer
    from channels.layers import get_channel_layer

    import config.asgi  # noqa: F401 -- the settings, and with them the layer

    class Member(AsyncWebsocketConsumer):
        async def connect(self) -> None:
            await self.channel_layer.group_add("all", self.channel_name)
            await self.accept()

        async def receive(self, text_data: Any = None, bytes_data: Any = None) -> None:
            await self.send(text_data='{"heads": {}}')

        async def told(self, event: Any) -> None:
            await self.send(text_data=event["text"])

    async def ring(text: str) -> None:
        await get_channel_layer().group_send("all", {"type": "told", "text": text})

    return Door(Member.as_asgi(), ring)


_makers = {"raw": _raw, "ours": _ours, "usual": _usual}
application = _makers[os.environ["RING_APP"]]()
