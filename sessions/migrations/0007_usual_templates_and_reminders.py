"""Gives every programme the usual June and September rounds to plan with, and every round its reminders."""

from datetime import time
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SEASONS = ["june", "september"]
# kind: days, unit and hour of due; of closes; working days needed
STEPS: list[tuple[str, tuple[int, str, int], tuple[int, str, int], int]] = [
    ("plan", (-14, "calendar", 17), (-12, "calendar", 9), 10),
    ("review", (-3, "calendar", 17), (0, "calendar", 9), 5),
    ("sitting", (0, "calendar", 17), (5, "working", 17), 0),
    ("response", (15, "working", 17), (20, "working", 17), 8),
    ("follow_up", (42, "calendar", 9), (42, "calendar", 9), 5),
]
RULES: list[dict[str, Any]] = [
    {"kind": "plan", "side": "before", "days": 5, "audience": "team"},
    {"kind": "plan", "side": "before", "days": 1},
    {"kind": "plan", "side": "after", "days": 1, "then_facilitator": True},
    {"kind": "review", "side": "before", "days": 5},
    {"kind": "review", "side": "before", "days": 1},
    {"kind": "review", "side": "after", "days": 1, "times": 2, "every": 1, "then_facilitator": True},
    {"kind": "response", "side": "before", "days": 5},
    {"kind": "response", "side": "before", "days": 1},
    {"kind": "response", "side": "after", "days": 1, "times": 2, "then_facilitator": True},
    {"kind": "follow_up", "side": "before", "days": 5},
]


def bring(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Two templates for each programme, the usual rules for each round."""
    templates = apps.get_model("work_sessions", "RoundTemplate")
    for programme in apps.get_model("programme", "Programme").objects.all():
        for season in SEASONS:
            made = templates.objects.create(
                programme=programme,
                season=season,
                opens_days=-42,
                opens_unit="calendar",
                opens_time=time(9),
            )
            _add_steps(apps, made)
    rules = apps.get_model("work_sessions", "ReminderRule")
    for round_ in apps.get_model("work_sessions", "Round").objects.all():
        rules.objects.bulk_create(rules(round=round_, **values) for values in RULES)


def _add_steps(apps: Apps, template: Any) -> None:
    steps = apps.get_model("work_sessions", "TemplateStep")
    steps.objects.bulk_create(
        steps(
            template=template,
            kind=kind,
            position=at,
            due_days=due[0],
            due_unit=due[1],
            due_time=time(due[2]),
            closes_days=closes[0],
            closes_unit=closes[1],
            closes_time=time(closes[2]),
            minimum=minimum,
        )
        for at, (kind, due, closes, minimum) in enumerate(STEPS)
    )


class Migration(migrations.Migration):
    """Backwards the tables go, and their rows with them."""

    dependencies = [("work_sessions", "0006_templates_and_reminders")]

    operations = [migrations.RunPython(bring, migrations.RunPython.noop)]
