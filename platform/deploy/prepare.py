"""Make the database, the static files, the demo and the schedules ready; twice changes nothing."""

import sys

import django
from django.conf import settings
from django.core.management import call_command


def main() -> None:
    """Every step in one process, each said before it is done."""
    django.setup()
    _say("Database ...")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    _say("Static files ...")
    call_command("collectstatic", interactive=False, verbosity=0)
    if settings.DEMO:
        _say("Demo edition ...")
        call_command("load_demo")
    _say("Schedules ...")
    call_command("sync_schedules")


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
