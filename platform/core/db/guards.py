"""Sees to it that every trigger that the migrations asked for is really there.

SQLite drops a table's triggers when Django rebuilds the table for a later migration. So after
each `migrate` the migrations that are applied are read again, and what is missing is made.
"""

from functools import cache
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from core.db.operations import AllowChanges, RefuseChanges
from core.db.triggers import Trigger, create_sql, drop_sql

NAMES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}


def restore_after_migrate(sender: Any, using: str, **kwargs: Any) -> None:  # noqa: ARG001 -- a signal
    """Signal handler: make the triggers that a rebuilt table has lost."""
    restore(connections[using])


def restore(connection: BaseDatabaseWrapper) -> list[Trigger]:
    """Make what is missing, and say what that was."""
    lost = missing(connection)
    with connection.cursor() as cursor:
        for trigger in lost:
            for statement in create_sql(connection.vendor, trigger):
                cursor.execute(statement)
    return lost


def lift(connection: BaseDatabaseWrapper) -> list[Trigger]:
    """Remove all triggers of ours: for tests that empty the tables. `restore` is the way back."""
    there = present(connection)
    found = [trigger for trigger in wanted(connection) if trigger.name in there]
    with connection.cursor() as cursor:
        for trigger in found:
            cursor.execute(drop_sql(connection.vendor, trigger))
    return found


def missing(connection: BaseDatabaseWrapper) -> list[Trigger]:
    """Triggers that the applied migrations ask for and the database does not have."""
    there = present(connection)
    return [trigger for trigger in wanted(connection) if trigger.name not in there]


def present(connection: BaseDatabaseWrapper) -> set[str]:
    """The names of the triggers in the database."""
    with connection.cursor() as cursor:
        cursor.execute(NAMES[connection.vendor])
        return {row[0] for row in cursor.fetchall()}


def wanted(connection: BaseDatabaseWrapper) -> list[Trigger]:
    """The triggers that the applied migrations ask for, last word per name."""
    applied = MigrationRecorder(connection).applied_migrations()
    found: dict[str, Trigger] = {}
    for key, operation in _operations():
        if key not in applied:
            continue
        for trigger in _triggers(key[0], operation):
            found.pop(trigger.name, None)
            if not isinstance(operation, AllowChanges):
                found[trigger.name] = trigger
    return list(found.values())


@cache
def _operations() -> tuple[tuple[tuple[str, str], RefuseChanges], ...]:
    """All refusals in all migration files, in the order in which they run."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    plan = loader.graph._generate_plan(loader.graph.leaf_nodes(), at_end=True)
    return tuple(
        (key, operation)
        for key in plan
        for operation in loader.graph.nodes[key].operations
        if isinstance(operation, RefuseChanges)
    )


def _triggers(app_label: str, operation: RefuseChanges) -> list[Trigger]:
    try:
        return operation.triggers(apps.get_model(app_label, operation.model_name))
    except LookupError:  # the model has gone since
        return []
