"""Work outside the request. Every task is called through here."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

type_of_id = (int, str)


def enqueue(func: str | Callable[..., object], *ids: int | str) -> None:
    """Hand `func(*ids)` to the workers, after this transaction has committed.

    `func` is a function in a `tasks` module or its dotted path. Only ids travel, by position: the
    queue keeps them pickled, and swallows keyword arguments such as `group`, `sync` and `save`.
    A task fetches by id, calls one action, and does no harm when it runs twice. When the queue
    cannot be reached the request goes on: what must not be lost is a row that a schedule finds.

    With `TASKS_INLINE = True` (tests) it runs at once after the commit, and its errors surface.
    """
    path = path_of(func)
    for value in ids:
        if not isinstance(value, type_of_id):
            raise TypeError(f"enqueue({path}): pass ids (int or str), not {type(value).__name__}.")
    inline = getattr(settings, "TASKS_INLINE", False)
    task = import_string(path)

    def hand_over() -> None:  # a function of its own: Django cannot log a failing partial
        if inline:
            task(*ids)
        else:
            _send(path, *ids)

    transaction.on_commit(hand_over, robust=not inline)


def path_of(func: str | Callable[..., object]) -> str:
    """The dotted path by which a worker finds `func`; ValueError when there is none."""
    path = func if isinstance(func, str) else f"{func.__module__}.{func.__qualname__}"
    if "<" in path or not callable(_lookup(path)):
        raise ValueError(f"enqueue: a worker cannot import {path}.")
    return path


def _lookup(path: str) -> object:
    try:
        return import_string(path)
    except ImportError:
        return None


def _send(path: str, *ids: int | str) -> None:
    from django_q.tasks import async_task  # noqa: PLC0415 -- loads models, so after the apps

    async_task(path, *ids)
