"""A consumer in which no fault stays unseen and nothing stays behind."""

import logging
from typing import Any

from channels.consumer import get_handler_name
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)
OUR_FAULT = 4500


class SafeConsumer(AsyncWebsocketConsumer):
    """Without a channel of its own (the hub listens), and without the hop through the one database thread."""

    channel_layer_alias = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve one socket, and tidy up whatever way it ends."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            await self.gone()

    async def dispatch(self, message: dict[str, Any]) -> None:
        """Handle one message; a fault of ours closes the socket with 4500, and the log says why."""
        try:
            await getattr(self, get_handler_name(message))(message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("a socket failed")
            await self.close(OUR_FAULT)

    async def websocket_disconnect(self, _message: dict[str, Any]) -> None:
        """The other side is gone."""
        raise StopConsumer

    async def gone(self) -> None:
        """Tidy up; called once, always."""
