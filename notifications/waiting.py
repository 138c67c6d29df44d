"""What waits for somebody: apps above say what they ask of people; this app knows none of them."""

from collections.abc import Callable, Collection

from django.utils import translation

from core.asked import Asked
from core.clock import now
from people.models import Person
from people.queries import together

Ask = Callable[[Collection[Person]], dict[int, list[Asked]]]
# People in one question: each is up to three parts of a statement, and SQLite takes 500.
CROWD = 100

_asks: dict[str, Ask] = {}


def register_work(name: str, ask: Ask) -> None:
    """Say what one app asks of people, by the id of each. Called from its ready(); the same name replaces."""
    _asks[name] = ask


def work_of(person: Person) -> list[Asked]:
    """Everything that is asked of this person, the first due first; without a date last."""
    return _work([person])[person.pk]


def work_of_each(people: Collection[Person]) -> dict[int, list[Asked]]:
    """The same for many, each in the own language: the same queries for one as for many of a language."""
    by_language: dict[str, list[Person]] = {}
    for person in people:
        by_language.setdefault(person.language, []).append(person)
    found: dict[int, list[Asked]] = {}
    for language, readers in by_language.items():
        with translation.override(language):
            found |= _work(readers)
    return found


def _work(people: Collection[Person]) -> dict[int, list[Asked]]:
    found: dict[int, list[Asked]] = {person.pk: [] for person in people}
    everybody = list(people)
    for start in range(0, len(everybody), CROWD):
        crowd = everybody[start : start + CROWD]
        with together(crowd):
            for name in sorted(_asks):
                for pk, asked in _asks[name](crowd).items():
                    found[pk] += asked
    return {pk: _by_date(asked) for pk, asked in found.items()}


def _by_date(asked: list[Asked]) -> list[Asked]:
    return sorted(asked, key=lambda task: (task.due_at is None, task.due_at or now(), task.title))
