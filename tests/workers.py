"""Test processes side by side share one Redis: each gets a database and a prefix of its own."""

import os

from django.conf import settings
from django.core.cache import cache

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
COMMITS = {"transactional_db", "live_server", "django_db_reset_sequences"}


def separate() -> None:
    """Point this process at its own part of Redis, before anything connects."""
    if not settings.REDIS_URL:
        return
    address, _, number = settings.REDIS_URL.rpartition("/")
    own = (int(number) + int(WORKER.removeprefix("gw"))) % 16
    settings.REDIS_URL = f"{address}/{own}"
    settings.CACHES["default"]["LOCATION"] = settings.REDIS_URL
    config = settings.CHANNEL_LAYERS["default"]["CONFIG"]
    config["prefix"] = f"test-{WORKER}"
    config["hosts"][0]["address"] = settings.REDIS_URL


def empty_cache(request, django_db_blocker) -> None:
    """Forget what the last test counted, where no rollback did."""
    mark = request.node.get_closest_marker("django_db")
    commits = (mark and mark.kwargs.get("transaction")) or COMMITS & set(request.fixturenames)
    if settings.REDIS_URL:
        cache.clear()
    elif commits:
        with django_db_blocker.unblock():
            cache.clear()
