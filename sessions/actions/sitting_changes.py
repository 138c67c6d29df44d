"""The one place where it is told that a sitting is asked, moved or cancelled: calendars hear it here too."""

from collections.abc import Callable, Iterable
from enum import StrEnum

from notifications.actions import notify
from notifications.kinds import Kind
from people.models import Person
from sessions.models import Attendance, Sitting
from sessions.notices.sittings import CANCELLED, INVITED, MOVED, UNINVITED, sitting_context


class Change(StrEnum):
    """What happened to a sitting, as those who are invited hear it."""

    INVITED = "invited"
    MOVED = "moved"
    CANCELLED = "cancelled"
    UNINVITED = "uninvited"


KINDS: dict[Change, Kind] = {
    Change.INVITED: INVITED,
    Change.MOVED: MOVED,
    Change.CANCELLED: CANCELLED,
    Change.UNINVITED: UNINVITED,
}
Hears = Callable[[Sitting, Change, list[Person], Person], None]
_hear: list[Hears] = []


def on_change(hears: Hears) -> None:
    """Let something else hear of it too, in the same transaction: calendar invitations."""
    _hear.append(hears)


def sitting_changed(
    sitting: Sitting, change: Change, *, by: Person, people: Iterable[Person] | None = None
) -> None:
    """Tell who is invited, or only these people; to be called inside the action's transaction.

    Without a moment there is nothing to put in a calendar, so only the notice goes out.
    """
    told = list(people if people is not None else invited_to(sitting))
    cause = f"{sitting.pk}:{sitting.revision}:{change}"
    notify(told, KINDS[change], about=sitting, by=by, key=cause, context=sitting_context(sitting))
    if sitting.starts_at is not None:
        for hears in _hear:
            hears(sitting, change, told, by)


def invited_to(sitting: Sitting) -> list[Person]:
    """Who is invited, whatever they answered."""
    rows = Attendance.objects.standing().filter(sitting=sitting)
    return list(Person.objects.filter(pk__in=rows.values("person_id"), is_active=True))
