"""Writing while a live server in another thread reads: SQLite in memory refuses at once, and does not wait."""

import time
from collections.abc import Callable
from typing import TypeVar

from django.db import OperationalError, connection

Result = TypeVar("Result")


def once_unlocked(write: Callable[[], Result], tries: int = 100) -> Result:
    """What `write` gives, tried again while a table is locked; it must do all or nothing.

    Inside a transaction nothing can be tried again but the whole of it: there it is asked once.
    """
    if connection.in_atomic_block:
        return write()
    for left in reversed(range(tries)):
        try:
            return write()
        except OperationalError as error:
            if "locked" not in str(error) or not left:
                raise
            time.sleep(0.05)
    raise AssertionError
