"""What will be sent to whom, before it is sent."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from sessions.models import AskedFor, Assignment, AssignmentState, Round
from sessions.queries.ties import TieBook
from sessions.ties import Tie


@dataclass(frozen=True)
class Letter:
    """One invitation as it will be sent, and what ties the reviewer to the region."""

    assignment: Assignment
    text: str
    ties: list[Tie]

    @property
    def blocked(self) -> bool:
        """Whether it cannot be sent: the own region, or a conflict without a reason."""
        hard = any(tie.hard for tie in self.ties)
        return hard or bool(self.ties and not self.assignment.conflict_note)


def planned_in(round_: Round) -> QuerySet[Assignment]:
    """The assignments of a round that wait to be sent, with all that the letters need."""
    return _planned().filter(round_plan__round=round_)


def planned_among(ids: Collection[int]) -> QuerySet[Assignment]:
    """The same, of these assignments."""
    return _planned().filter(pk__in=ids)


def _planned() -> QuerySet[Assignment]:
    rows = Assignment.objects.filter(state=AssignmentState.PLANNED)
    return rows.select_related(
        "person__organisation", "from_region", "round_plan__dossier__region", "round_plan__round"
    ).prefetch_related(Prefetch("asked_for", AskedFor.objects.select_related("question")))


def letters_of(round_: Round, write: Callable[[Assignment], str]) -> list[Letter]:
    """The invitations of a round that wait, by region and name; `write` gives the words.

    Four queries.
    """
    planned = list(planned_in(round_))
    book = TieBook.load({row.round_plan.dossier.region_id for row in planned})
    letters = [
        Letter(row, write(row), book.of(row.person, row.round_plan.dossier.region_id))
        for row in planned
    ]
    return sorted(
        letters,
        key=lambda one: (
            one.assignment.round_plan.dossier.region.name,
            one.assignment.round_plan.dossier.title,
            str(one.assignment.person),
        ),
    )
