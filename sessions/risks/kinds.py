"""What a risk is, and which kinds there are. Apps above register theirs; this file knows none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.functional import Promise

from people.models import Person
from sessions.models import Round

if TYPE_CHECKING:
    from sessions.risks.scope import Scope


class Verb(StrEnum):
    """What can be done about a risk in one click."""

    REMIND = "remind"
    EXTEND = "extend"
    REPLACE = "replace"
    ASK = "ask"
    RETRY = "retry"
    LOOK = "look"  # a link: there is something to choose there


@dataclass(frozen=True)
class Move:
    """The one thing to do now. With `url` a link to where it is done; else a button that does it.

    `confirm` is asked first, where a click takes something away.
    """

    verb: Verb
    label: str
    url: str = ""
    confirm: str = ""


@dataclass(frozen=True)
class Risk:
    """One thing that may go wrong in one round.

    subject    the id of what it is about: with kind and round it says which risk this is
    words      the sentence
    since      since when it is so
    harm_at    when it does harm, or began to: the first stands first
    url        where one can look at it
    """

    kind: str
    round: Round
    subject: int
    words: str
    since: datetime
    harm_at: datetime
    url: str
    move: Move
    region_id: int | None = None

    @property
    def key(self) -> tuple[int, str, int]:
        """Which risk it is, also when its sentence changes."""
        return self.round.pk, self.kind, self.subject


# The write behind a button: in the transaction of the action; gives the sentence that says what was done.
# `cause` names this one click: a notice with it is given once.
Deed = Callable[[Risk, Person, str], str]


@dataclass(frozen=True)
class RiskKind:
    """One kind of risk: what it is called, how it is found, and what its buttons do.

    `find` takes the same number of queries whatever the number of rows. `rank` says what presses
    more: 0 what stops a round, 2 what only would be better; within a rank the first harm stands first.
    """

    key: str
    title: Promise
    find: "Callable[[Scope], list[Risk]]"
    deeds: Mapping[Verb, Deed]
    rank: int = 1


_kinds: dict[str, RiskKind] = {}


def register(kind: RiskKind) -> RiskKind:
    """Make a kind of risk known; to be called while apps are loaded."""
    _kinds[kind.key] = kind
    return kind


def get(key: str) -> RiskKind | None:
    """The kind with this key, if it is known."""
    return _kinds.get(key)


def all_kinds() -> list[RiskKind]:
    """Every kind, in the order in which they were registered."""
    return list(_kinds.values())
