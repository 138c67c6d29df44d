"""Lets tests empty tables whose rows the database refuses to delete.

A test with a real transaction (`django_db(transaction=True)`) ends with Django's `flush`. On
SQLite that is DELETE, which the triggers of `core.db.RefuseChanges` refuse. So around each flush
the triggers are lifted and put back. On PostgreSQL flush is TRUNCATE, which row triggers let
through; there nothing is lifted, so nothing can be forgotten.

Called once, from `tests/conftest.py`. During tests themselves the triggers are always in place.
"""

from functools import wraps

from django.db import connections
from django.test import TransactionTestCase

from core.db import guards


def lift_around_flush() -> None:
    """Wrap the end of every transactional test; calling it twice does no harm."""
    flush = TransactionTestCase._fixture_teardown
    if getattr(flush, "lifts_triggers", False):
        return

    @wraps(flush)
    def flush_without_triggers(self: TransactionTestCase) -> None:
        names = [name for name in connections if connections[name].vendor == "sqlite"]
        for name in names:
            guards.lift(connections[name])
        try:
            flush(self)
        finally:
            for name in names:
                guards.restore(connections[name])

    flush_without_triggers.lifts_triggers = True
    TransactionTestCase._fixture_teardown = flush_without_triggers
