"""What a table is: columns under stable keys with titles for people, and rows of plain values."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar

Value = str | int | bool | date | datetime | None
Row = TypeVar("Row")


class Sort(StrEnum):
    """What stands in a column."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    MOMENT = "moment"
    FLAG = "flag"


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column; `width` is in characters of a sheet."""

    key: str
    title: str
    value: Callable[[Row], Value]
    sort: Sort = Sort.TEXT
    width: int = 18


@dataclass(frozen=True)
class Head:
    """What is left of a column once its values are read."""

    key: str
    title: str
    sort: Sort
    width: int


@dataclass(frozen=True)
class Table:
    """One table; the first column is the id of its rows."""

    key: str
    title: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Value, ...], ...]


def table(key: str, title: str, columns: Iterable[Column[Row]], rows: Iterable[Row]) -> Table:
    """The table of these rows."""
    columns = list(columns)
    heads = tuple(Head(one.key, one.title, one.sort, one.width) for one in columns)
    values = tuple(tuple(one.value(row) for one in columns) for row in rows)
    return Table(key, title, heads, values)
