"""Notices in the words of their reader."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db.models import Count

from notifications import kinds
from notifications.models import Notice
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
    words: dict[str, str] = field(default_factory=dict)  # that the sentence was filled with


@dataclass(frozen=True)
class Known:
    """What was read about some notices: with it they are said in any language, without another question."""

    alive: frozenset[int] = (
        frozenset()
    )  # those that their readers may still see, and that still matter
    names: dict[int, str] = field(default_factory=dict)

    def lines_of(self, notices: Iterable[Notice]) -> list[Line]:
        """Those that are alive, in the language of the moment."""
        return [
            _in_words(row, kind, self.names)
            for row in notices
            if row.pk in self.alive and (kind := kinds.get(row.kind))
        ]


def known_of(notices: Collection[Notice]) -> Known:
    """The same questions for one notice as for those of many people: one a kind of question, and the names."""
    alive = _alive(notices)
    return Known(frozenset(row.pk for row in alive), _names(alive))


def line_of(notice: Notice) -> Line | None:
    """The notice in words, or nothing when its subject is gone or no longer visible to the reader."""
    return next(iter(lines_of([notice])), None)


def lines_of(notices: Iterable[Notice]) -> list[Line]:
    """Those notices that their readers may still see, in the language of the moment."""
    rows = list(notices)
    return known_of(rows).lines_of(rows)


def _alive(notices: Iterable[Notice]) -> list[Notice]:
    """Kinds with the same question ask it together, once for everybody."""
    rows = [(row, kind.seen) for row in notices if (kind := kinds.get(row.kind))]
    people: dict[int, Person] = {}
    asked: dict[kinds.Seen, dict[Person, set[int]]] = {}
    for row, seen in rows:
        if row.person_id not in people:
            people[row.person_id] = row.person
        wanted = asked.setdefault(seen, {})
        wanted.setdefault(people[row.person_id], set()).add(row.subject_id)
    found = kinds.still_seen(asked)
    return [row for row, seen in rows if row.subject_id in found[seen][row.person_id]]


def _names(notices: Iterable[Notice]) -> dict[int, str]:
    """Who the notices are about, as these people are called today: one query, if any names somebody."""
    ids = {row.context["who"] for row in notices if isinstance(row.context.get("who"), int)}
    return dict(Person.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def _in_words(notice: Notice, kind: kinds.Kind, names: dict[int, str]) -> Line:
    context = dict(notice.context)
    if isinstance(context.get("who"), int):
        context["who"] = names.get(context["who"], "")
    words = kind.words(context) if kind.words else context
    return Line(
        id=notice.pk,
        text=str(kind.line) % words,
        action=str(kind.action),
        url=kind.url(notice.subject_id, notice.context),
        at=notice.created_at,
        read=notice.read_at is not None,
        words={name: str(value) for name, value in words.items()},
    )


def texts_of(notices: Iterable[Notice]) -> dict[int, str]:
    """What these notices are about, by notice; one question for kinds that ask the same.

    To be asked of notices that are alive (`known_of`): their readers may see what they are about.
    """
    asked: dict[kinds.Texts, list[Notice]] = {}
    for notice in notices:
        kind = kinds.get(notice.kind)
        if kind and kind.texts:
            asked.setdefault(kind.texts, []).append(notice)
    found: dict[int, str] = {}
    for texts, rows in asked.items():
        found |= texts(rows)
    return found


def inbox_of(person: Person, length: int = settings.INBOX_LENGTH) -> list[Notice]:
    """The newest notices of one person; old ones are in the things themselves."""
    return list(person.notices.all()[:length])


def unread_count(person: Person) -> int:
    """How many notices wait to be read: one query."""
    return Notice.objects.filter(person=person, read_at=None).count()


def unread_counts(person_ids: Collection[int]) -> dict[int, int]:
    """The same for many at once: one query."""
    rows = Notice.objects.filter(person__in=person_ids, read_at=None).order_by()
    return dict(rows.values_list("person_id").annotate(Count("pk")))
