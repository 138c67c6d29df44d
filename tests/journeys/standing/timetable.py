"""Stands in for the minutes that pass: runs the site's own timetable whenever the story moves the clock.

It reads a moment a line and answers `done` when all that it brought about is over: a task that a worker
holds, a mail that is on its way. No schedule runs beside it, so the story is the same each time.
"""

import sys
import time
from datetime import datetime
from pathlib import Path

import django

from tests.journeys.standing.clock import put

PATIENCE = 60.0


def main() -> None:
    """`timetable FILE`: at each line set the clock, sweep, and wait until it is quiet."""
    django.setup()
    file = Path(sys.argv[1])
    _answer("ready")
    for line in sys.stdin:
        _wait_for_quiet()
        if moment := line.strip():
            put(file, datetime.fromisoformat(moment))
            _sweep()
            _wait_for_quiet()
        _answer("done")


def _sweep() -> None:
    """Everything in the timetable, in its order."""
    from django.utils.module_loading import import_string

    from config.schedules import SCHEDULES

    for schedule in SCHEDULES:
        import_string(schedule.func)()


def _wait_for_quiet() -> None:
    """Until the queue is empty and no mail that may leave has stayed; rows are acknowledged when done."""
    from django_q.models import OrmQ

    from notifications import sending
    from notifications.models import Delivery, DeliveryState

    end = time.monotonic() + PATIENCE
    under_way = Delivery.objects.filter(state=DeliveryState.SENDING)
    while OrmQ.objects.exists() or under_way.exists() or sending.due():
        if time.monotonic() > end:
            raise SystemExit("The tasks of the story are not done.")
        time.sleep(0.05)


def _answer(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
