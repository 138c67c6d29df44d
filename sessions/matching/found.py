"""What a matching answers: the pairs, how good they are level by level, and what stands in the way."""

from dataclasses import dataclass, field
from enum import StrEnum

from sessions.matching.given import Pair, Side


class Level(StrEnum):
    """What is sought, in strict order: a later level never costs anything of an earlier one."""

    COVER = "cover"  # places of a side that stay empty, as few as possible
    WORST = "worst"  # the fit of the dossier that is worst off, as high as possible
    FIT = "fit"  # the fit of all pairs together, as high as possible
    BALANCE = "balance"  # how far regions give more or less than they take, and mutual pairs; low
    CHANGE = "change"  # pairs that differ from the present plan; low
    CONTINUITY = "continuity"  # places where the round's wish for the same or fresh eyes fails; low


@dataclass(frozen=True)
class Missing:
    """Places of one side that a dossier does not get."""

    dossier: int
    side: Side
    short: int


@dataclass(frozen=True)
class Found:
    """The answer. `proven` says that every level is proven to be the best possible."""

    pairs: frozenset[Pair]
    values: dict[Level, int]
    missing: tuple[Missing, ...] = ()
    proven: bool = True


class RuleKind(StrEnum):
    """Rules that can stand in the way."""

    CONFLICT = "conflict"
    LANGUAGE = "language"
    AWAY = "away"
    FORBIDDEN = "forbidden"
    PINNED = "pinned"
    APART = "apart"
    MOST = "most"  # the load of a reviewer
    LEAST_LOAD = "least_load"
    WANTED = "wanted"  # the number of reviewers of a dossier
    COVER = "cover"  # the number of a side that a dossier should have


@dataclass(frozen=True)
class Rule:
    """One rule about somebody or something; keys that do not apply are nothing."""

    kind: RuleKind
    dossier: int | None = None
    reviewer: int | None = None
    other: int | None = None
    side: Side | None = None


@dataclass(frozen=True)
class Blocked:
    """Why something cannot be; empty when it can.

    rules   rules that together make it impossible: leave out any one of them, and they do not
    loosen  the smallest loosening that helps. A rule that counts stands here once for every one
            that it must give way: a load of two more is the rule twice. What nobody can bend (a
            tie, a language, an absence) is only here when nothing else helps.
    nobody  no loosening helps: there are not so many reviewers of that side at all
    """

    rules: tuple[Rule, ...]
    loosen: tuple[Rule, ...] = field(default_factory=tuple)
    nobody: bool = False
