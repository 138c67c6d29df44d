"""What still has to be done in a step, page by page: told by each room that knows of some."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from people.models import Membership, Person, Role
from sessions.models import RoundStep, StepKind, Subject

People = tuple[Person, ...]


@dataclass(frozen=True)
class Work:
    """One thing that waits, for whom, and the notices that remind of it before and after it is due.

    `region_id` and `reviewer_id` are whose extensions count. `since` is when it was asked.
    """

    subject: Subject
    subject_id: int
    doers: People
    before: str
    after: str
    team: People = ()
    region_id: int | None = None
    reviewer_id: int | None = None
    since: datetime | None = None
    context: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class WorkPage:
    """Some of the work, and after which id the next page begins; nothing when this was the last."""

    works: list[Work]
    last: int | None


class Provider(Protocol):
    """A room that knows of work in one kind of step. A page costs the same queries whatever its size."""

    def page(self, step: RoundStep, after: int, size: int, *, ahead: bool = False) -> WorkPage:
        """The next things after an id; `ahead` also those that will be there if nothing is done."""


_providers: dict[StepKind, list[Provider]] = {}


def register_work(kind: StepKind, provider: Provider) -> Provider:
    """Let a room say what has to be done in a step; to be called while apps are loaded."""
    known = _providers.setdefault(kind, [])
    if provider not in known:
        known.append(provider)
    return provider


def providers_of(kind: StepKind) -> list[Provider]:
    """The rooms that know of work in this kind of step."""
    return list(_providers.get(kind, []))


def next_page(works: list[Work], ids: list[int], size: int) -> WorkPage:
    """A page of what hangs on these ids, which were read in their order."""
    return WorkPage(works, ids[-1] if len(ids) == size else None)


def teams(edition_id: int, region_ids: set[int]) -> dict[int, tuple[People, People]]:
    """By region its leads, who act for it, and its whole team: one query.

    Without a lead the team acts.
    """
    rows = Membership.objects.active().filter(
        edition=edition_id, region__in=region_ids, role__in=[Role.LEAD, Role.MEMBER]
    )
    found: dict[int, tuple[dict[int, Person], dict[int, Person]]] = {}
    for row in rows.select_related("person").order_by("pk"):
        if row.region_id is not None:
            leads, team = found.setdefault(row.region_id, ({}, {}))
            team[row.person_id] = row.person
            if row.role == Role.LEAD:
                leads[row.person_id] = row.person
    return {
        region: (tuple((leads or team).values()), tuple(team.values()))
        for region, (leads, team) in found.items()
    }
