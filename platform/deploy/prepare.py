"""Make the database, the static files, the demo and the schedules ready; twice changes nothing."""

import os
import time

import django
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection

from deploy import static_files
from deploy.shell import say, stop

PATIENCE = int(os.environ.get("PREPARE_PATIENCE", "30"))  # seconds for neighbours to start


def main() -> None:
    """Every step in one process, each said before it is done."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    say("Database ...")
    wait_for_database()
    wait_for_redis()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_forms", verbosity=0)
    say("Static files ...")
    static_files.collect()
    if settings.DEMO:
        say("Demo edition ...")
        call_command("load_demo")
    call_command("sync_schedules")


def wait_for_database() -> None:
    """Go on when the database answers; stop with a sentence when it keeps silent."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            connection.ensure_connection()
        except OperationalError as error:
            if time.monotonic() >= end:
                reason = str(error).strip().splitlines()[0]
                stop(f"the database does not answer; check DATABASE_URL ({reason}).")
            time.sleep(0.5)
        else:
            return


def wait_for_redis() -> None:
    """Go on when Redis answers, where it is set; stop with a sentence when it keeps silent."""
    if not settings.REDIS_URL:
        return
    from redis import Redis, RedisError  # noqa: PLC0415 -- slow import

    end = time.monotonic() + PATIENCE
    while True:
        try:
            with Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2) as client:
                client.ping()
        except RedisError:
            if time.monotonic() >= end:
                stop("Redis does not answer; check REDIS_URL.")
            time.sleep(0.5)
        else:
            return


if __name__ == "__main__":
    main()
