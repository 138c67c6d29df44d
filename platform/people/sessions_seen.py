"""When a session was last used; it begins with the log-in, by whatever way that came."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from core.clock import now

SEEN = "seen_at"  # in the session: seconds since 1970
LONGEST_REST = timedelta(hours=12)
NOTED_EVERY = timedelta(minutes=10)


def listen() -> None:
    """Hear about every log-in from now on; called when the apps are ready."""
    user_logged_in.connect(_begin, dispatch_uid="people.session_begins")


def _begin(*, request: HttpRequest, **_kwargs: Any) -> None:
    request.session[SEEN] = now().timestamp()
