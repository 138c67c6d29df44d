"""What a matching is asked: dossiers, reviewers, what is barred between them, and what is wished."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Pair = tuple[int, int]  # the key of a dossier, the key of a reviewer


class Side(StrEnum):
    """From where a reviewer looks: three sides of the helix for friends, and a peer region."""

    BUSINESS = "business"
    KNOWLEDGE = "knowledge"
    GOVERNMENT = "government"
    PEER = "peer"
    OTHER = "other"  # around the three sides: reviews, and fills no side's place


class Continuity(StrEnum):
    """Whether a reviewer of the round before comes back to the same region."""

    SAME = "same"
    FRESH = "fresh"
    MIXED = "mixed"  # at least one who was there before, and at least one who was not


@dataclass(frozen=True)
class Dossier:
    """A plan to be reviewed. `least` is how many reviewers of a side it should have at least."""

    key: int
    region: int
    languages: frozenset[str] = frozenset()  # in which it can be read; empty: any
    least: Mapping[Side, int] = field(default_factory=dict)
    wanted: int = 4  # reviewers in all, never more


@dataclass(frozen=True)
class Reviewer:
    """Somebody who can review in one capacity. Loads are numbers of dossiers in this round."""

    key: int
    side: Side
    region: int | None = None  # where a peer comes from
    languages: frozenset[str] = frozenset()  # that the person reads; empty: any
    least: int = 0
    most: int = 6
    available: bool = True


class Bar(StrEnum):
    """Why a pair is impossible."""

    CONFLICT = "conflict"  # own region or organisation, declared, or computed
    LANGUAGE = "language"
    AWAY = "away"
    FORBIDDEN = "forbidden"  # by hand


@dataclass(frozen=True)
class Given:
    """One question to the matching.

    fit        how well a pair fits, 0 to 1000: expertise and elements, questions, preferences;
               a pair that is not named fits 0
    conflicts  pairs that may not be, because of a tie
    forbidden  pairs that a facilitator ruled out
    pinned     pairs that a facilitator fixed
    apart      pairs of reviewers who may not meet at one dossier
    present    the plan as it is now
    earlier    pairs of a region and a reviewer from the round before (region, reviewer)
    """

    dossiers: tuple[Dossier, ...]
    reviewers: tuple[Reviewer, ...]
    fit: Mapping[Pair, int] = field(default_factory=dict)
    conflicts: frozenset[Pair] = frozenset()
    forbidden: frozenset[Pair] = frozenset()
    pinned: frozenset[Pair] = frozenset()
    apart: frozenset[tuple[int, int]] = frozenset()
    present: frozenset[Pair] = frozenset()
    earlier: frozenset[Pair] = frozenset()
    continuity: Continuity = Continuity.MIXED
    seed: int = 0
