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
    return Line(
        id=notice.pk,
        text=str(kind.line) % notice.context,
        action=str(kind.action),
        url=kind.url(notice.subject_id, notice.context),
        at=notice.created_at,
        read=notice.read_at is not None,
    )


def lines_of(notices: Iterable[Notice]) -> list[Line]:
    """Those notices that their reader may still see."""
    return [line for notice in notices if (line := line_of(notice))]


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
