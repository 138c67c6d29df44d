"""The queries that something takes, whatever keeps the cache: a table, or Redis."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

CACHE = '"cache"'


def asked(queries: CaptureQueriesContext) -> list[str]:
    """What was asked of the tables of the product."""
    return [query["sql"] for query in queries if CACHE not in query["sql"]]


@contextmanager
def takes(number: int) -> Iterator[None]:
    """So many queries, neither more nor fewer."""
    with CaptureQueriesContext(connection) as queries:
        yield
    found = asked(queries)
    assert len(found) == number, "\n\n".join(found)
