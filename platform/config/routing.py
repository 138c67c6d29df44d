"""WebSocket addresses."""

from channels.routing import URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.urls import path, re_path

from live.consumers import LiveConsumer, NotFoundConsumer

websocket = AllowedHostsOriginValidator(
    URLRouter(
        [
            path("ws/live", LiveConsumer.as_asgi()),
            re_path(r"", NotFoundConsumer.as_asgi()),
        ]
    )
)
