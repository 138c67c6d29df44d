"""Who a conference is for, and what one reader is in it."""

from dataclasses import dataclass

from django.db.models import QuerySet

from people.models import Person
from people.queries import Visitor, holders
from people.roles import ROLES
from sessions.models import Conference, ConferenceLevel


def invited_to(conference: Conference) -> QuerySet[Person]:
    """Who holds a role today that reads the conference's layer."""
    layers = {"participants"}
    if conference.level == ConferenceLevel.NETWORK:
        layers.add("network")
    roles = [card.role for card in ROLES.values() if card.layer in layers]
    return holders(conference.edition_id, *roles).filter(is_active=True)


@dataclass(frozen=True)
class Part:
    """What a reader may do in a conference, as the rules say."""

    runs: bool
    asks: bool
    joins: bool


def part_in(conference: Conference, person: Visitor) -> Part:
    """Asked of the rules, without a query of its own."""
    return Part(
        runs=person.has_perm("sessions.run_conference", conference),
        asks=person.has_perm("sessions.ask_conference", conference),
        joins=person.has_perm("sessions.join_conference", conference),
    )
