"""Who could review a plan: fit, load and conflicts, before anything is sent."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.translation import gettext as _

from core.text import excerpt
from people.models import Membership, Person, Region, Role
from plans.models import VersionSection
from sessions.fit import shared_elements, shared_words
from sessions.models import Assignment, AssignmentState, Capacity, RoundPlan
from sessions.models.visible import ACTIVE
from sessions.queries.ties import TieBook
from sessions.ties import Tie

CAPACITY_OF = {
    Role.FRIEND: Capacity.FRIEND,
    Role.EXTRA_FRIEND: Capacity.EXTRA_FRIEND,
    Role.LEAD: Capacity.PEER,
    Role.MEMBER: Capacity.PEER,
    Role.RESEARCHER: Capacity.RESEARCHER,
}


@dataclass(frozen=True)
class Candidate:
    """One person who could review one plan in one capacity."""

    person: Person
    capacity: Capacity
    from_region: Region | None = None
    elements: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    load: int = 0
    ties: list[Tie] = field(default_factory=list)
    assignment: Assignment | None = None

    @property
    def expertise(self) -> str:
        """The beginning of what the person knows about."""
        return excerpt(self.person.expertise, 160)

    @property
    def key(self) -> str:
        """Marks the candidate's fields on the page."""
        return f"{self.person.pk}-{self.capacity}-{self.from_region.pk if self.from_region else 0}"

    @property
    def place(self) -> str:
        """The region that a peer comes from, else the organisation."""
        if self.from_region is not None:
            return self.from_region.name
        return str(self.person.organisation or "")

    @property
    def sector(self) -> str:
        """The side of the helix."""
        return self.person.organisation.sector if self.person.organisation else ""

    @property
    def choose_label(self) -> str:
        """What the button says to who does not see where it stands."""
        return _("Choose %(name)s") % {"name": self.person}

    @property
    def taken(self) -> bool:
        """Whether the person is planned or asked for this plan already."""
        open_states = (AssignmentState.PLANNED, *ACTIVE)
        return self.assignment is not None and self.assignment.state in open_states


@dataclass(frozen=True)
class CandidateGroup:
    """Candidates in one capacity."""

    capacity: Capacity
    candidates: list[Candidate]

    @property
    def label(self) -> str:
        """The capacity in words."""
        return str(self.capacity.label)


def load_of(round_id: int) -> Counter[int]:
    """How many plans of a round each person reviews or is planned for."""
    states = [AssignmentState.PLANNED, *ACTIVE]
    rows = Assignment.objects.filter(round_plan__round=round_id, state__in=states)
    return Counter(rows.values_list("person_id", flat=True).order_by())


def candidates_for(plan: RoundPlan) -> list[CandidateGroup]:
    """Everybody who could review this plan, the fittest without conflicts first, by capacity.

    The plan comes with `dossier`, `round` and `version`. The own team is left out. Nine queries.
    """
    region_id = plan.dossier.region_id
    book = TieBook.load([region_id])
    load = load_of(plan.round_id)
    names = [
        (element.name, element.name_nl, element.name_en) for element in plan.version.elements.all()
    ]
    text = _text_of(plan)
    known = {row.person_id: row for row in plan.assignments.all()}
    found = []
    for row in _members(plan.round.edition_id):
        ties = book.of(row.person, region_id)
        if any(tie.hard for tie in ties):
            continue
        found.append(
            Candidate(
                person=row.person,
                capacity=CAPACITY_OF[Role(row.role)],
                from_region=row.region if row.role in (Role.LEAD, Role.MEMBER) else None,
                elements=shared_elements(row.person.expertise, names),
                words=shared_words(row.person.expertise, text),
                load=load[row.person_id],
                ties=ties,
                assignment=known.get(row.person_id),
            )
        )
    return _grouped(found)


def _members(edition_id: int) -> Iterable[Membership]:
    rows = Membership.objects.active().filter(edition_id=edition_id, role__in=list(CAPACITY_OF))
    return rows.select_related("person__organisation", "region")


def _text_of(plan: RoundPlan) -> str:
    texts = VersionSection.objects.filter(version=plan.version_id).values_list("source", flat=True)
    return " ".join([plan.version.title, plan.version.summary, *texts])


def _grouped(candidates: list[Candidate]) -> list[CandidateGroup]:
    order = list(Capacity)

    def place(one: Candidate) -> tuple:
        fit = -len(one.elements), -len(one.words)
        return order.index(one.capacity), bool(one.ties), *fit, one.load, str(one.person)

    ranked = sorted(candidates, key=place)
    return [
        CandidateGroup(capacity, list(rows))
        for capacity, rows in groupby(ranked, key=lambda one: one.capacity)
    ]
