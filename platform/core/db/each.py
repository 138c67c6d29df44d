"""What each of many may see, in one statement: the rows of one policy, asked for everybody at once.

A policy says which rows one person sees. Asked for two hundred people it would be two hundred statements;
here they are the parts of one, and people to whom the policy says the same are one part.
"""

from collections.abc import Collection, Hashable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Key = TypeVar("Key", bound=Hashable)
PARTS = 400  # of one statement; SQLite takes 500


def ids_in_each(
    rows: Mapping[Key, QuerySet[Any]], among: Mapping[Key, Collection[int]]
) -> dict[Key, set[int]]:
    """By key, those of its ids that stand in its rows: one statement for up to 400 different rows."""
    found: dict[Key, set[int]] = {key: set() for key in rows}
    asked = _alike({key: one for key, one in rows.items() if among[key]})
    for start in range(0, len(asked), PARTS):
        for number, pk in _answers(asked[start : start + PARTS], among):
            for key in asked[start + number][1]:
                if pk in among[key]:
                    found[key].add(pk)
    return found


Said = tuple[str, tuple[Any, ...]]  # a statement with its values


def _alike(rows: Mapping[Key, QuerySet[Any]]) -> list[tuple[Said, list[Key]]]:
    """The different statements, each with whose it is; who sees nothing at all has none."""
    found: dict[Said, list[Key]] = {}
    for key, one in rows.items():
        try:
            said = one.order_by().values_list("pk").query.sql_with_params()
        except EmptyResultSet:
            continue
        found.setdefault(said, []).append(key)
    return list(found.items())


def _answers(
    asked: list[tuple[Said, list[Key]]], among: Mapping[Key, Collection[int]]
) -> list[tuple[int, int]]:
    """By the number of the part, what stands in it of what its askers want to know."""
    texts: list[str] = []
    values: list[Any] = []
    for number, ((sql, params), keys) in enumerate(asked):
        wanted = sorted({pk for key in keys for pk in among[key]})
        holes = ", ".join(["%s"] * len(wanted))
        part = f'({sql}) part WHERE part."pk" IN ({holes})'
        texts.append(f'SELECT {number}, part."pk" FROM {part}')  # noqa: S608 -- the ORM's own words
        values += [*params, *wanted]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(texts), values)
        found: list[tuple[int, int]] = cursor.fetchall()
    return found
