"""What waits for people in this room, in one question: it is asked on every page of the product."""

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, Value

from core.asked import Asked
from people.models import Person
from people.queries import Standing, standing
from sessions.models import Assignment, AssignmentState, ConferenceAction
from sessions.queries.sitting_asked import open_places

INVITATION, ACTION, SITTING = "invitation", "action", "sitting"
Waiting = dict[str, list[int]]
# From a person to the rows that wait; from people and the ids of such rows to what is asked of whom.
Rows = Callable[[Person], QuerySet[Any]]
Ask = Callable[[Collection[tuple[Person, list[int]]]], list[tuple[int, Asked]]]
_others: dict[str, tuple[Rows, Ask]] = {}


def register_waiting(sort: str, rows: Rows, ask: Ask) -> None:
    """Let another app ask in the same question; to be called while apps are loaded."""
    _others[sort] = (rows, ask)


def asked_by_others(
    people: Collection[Person], waiting: dict[int, Waiting]
) -> list[tuple[int, Asked]]:
    """What other apps ask of what was found for them, each with whose it is; nothing is read for who has none."""
    asked: list[tuple[int, Asked]] = []
    for sort, (_rows, ask) in _others.items():
        having = [(one, ids) for one in people if (ids := waiting[one.pk][sort])]
        asked += ask(having) if having else []
    return asked


def waiting_for(people: Collection[Person]) -> dict[int, Waiting]:
    """By person the ids of open invitations to review, of open actions, of places at sittings that ask something,
    and of what waits in other apps.

    Most people have none.
    """
    ids = [person.pk for person in people]
    asked = Assignment.objects.active().filter(person__in=ids, state=AssignmentState.SENT)
    rows = [
        (INVITATION, F("person_id"), asked),
        (SITTING, F("person_id"), open_places(ids)),
        *_actions(people),
        *(row for one in people for row in _of_one(one)),
    ]
    first, *others = (
        found.order_by()
        .annotate(sort=Value(sort, CharField()), whose=whose)
        .values_list("sort", "whose", "pk")
        for sort, whose, found in rows
    )
    sorts = [INVITATION, ACTION, SITTING, *_others]
    waiting: dict[int, Waiting] = {pk: {sort: [] for sort in sorts} for pk in ids}
    for sort, person, pk in first.union(*others, all=True):
        waiting[person][sort].append(pk)
    return waiting


Part = tuple[str, Any, QuerySet[Any]]  # the sort, whose the rows are, and the rows


def _actions(people: Collection[Person]) -> list[Part]:
    """Who sees a conference follows from roles alone, so people with the same roles are one part."""
    alike: dict[Standing, list[Person]] = {}
    for one in people:
        alike.setdefault(standing(one), []).append(one)
    seen = ConferenceAction.objects.visible_to
    return [
        (ACTION, F("person_id"), seen(some[0]).filter(person__in=some, done_at=None))
        for some in alike.values()
    ]


def _of_one(person: Person) -> list[Part]:
    """Where who may do something about it is asked person by person."""
    whose = Value(person.pk, IntegerField())
    return [(sort, whose, rows(person)) for sort, (rows, _ask) in _others.items()]
