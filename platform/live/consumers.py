"""The one socket."""

from channels.generic.websocket import AsyncWebsocketConsumer


class LiveConsumer(AsyncWebsocketConsumer):
    """Readers of topics."""


class NotFoundConsumer(AsyncWebsocketConsumer):
    """Any other address."""
