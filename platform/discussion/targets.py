"""What threads may hang on. Apps above register their things; discussion knows none of them."""

from collections.abc import Iterable
from typing import Protocol

from django.db.models import Q

from people.models import Person
from people.queries import Visitor


class TargetKind(Protocol):
    """One kind of thing that people talk about, and the rights on its threads."""

    key: str  # "dossier", "section", "question", "review", "recommendation"

    def threads_visible_to(self, person: Visitor) -> Q:
        """A condition on Thread (target_id, level, audience): the threads that the person may read."""
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

    def title(self, target_id: int) -> str:
        """What the thing is called, in the reader's language."""
        ...

    def url(self, target_id: int) -> str:
        """The page of the thing."""
        ...

    def people(self, target_id: int, level: str) -> Iterable[Person]:
        """Who may read its threads at this level: for mentions and notices."""
        ...


_kinds: dict[str, TargetKind] = {}


def register(kind: TargetKind) -> None:
    """Let threads hang on this kind of thing."""
    _kinds[kind.key] = kind


def get(key: str) -> TargetKind | None:
    """The kind with this key, if it is known."""
    return _kinds.get(key)


def all_kinds() -> list[TargetKind]:
    """Every registered kind."""
    return list(_kinds.values())
