"""The one place where it is told that a sitting has ended: rooms above take over what was caught there."""

from collections.abc import Callable

from people.models import Person
from sessions.models import Sitting

Hears = Callable[[Sitting, Person], object]
_hear: list[Hears] = []


def on_end(hears: Hears) -> None:
    """Let something else hear that a sitting has ended, in the same transaction; told twice, it is once."""
    if hears not in _hear:
        _hear.append(hears)


def sitting_ended(sitting: Sitting, by: Person) -> None:
    """Tell it; to be called inside the action's transaction."""
    for hears in _hear:
        hears(sitting, by)
