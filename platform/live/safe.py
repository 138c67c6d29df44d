"""A consumer in which no fault stays unseen and nothing stays behind."""

import contextlib
import logging
from typing import Any

from channels.consumer import get_handler_name
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from django.http import parse_cookie

from core.away import AWAY, SECONDS

logger = logging.getLogger(__name__)
OUR_FAULT = 4500


class SafeConsumer(AsyncWebsocketConsumer):
    """Without a channel of its own (the hub listens), and without the hop through the one database thread."""

    channel_layer_alias = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve one socket, and tidy up whatever way it ends; message by message, without a task for each."""
        self.scope, self.base_send = scope, send
        try:
            with contextlib.suppress(StopConsumer):
                while True:
                    await self.dispatch(await receive())
        finally:
            await self.gone()

    async def dispatch(self, message: Any) -> None:
        """Handle one message; a fault of ours closes the socket with 4500, and the log says why."""
        try:
            await getattr(self, get_handler_name(message))(message)
        except StopConsumer:
            raise
        except Exception as error:
            if isinstance(error, AWAY) and message["type"] == "websocket.connect":
                await self.not_now()  # it is not open yet
            logger.exception("a socket failed")
            await self.close(OUR_FAULT)

    async def not_now(self) -> None:
        """Answer 503 while the database is away: come back, it is no fault of yours. StopConsumer after."""
        if "websocket.http.response" not in self.scope.get("extensions", {}):
            return
        logger.warning("a socket was not opened: the database is away")
        headers = [(b"retry-after", SECONDS.encode())]
        start = {"type": "websocket.http.response.start", "status": 503, "headers": headers}
        await self.base_send(start)
        await self.base_send({"type": "websocket.http.response.body", "body": b""})
        raise StopConsumer

    async def websocket_disconnect(self, _message: dict[str, Any]) -> None:
        """The other side is gone."""
        raise StopConsumer

    async def gone(self) -> None:
        """Tidy up; called once, always."""


def cookie_of(scope: Any, name: str) -> str:
    """One cookie of a socket's opening request; empty when it has none."""
    said = next((value for key, value in scope["headers"] if key == b"cookie"), b"")
    return parse_cookie(said.decode("latin1")).get(name, "")
