"""Telling many people something of their own at once: as `notify`, in the same queries for 1 as for 500."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from notifications.actions import hand_out
from notifications.kinds import Kind
from notifications.models import Notice
from people.models import Person


@dataclass(frozen=True)
class Telling:
    """One notice for one person: about which row, for which cause, and what its sentence needs."""

    person: Person
    about_type: str
    about_id: int
    key: str
    context: dict[str, Any] = field(default_factory=dict)


def notify_each(tellings: Iterable[Telling], kind: Kind) -> list[Notice]:
    """Give each person the own notice, once for a cause; inside the action's transaction."""
    told = {(one.person.pk, one.key): one for one in tellings if one.person.is_active}
    for known in _known(list(told.values()), kind):
        told.pop(known, None)
    wanted = [
        Notice(
            person=one.person,
            kind=kind.key,
            subject_type=one.about_type,
            subject_id=one.about_id,
            context=one.context,
            key=one.key,
        )
        for one in told.values()
    ]
    return hand_out(wanted, kind)


def _known(tellings: Sequence[Telling], kind: Kind) -> list[tuple[int, str]]:
    rows = Notice.objects.filter(
        kind=kind.key,
        person__in={one.person.pk for one in tellings},
        key__in={one.key for one in tellings},
    )
    return list(rows.values_list("person_id", "key")) if tellings else []
