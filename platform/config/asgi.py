"""The one door for servers: HTTP to Django, WebSockets to `live`."""

import os
import sys
from pathlib import Path

# The project's root holds `reviews`, `sessions` and `notifications`; servers only know `platform/`.
sys.path.insert(1, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from channels.routing import ProtocolTypeRouter  # noqa: E402 -- needs the path
from django.core.asgi import get_asgi_application  # noqa: E402 -- needs the path

http = get_asgi_application()

from config.routing import websocket  # noqa: E402 -- needs loaded apps

application = ProtocolTypeRouter({"http": http, "websocket": websocket})
