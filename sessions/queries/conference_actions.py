"""Agreements and actions of a conference, and the actions that are asked of somebody."""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from core.asked import Asked
from core.clock import end_of_day, today
from people.models import Person
from sessions.models import Conference, ConferenceAction, ConferenceAgreement


@dataclass(frozen=True)
class ActionLine:
    """One action as the page tells it."""

    action: ConferenceAction
    own: bool
    late: bool


def agreements_of(conference: Conference) -> list[ConferenceAgreement]:
    """What was agreed, in the order of the day."""
    return list(conference.agreements.all())


def actions_of(conference: Conference, person: Person) -> list[ActionLine]:
    """The open ones by day, then what is done: one query."""
    rows = conference.actions.select_related("person__organisation")
    lines = [
        ActionLine(row, row.person_id == person.pk, row.done_at is None and row.due_on < today())
        for row in rows
    ]
    return sorted(lines, key=lambda line: line.action.done_at is not None)


def actions_asked(ids: Collection[int]) -> list[tuple[int, Asked]]:
    """These actions as rows of "my turn", each with whose it is: one query, none without actions."""
    rows = ConferenceAction.objects.filter(pk__in=ids).select_related("conference")
    return [(row.person_id, _asked(row)) for row in rows]


def _asked(row: ConferenceAction) -> Asked:
    page = reverse("conferences:agreement-list", args=[row.conference_id])
    return Asked(
        title=row.what,
        where=_("Agreed at: %(conference)s") % {"conference": row.conference},
        action=_("Open action"),
        url=f"{page}#action-{row.pk}",
        due_at=end_of_day(row.due_on),
        late=row.due_on < today(),
        kind="conference-action",
    )
