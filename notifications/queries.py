"""Reads of notices and mails, in the words of the reader."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from notifications import kinds
from notifications.models import Delivery, DeliveryState, Notice, Preference
from people.models import Person


@dataclass(frozen=True)
class Line:
    """One notice as its reader sees it."""

    id: int
    text: str
    action: str
    url: str
    at: datetime
    read: bool


def line_of(notice: Notice) -> Line | None:
    """The notice in words, or nothing when its subject is gone or no longer visible to the reader."""
    kind = kinds.get(notice.kind)
    if kind is None or not kind.alive(notice.person, notice.subject_id, notice.context):
        return None
    return _in_words(notice, kind)


def lines_of(notices: Iterable[Notice]) -> list[Line]:
    """Those notices of one person that this person may still see: one question a kind."""
    rows = list(notices)
    seen = {key: _seen([row for row in rows if row.kind == key]) for key in {row.kind for row in rows}}
    return [
        _in_words(row, kind) for row in rows if (kind := kinds.get(row.kind)) and row.pk in seen[row.kind]
    ]


def _seen(rows: list[Notice]) -> set[int]:
    """Of notices of one kind and one person, those that still matter."""
    kind, person = kinds.get(rows[0].kind), rows[0].person
    if kind is None:
        return set()
    if kind.seen is None:
        return {row.pk for row in rows if kind.alive(person, row.subject_id, row.context)}
    subjects = kind.seen(person, {row.subject_id for row in rows})
    return {row.pk for row in rows if row.subject_id in subjects}


def _in_words(notice: Notice, kind: kinds.Kind) -> Line:
    return Line(
        id=notice.pk,
        text=str(kind.line) % (kind.words(notice.context) if kind.words else notice.context),
        action=str(kind.action),
        url=kind.url(notice.subject_id, notice.context),
        at=notice.created_at,
        read=notice.read_at is not None,
    )


def inbox_of(person: Person) -> "list[Notice]":
    """The newest notices of one person; old ones are in the things themselves."""
    rows = Notice.objects.filter(person=person).select_related("person")
    return list(rows[: settings.INBOX_LENGTH])


def unread_count(person: Person) -> int:
    """How many notices wait to be read: one query."""
    return Notice.objects.filter(person=person, read_at=None).count()


@dataclass(frozen=True)
class Choice:
    """One line on the preferences page."""

    kind: kinds.Kind
    mail: bool


def choices_of(person: Person) -> list[Choice]:
    """Every kind of notice, with whether this person gets mail about it: one query."""
    chosen = dict(Preference.objects.filter(person=person).values_list("kind", "mail"))
    return [Choice(kind, chosen.get(kind.key, kind.mail)) for kind in kinds.all_kinds()]


def outbox() -> "list[Delivery]":
    """The newest mails that were sent, or are about to be."""
    rows = Delivery.objects.exclude(state=DeliveryState.DROPPED).select_related("person", "notice")
    return list(rows[: settings.INBOX_LENGTH])
