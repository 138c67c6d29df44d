"""Who can be matched in a round, and from which side each looks."""

from collections.abc import Iterable
from dataclasses import dataclass

from people.models import Membership, Person, Region, Role
from sessions.matching.given import Side
from sessions.models import Assignment, Capacity

# Additional friends are asked by hand, for a question; they are in the pool once they are chosen.
ROLES = [Role.FRIEND, Role.LEAD, Role.MEMBER]
SIDE_OF = {side.value: side for side in (Side.BUSINESS, Side.KNOWLEDGE, Side.GOVERNMENT)}


@dataclass(frozen=True)
class Reader:
    """Somebody who can review in this round, in one capacity."""

    person: Person
    capacity: Capacity
    from_region: Region | None = None

    @property
    def key(self) -> int:
        """As the matching knows this person."""
        return self.person.pk

    @property
    def side(self) -> Side:
        """A peer looks from a region, a friend from the side of the own organisation."""
        if self.from_region is not None:
            return Side.PEER
        return SIDE_OF.get(self.sector, Side.OTHER)

    @property
    def sector(self) -> str:
        """The side of the helix of the organisation, as the interface tints it."""
        return self.person.organisation.sector if self.person.organisation else ""

    @property
    def place(self) -> str:
        """The region that a peer comes from, else the organisation."""
        return self.from_region.name if self.from_region else str(self.person.organisation or "")


def pool_of(edition_id: int, chosen: Iterable[Assignment]) -> dict[int, Reader]:
    """Core friends and teams of an edition, and who was chosen already, by person. One query.

    One person is one reviewer: who is a friend and in a team reviews as a friend. Researchers
    reflect on what they choose and take no place.
    """
    rows = (
        Membership.objects.active()
        .filter(edition_id=edition_id, role__in=ROLES)
        .select_related("person__organisation", "region")
        .order_by("person__name", "person_id", "region__name")
    )
    found: dict[int, Reader] = {}
    for row in rows:
        if row.role == Role.FRIEND:
            found[row.person_id] = Reader(row.person, Capacity.FRIEND)
        else:
            found.setdefault(row.person_id, Reader(row.person, Capacity.PEER, row.region))
    for one in chosen:
        if one.capacity != Capacity.RESEARCHER:
            capacity = Capacity(one.capacity)
            found.setdefault(one.person_id, Reader(one.person, capacity, one.from_region))
    return found
