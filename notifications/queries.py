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
    return next(iter(lines_of([notice])), None)


def lines_of(notices: Iterable[Notice]) -> list[Line]:
    """Those notices of one person that this person may still see."""
    rows = [(row, kind) for row in notices if (kind := kinds.get(row.kind))]
    seen = _seen(rows)
    left = [(row, kind) for row, kind in rows if row.subject_id in seen[kind.seen]]
    names = _names(row for row, _kind in left)
    return [_in_words(row, kind, names) for row, kind in left]


def _names(notices: Iterable[Notice]) -> dict[int, str]:
    """Who the notices are about, as these people are called today: one query, if any names somebody."""
    ids = {row.context["who"] for row in notices if isinstance(row.context.get("who"), int)}
    return dict(Person.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def _seen(rows: list[tuple[Notice, kinds.Kind]]) -> dict[kinds.Seen, set[int]]:
    """The subjects that still matter; kinds with the same question ask it together, once."""
    asked: dict[kinds.Seen, set[int]] = {}
    for row, kind in rows:
        asked.setdefault(kind.seen, set()).add(row.subject_id)
    return {seen: seen(rows[0][0].person, ids) for seen, ids in asked.items()}


def _in_words(notice: Notice, kind: kinds.Kind, names: dict[int, str]) -> Line:
    context = dict(notice.context)
    if isinstance(context.get("who"), int):
        context["who"] = names.get(context["who"], "")
    return Line(
        id=notice.pk,
        text=str(kind.line) % (kind.words(context) if kind.words else context),
        action=str(kind.action),
        url=kind.url(notice.subject_id, notice.context),
        at=notice.created_at,
        read=notice.read_at is not None,
    )


def inbox_of(person: Person, length: int = settings.INBOX_LENGTH) -> list[Notice]:
    """The newest notices of one person; old ones are in the things themselves."""
    return list(person.notices.all()[:length])


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
