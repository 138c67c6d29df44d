"""The log of a room in words: for who comes later, and for who wants to know how it went."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.models import Person
from sessions.models import AgendaItem, RoomEvent, RoomEventKind, Sitting

WORDS: dict[str, Promise] = {
    RoomEventKind.OPENED: _("The session is open"),
    RoomEventKind.STEP: _("Step %(step)s"),
    RoomEventKind.PAUSED: _("The time stands still"),
    RoomEventKind.RESUMED: _("The time runs on"),
    RoomEventKind.EXTENDED: _("%(minutes)s minutes more for this step"),
    RoomEventKind.SPEAKER: _("%(person)s has the floor"),
    RoomEventKind.PASSAGE: _("Another passage is shown"),
    RoomEventKind.CAME: _("%(actor)s is here"),
    RoomEventKind.NOTE: _("A note was written"),
    RoomEventKind.NOTE_CHANGED: _("A note was changed"),
    RoomEventKind.NOTE_REMOVED: _("A note was removed"),
    RoomEventKind.SHARED: _("%(actor)s shares what was written in silence"),
    RoomEventKind.CAUGHT: _("Advice was caught"),
    RoomEventKind.CAUGHT_CHANGED: _("Caught advice was put in other words"),
    RoomEventKind.ENDED: _("The session is over"),
}
NOBODY = _("Nobody by name has the floor")


@dataclass(frozen=True)
class LogLine:
    """One thing that happened, in words."""

    seq: int
    at: datetime
    words: str
    is_step: bool


def log_lines(sitting: Sitting) -> list[LogLine]:
    """Everything that happened, in its order: three queries."""
    rows = list(RoomEvent.objects.filter(sitting=sitting).order_by("seq"))
    people = {row.payload.get("person") for row in rows} | {row.actor_id for row in rows}
    names = Person.objects.in_bulk([pk for pk in people if pk])
    steps = {item.pk: str(item) for item in AgendaItem.objects.filter(sitting=sitting)}
    return [
        LogLine(row.seq, row.created_at, _line(row, names, steps), row.kind == RoomEventKind.STEP)
        for row in rows
    ]


def _line(row: RoomEvent, names: dict[int, Person], steps: dict[int, str]) -> str:
    payload: dict[str, Any] = row.payload
    if row.kind == RoomEventKind.SPEAKER and not payload.get("person"):
        return str(NOBODY)
    words = {
        "actor": names.get(row.actor_id, ""),
        "person": names.get(payload.get("person", 0), ""),
        "step": steps.get(payload.get("item", 0), ""),
        "minutes": payload.get("minutes", ""),
    }
    return str(WORDS[row.kind]) % words
