"""What the list of conferences and the page of one show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import QuerySet

from core.clock import now
from people.models import Person
from sessions.models import (
    Conference,
    ConferenceFile,
    ConferenceReply,
    ConferenceState,
    ItemSpeaker,
    ProgrammeItem,
)

TONES = {
    ConferenceState.PLANNED: "neutral",
    ConferenceState.OPEN: "info",
    ConferenceState.CLOSED: "good",
}


@dataclass(frozen=True)
class SpeakerLine:
    """Who speaks, and for whom."""

    name: str
    organisation: str


@dataclass(frozen=True)
class ItemLine:
    """One part of the programme as the page tells it."""

    item: ProgrammeItem
    starts_at: datetime
    ends_at: datetime
    is_now: bool
    speakers: list[SpeakerLine]


@dataclass(frozen=True)
class Slot:
    """What happens at one moment: one part, or some beside each other."""

    starts_at: datetime
    items: list[ItemLine]


@dataclass(frozen=True)
class Replies:
    """Who comes, as far as the reader may know."""

    own: ConferenceReply | None
    coming: list[ConferenceReply]
    regrets: list[ConferenceReply]


def conferences_for(person: Person) -> QuerySet[Conference]:
    """Every conference that the reader may know of, the latest first: one query."""
    return Conference.objects.visible_to(person).select_related("edition__programme")


def programme_of(conference: Conference) -> list[Slot]:
    """The programme in its order: two queries."""
    rows = conference.items.prefetch_related("speakers__person__organisation")
    moment = now()
    lines = [_line(row, conference, moment) for row in rows]
    grouped = groupby(lines, key=lambda line: line.starts_at)
    return [Slot(starts_at, list(items)) for starts_at, items in grouped]


def item_now(slots: Sequence[Slot]) -> ItemLine | None:
    """The part that is going on, if the clock is in one."""
    return next((line for slot in slots for line in slot.items if line.is_now), None)


def item_next(slots: Sequence[Slot]) -> ItemLine | None:
    """The first part that has still to begin."""
    moment = now()
    return next((line for slot in slots for line in slot.items if line.starts_at > moment), None)


def files_of(conference: Conference) -> list[ConferenceFile]:
    """The papers."""
    return list(conference.files.all())


def replies_of(conference: Conference, person: Person) -> Replies:
    """One's own answer, and those of others that one may know of: one query."""
    rows = list(
        ConferenceReply.objects.visible_to(person)
        .filter(conference=conference)
        .select_related("person__organisation")
    )
    own = next((row for row in rows if row.person_id == person.pk), None)
    coming = [row for row in rows if row.answer == ConferenceReply.Answer.COMING]
    return Replies(own, coming, [row for row in rows if row not in coming])


def _line(item: ProgrammeItem, conference: Conference, moment: datetime) -> ItemLine:
    item.conference = conference
    starts_at, ends_at = item.starts_at, item.ends_at
    speakers = [_speaker(row) for row in item.speakers.all()]
    running = conference.state != ConferenceState.CLOSED and starts_at <= moment < ends_at
    return ItemLine(item, starts_at, ends_at, running, speakers)


def _speaker(row: ItemSpeaker) -> SpeakerLine:
    if row.person is None:
        return SpeakerLine(row.name, row.organisation)
    return SpeakerLine(row.person.name, str(row.person.organisation or ""))
