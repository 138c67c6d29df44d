"""The one door for servers: HTTP to Django, WebSockets to `live`."""

import gc
import os
import sys
import warnings
from pathlib import Path

# The project's root holds `reviews`, `sessions` and `notifications`; servers only know `platform/`.
sys.path.insert(1, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

http = get_asgi_application()

from django.conf import settings  # noqa: E402 -- needs the path

from config.routing import websocket  # noqa: E402 -- needs loaded apps
from core.asgi import LimitBody  # noqa: E402 -- needs the path
from live.longpoll import LongPoll  # noqa: E402 -- needs loaded apps

# WhiteNoise reads static files synchronously, on purpose; production serves them elsewhere.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous")

limit = (settings.MAX_UPLOAD_MB + 5) * 1024 * 1024  # a file, and the form around it
application = ProtocolTypeRouter({"http": LimitBody(LongPoll(http), limit), "websocket": websocket})

# What is loaded now stays for good. The collector need not walk over it again and again, which
# would hold up every reader for a tenth of a second (Python's documentation of gc.freeze).
gc.collect()
gc.freeze()
