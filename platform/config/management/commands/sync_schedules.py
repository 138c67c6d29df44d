"""Bring the timetable in the database in line with `config/schedules.py`."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django_q.models import Schedule as Row

from config.schedules import SCHEDULES
from core.schedules import Schedule


class Command(BaseCommand):
    """Adds, changes and removes lines until the database says what the table says."""

    help = "Bring the timetable in line with config/schedules.py."

    @transaction.atomic
    def handle(self, *_args: Any, **_options: Any) -> None:
        """Reconcile; running it twice changes nothing."""
        Row.objects.exclude(name__in=[line.name for line in SCHEDULES]).delete()
        for line in SCHEDULES:
            Row.objects.update_or_create(name=line.name, defaults=_fields(line))
        self.stdout.write(f"{len(SCHEDULES)} schedules.")


def _fields(line: Schedule) -> dict[str, Any]:
    kind = Row.CRON if line.cron else Row.MINUTES
    return {
        "func": line.func,
        "schedule_type": kind,
        "minutes": line.minutes,
        "cron": line.cron,
        "repeats": -1,
    }
