"""What apps above tell of plans: plans themselves know no rounds and no reviews."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.db.models import QuerySet

if TYPE_CHECKING:
    from people.models import Person
    from people.queries import Visitor
    from plans.models import Dossier, Version

# The ids of versions that somebody reads because of a task, such as a review.
Readers = Callable[["Visitor"], "QuerySet"]
# The other way round: who reads one of these versions because of a task.
ReadersOf = Callable[["QuerySet[Version]"], "QuerySet[Person]"]
BuiltOn = Callable[["Dossier"], bool]
Notes = Callable[["Dossier"], list[str]]
# What a reader of a plan is pointed at, as at what changed since an own review.
Pointers = Callable[["Visitor", "Dossier"], "list[Pointer]"]
# The ids of reasons by part: a section's key, "title", "summary" or "question-<id>".
Because = Mapping[str, Collection[int]]


@dataclass(frozen=True)
class Pointer:
    """A sentence for one reader, with where it leads."""

    text: str
    label: str
    url: str


@dataclass(frozen=True)
class Reason:
    """Why a part changed, as one reader may know it: a piece of advice."""

    id: int
    title: str
    who: str
    url: str


class ChangeReasons(Protocol):
    """What an app above knows of why plans change."""

    def choices(self, person: "Person", dossier: "Dossier") -> list[Reason]:
        """What this person may name as a reason in this plan."""

    def kept(
        self, person: "Person", dossier: "Dossier", version: "Version | None"
    ) -> dict[str, set[int]]:
        """The reasons of the working copy, or of one version, that the person may know."""

    def between(self, person: "Visitor", old: "Version", new: "Version") -> dict[str, list[Reason]]:
        """Why parts changed from one version to another, as far as the person may know."""

    def fixed(self, version: "Version") -> bool:
        """Whether others built on a version, so that its reasons are only added to."""

    def keep(
        self, *, dossier: "Dossier", version: "Version | None", by: "Person", because: Because
    ) -> None:
        """Keep these reasons for these parts. Raises what the rules refuse."""

    def submitted(self, *, version: "Version", by: "Person", parts: Collection[str]) -> None:
        """The working copy became this version, with changes in these parts."""


readers: list[Readers] = []
readers_of: list[ReadersOf] = []
_built_on: list[BuiltOn] = []
_notes: list[Notes] = []
_pointers: list[Pointers] = []
_reasons: list[ChangeReasons] = []


def register_readers(of_person: Readers, of_versions: ReadersOf | None = None) -> None:
    """Let an app say which versions a person reads, and who reads some versions."""
    if of_person not in readers:
        readers.append(of_person)
    if of_versions is not None and of_versions not in readers_of:
        readers_of.append(of_versions)


def register_built_on(answer: BuiltOn) -> None:
    """Let an app say whether somebody outside the team has built on a dossier, as by a review."""
    if answer not in _built_on:
        _built_on.append(answer)


def register_notes(notes: Notes) -> None:
    """Let an app say sentences at the moment of submitting, as "the plan step closed on 1 June"."""
    if notes not in _notes:
        _notes.append(notes)


def register_pointers(pointers: Pointers) -> None:
    """Let an app point a reader of a plan at something."""
    if pointers not in _pointers:
        _pointers.append(pointers)


def register_change_reasons(reasons: ChangeReasons) -> None:
    """Let an app say why plans change: there is one such app."""
    _reasons[:] = [reasons]


def change_reasons() -> ChangeReasons | None:
    """Who knows why plans change."""
    return _reasons[0] if _reasons else None


def pointers_for(person: "Visitor", dossier: "Dossier") -> list[Pointer]:
    """What this reader of the plan is pointed at."""
    return [pointer for pointers in _pointers for pointer in pointers(person, dossier)]


def built_on(dossier: "Dossier") -> bool:
    """Whether others have built on it, so that it can no longer be seen by fewer people."""
    return any(answer(dossier) for answer in _built_on)


def notes_on(dossier: "Dossier") -> list[str]:
    """What the apps above want the lead to know before submitting."""
    return [note for notes in _notes for note in notes(dossier)]


def task_readers(versions: "QuerySet[Version]") -> "list[QuerySet[Person]]":
    """Who reads one of these versions because of a task, one queryset an app."""
    return [found(versions) for found in readers_of]
