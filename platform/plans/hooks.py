"""What apps above tell of plans: plans themselves know no rounds and no reviews."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db.models import QuerySet

if TYPE_CHECKING:
    from people.models import Person
    from people.queries import Visitor
    from plans.models import Dossier

# The ids of versions that somebody reads because of a task, such as a review.
Readers = Callable[["Visitor"], "QuerySet"]
# The other way round: who reads a version of this dossier because of a task.
ReadersOf = Callable[[int], "QuerySet[Person]"]
BuiltOn = Callable[["Dossier"], bool]
Notes = Callable[["Dossier"], list[str]]

readers: list[Readers] = []
readers_of: list[ReadersOf] = []
_built_on: list[BuiltOn] = []
_notes: list[Notes] = []


def register_readers(of_person: Readers, of_dossier: ReadersOf | None = None) -> None:
    """Let an app say which versions a person reads, and who reads a dossier's versions."""
    if of_person not in readers:
        readers.append(of_person)
    if of_dossier is not None and of_dossier not in readers_of:
        readers_of.append(of_dossier)


def register_built_on(answer: BuiltOn) -> None:
    """Let an app say whether somebody outside the team has built on a dossier, as by a review."""
    if answer not in _built_on:
        _built_on.append(answer)


def register_notes(notes: Notes) -> None:
    """Let an app say sentences at the moment of submitting, as "the plan step closed on 1 June"."""
    if notes not in _notes:
        _notes.append(notes)


def built_on(dossier: "Dossier") -> bool:
    """Whether others have built on it, so that it can no longer be seen by fewer people."""
    return any(answer(dossier) for answer in _built_on)


def notes_on(dossier: "Dossier") -> list[str]:
    """What the apps above want the lead to know before submitting."""
    return [note for notes in _notes for note in notes(dossier)]


def task_readers(dossier_id: int) -> "list[QuerySet[Person]]":
    """Who reads a version of this dossier because of a task, one queryset an app."""
    return [found(dossier_id) for found in readers_of]
