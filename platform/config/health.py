"""Two questions for machines: is the process alive, and can it do its work?"""

import logging
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Min
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.problems import problem

logger = logging.getLogger(__name__)

LATE = 900  # seconds that a task may wait before we say that no worker is at work


class NotReadyError(Exception):
    """One part of the site cannot do its work; the sentence says which and why."""


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- a view takes a request
    """The process answers. Asks nothing of anybody else, so that a restart is the right cure."""
    return JsonResponse({"status": "alive"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- a view takes a request
    """The database, its migrations, the channel layer and the workers do their work; else 503."""
    checks: dict[str, str | int] = {}
    failures = []
    for name, check in CHECKS.items():
        try:
            checks[name] = check()
        except NotReadyError as error:
            checks[name] = str(error)
            failures.append(f"{name}: {error}")
        except (DatabaseError, OSError):
            logger.exception("not ready: %s", name)
            checks[name] = "does not answer"
            failures.append(f"{name}: does not answer")
    if failures:
        return problem(503, "Not ready", "; ".join(failures), checks=checks)
    return JsonResponse({"status": "ready", "checks": checks})


def database() -> str:
    """The database answers a question."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def migrations() -> str:
    """The tables are as this release expects them."""
    missing = _missing_migrations()
    if missing:
        _missing_migrations.cache_clear()  # only a good answer is kept: it stays good
        raise NotReadyError(f"{missing} not applied; run manage.py migrate")
    return "ok"


@cache
def _missing_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def channel_layer() -> str:
    """The doorbell between processes is reachable."""
    if not settings.REDIS_URL:
        return "in this process"
    from redis import Redis, RedisError  # noqa: PLC0415 -- slow import

    try:
        with Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2) as door:
            door.ping()
    except RedisError as error:
        logger.warning("not ready: channel layer", exc_info=error)
        raise NotReadyError("Redis does not answer") from error
    return "ok"


def oldest_task_seconds() -> int:
    """How long the oldest task has been waiting for a worker."""
    from django_q.models import OrmQ  # noqa: PLC0415 -- app ready

    now = timezone.now()  # a task that a worker holds is locked until a later moment
    oldest = OrmQ.objects.filter(lock__lte=now).aggregate(at=Min("lock"))["at"]
    seconds = int((now - oldest).total_seconds()) if oldest else 0
    if seconds > LATE:
        raise NotReadyError(f"{seconds}, more than {LATE}; start manage.py qcluster")
    return seconds


CHECKS: dict[str, Callable[[], str | int]] = {
    "database": database,
    "migrations": migrations,
    "channel_layer": channel_layer,
    "oldest_task_seconds": oldest_task_seconds,
}
