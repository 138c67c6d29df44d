"""Several people press at the same moment, each with a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

from core.errors import DomainError


def in_turn(*presses: Callable[[], object], refused: type[Exception] = DomainError) -> list[str]:
    """Press all at once; what each got, in the order of the presses: "done" or the name of the refusal."""
    barrier = Barrier(len(presses))

    def one(press: Callable[[], object]) -> str:
        try:
            barrier.wait(timeout=10)
            press()
        except refused as error:
            return type(error).__name__
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(one, presses))


def at_once(*presses: Callable[[], object]) -> list[str]:
    """The same, sorted: who of them was first is nobody's to say."""
    return sorted(in_turn(*presses))


def both(press: Callable[[], object]) -> list[str]:
    """Press twice at once."""
    return at_once(press, press)
