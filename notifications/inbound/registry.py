"""What can be answered by mail. Apps above register their things; this app knows none of them."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

from core.errors import DomainError
from people.models import Person


class Later(Exception):
    """Not now: the same mail is tried again in a few minutes."""


class Outdated(DomainError):
    """An answer to what is no longer so; a subclass says what to do instead."""


class Answerable(Protocol):
    """A kind of thing to which a mail can be an answer."""

    def may_answer(self, asked: Mapping[Person, Collection[int]]) -> dict[int, set[int]]:
        """By the id of the person, where that person may write now: only then does a mail offer it."""
        ...

    def titles(self, subject_ids: Collection[int]) -> dict[int, str]:
        """What they are called: the subject of their mails, so that mail programs keep them together."""
        ...

    def post(self, *, subject_id: int, number: int, by: Person, text: str, key: UUID) -> str:
        """Post the text as this person, once for the same key; the page of the post.

        `number` is that of the post that the mail told of, or 0. Raises DomainError with a sentence
        for the person, or Later.
        """
        ...


_kinds: dict[str, Answerable] = {}


def register(subject_type: str, kind: Answerable) -> None:
    """Let mail about things of this type ("discussion.thread") be answered by mail."""
    _kinds[subject_type] = kind


def get(subject_type: str) -> Answerable | None:
    """How to answer things of this type, if one can."""
    return _kinds.get(subject_type)


class Invitation(Protocol):
    """A kind of thing to which people are invited, so that a calendar program can answer."""

    def uid(self, subject_id: int) -> str:
        """The name under which it stands in calendars."""
        ...

    def page(self, subject_id: int) -> str:
        """Where it is answered by hand."""
        ...

    def answer(
        self, *, subject_id: int, by: Person, comes: bool | None, sequence: int, at: datetime
    ) -> None:
        """Note whether this person comes; None: not yet known. Twice is once.

        `sequence` is that of the invitation that was answered, `at` the moment of the answer. Raises
        Outdated, or another DomainError, with a sentence for the person.
        """
        ...


_invitations: dict[str, Invitation] = {}


def register_invitation(subject_type: str, kind: Invitation) -> None:
    """Let invitations to things of this type ("work_sessions.sitting") be answered from a calendar."""
    _invitations[subject_type] = kind


def invitation(subject_type: str) -> Invitation | None:
    """How a calendar answers to things of this type, if it can."""
    return _invitations.get(subject_type)
