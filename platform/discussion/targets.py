"""What threads may hang on. Apps above register their things; discussion knows none of them."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Protocol, runtime_checkable

from django.db.models import Q

from people.models import Person
from people.queries import Visitor


class TargetKind(Protocol):
    """One kind of thing that people talk about, and the rights on its threads."""

    key: str  # "dossier", "section", "question", "review", "recommendation"

    def threads_visible_to(self, person: Visitor) -> Q:
        """A condition on Thread (target_id, level, audience): the threads that the person may read."""
        ...

    def threads_written_by(self, person: Person) -> Q:
        """As `may_post`, of many: a condition on Thread (target_id, level), given that they may be read."""
        ...

    def may_start(self, person: Person, target_id: int, level: str) -> bool:
        """Whether the person may open a thread on this thing at this level."""
        ...

    def may_post(self, person: Person, target_id: int, level: str) -> bool:
        """Whether the person may write in a thread of this thing, given that it may be read."""
        ...

    def may_moderate(self, person: Person, target_id: int) -> bool:
        """Whether the person may close, pin and move: who facilitates."""
        ...

    def may_resolve(self, person: Person, target_id: int) -> bool:
        """Whether the person may say that the thread is resolved."""
        ...

    def moderated_by(self, person: Visitor) -> Q:
        """A condition on Thread (target_id): those on things that the person facilitates."""
        ...

    def moderators(self, target_id: int) -> Iterable[Person]:
        """Who facilitates the thing."""
        ...

    def edition_of(self, target_id: int) -> int | None:
        """The edition whose roles and teams can be named in its threads."""
        ...

    def title(self, target_id: int) -> str:
        """What the thing is called, in the reader's language."""
        ...

    def url(self, target_id: int) -> str:
        """The page of the thing."""
        ...

    def people(self, target_id: int, level: str) -> Iterable[Person]:
        """Who may read its threads at this level: for mentions and notices."""
        ...


@runtime_checkable
class ManyTitles(Protocol):
    """A kind that can name many things at once, so that lists of threads stay quick."""

    def titles(self, target_ids: Collection[int]) -> dict[int, str]:
        """As `title`, in a number of queries that does not grow with the ids."""
        ...


@runtime_checkable
class Apart(Protocol):
    """A kind on which people write apart, each alone, until they are let to read each other."""

    def apart_until(self, target_id: int) -> datetime | None:
        """The moment at which they read each other, while it has not come."""
        ...

    def may_moderate(self, person: Person, target_id: int) -> bool:
        """Whether the person may let them read each other before that."""
        ...

    def writes_apart(self, person: Person, target_id: int) -> bool:
        """Whether this person writes here apart, given that the moment has not come."""
        ...


@runtime_checkable
class Shown(Protocol):
    """A kind that shows on the page of a thread what it is about, such as a passage."""

    def panel(self, person: Person, thread_id: int) -> str:
        """What the thread is about, for this reader; empty when there is nothing to show."""
        ...


@runtime_checkable
class Ending(Protocol):
    """A kind on which something waits for the end of a conversation, such as proposed words."""

    def ended(self, thread_id: int, by: Person, *, done: bool) -> None:
        """The conversation was resolved: done, or not followed. In the transaction that does it."""
        ...

    def reopened(self, thread_id: int, by: Person) -> None:
        """It is open again."""
        ...


@runtime_checkable
class OwnReaders(Protocol):
    """A kind whose threads are read by other people than their level says elsewhere."""

    def who_reads(self, target_id: int, level: str) -> str:
        """Who they are, in words."""
        ...


_kinds: dict[str, TargetKind] = {}


def register(kind: TargetKind) -> None:
    """Let threads hang on this kind of thing."""
    _kinds[kind.key] = kind


def get(key: str) -> TargetKind | None:
    """The kind with this key, if it is known."""
    return _kinds.get(key)


def apart_on(key: str) -> Apart | None:
    """The kind with this key, if people write apart on it."""
    kind: object = _kinds.get(key)
    return kind if isinstance(kind, Apart) else None


def ending_on(key: str) -> Ending | None:
    """The kind with this key, if something on it waits for the end of conversations."""
    kind: object = _kinds.get(key)
    return kind if isinstance(kind, Ending) else None


def all_kinds() -> list[TargetKind]:
    """Every registered kind."""
    return list(_kinds.values())


def labels(things: Collection[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """What these things (kind, id) are called; an unknown kind has no name."""
    found = dict.fromkeys(things, "")
    for kind in all_kinds():
        ids = [target_id for key, target_id in things if key == kind.key]
        many = (
            kind.titles(ids) if isinstance(kind, ManyTitles) else {pk: kind.title(pk) for pk in ids}
        )
        found |= {(kind.key, pk): title for pk, title in many.items()}
    return found


def readers_in_words(key: str, target_id: int, level: str) -> str:
    """Who reads threads of a thing, where its kind says it in own words; else nothing."""
    kind: object = get(key)
    return kind.who_reads(target_id, level) if isinstance(kind, OwnReaders) else ""


def url_of(key: str, target_id: int) -> str:
    """The page of a thing; "" when nobody knows it any more."""
    kind = get(key)
    return kind.url(target_id) if kind else ""


def panel_of(key: str, person: Person, thread_id: int) -> str:
    """What the thread is about, where its kind shows that."""
    kind = get(key)
    return kind.panel(person, thread_id) if isinstance(kind, Shown) else ""
