"""The cast: everybody knows them. One edition, three regions; South is reviewed, West is outside the round.

Rob leads South and Mia is in his team. Ada is a core critical friend, Eva an additional one, Pim a peer
from North. Chris facilitates. Wim researches, Olga observes, Bo is an executive, Cas does communication,
Ben is the administrator. Sam leads West, which is outside the round: a stranger to South's plan.
"""

from dataclasses import dataclass, field

from people.models import Organisation, Person, Region, Role, Sector
from programme.models import Edition
from tests.factories.people import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    RegionFactory,
)
from tests.factories.programme import EditionFactory


@dataclass
class Cast:
    """Everybody, by first name, and where they stand."""

    edition: Edition
    south: Region
    north: Region
    west: Region
    chris: Person
    rob: Person
    mia: Person
    ada: Person
    eva: Person
    pim: Person
    wim: Person
    olga: Person
    bo: Person
    cas: Person
    ben: Person
    sam: Person
    organisations: dict[str, Organisation] = field(default_factory=dict)

    def everybody(self) -> dict[str, Person]:
        """Name to person, in a fixed order."""
        names = (
            "chris",
            "rob",
            "mia",
            "ada",
            "eva",
            "pim",
            "wim",
            "olga",
            "bo",
            "cas",
            "ben",
            "sam",
        )
        return {name: getattr(self, name) for name in names}


def make_cast() -> Cast:
    """Put everybody in the database."""
    edition = EditionFactory(is_current=True)
    sectors = {
        "university": Sector.KNOWLEDGE,
        "company": Sector.BUSINESS,
        "ministry": Sector.GOVERNMENT,
    }
    bodies = {
        name: OrganisationFactory(name=name.title(), sector=sector)
        for name, sector in sectors.items()
    }
    south, north, west = (
        RegionFactory(name=name, slug=name.lower()) for name in ("South", "North", "West")
    )

    def person(name: str, role: Role, region: Region | None = None, body: str = "") -> Person:
        made = PersonFactory(
            name=name,
            email=f"{name.lower()}@test.example",
            organisation=bodies.get(body) or (region.organisation if region else None),
            is_staff=role == Role.ADMINISTRATOR,
            is_superuser=role == Role.ADMINISTRATOR,
        )
        MembershipFactory(person=made, edition=edition, role=role, region=region)
        return made

    return Cast(
        edition=edition,
        south=south,
        north=north,
        west=west,
        chris=person("Chris", Role.FACILITATOR),
        rob=person("Rob", Role.LEAD, south),
        mia=person("Mia", Role.MEMBER, south),
        ada=person("Ada", Role.FRIEND, body="university"),
        eva=person("Eva", Role.EXTRA_FRIEND, body="company"),
        pim=person("Pim", Role.MEMBER, north),
        wim=person("Wim", Role.RESEARCHER, body="university"),
        olga=person("Olga", Role.OBSERVER),
        bo=person("Bo", Role.EXECUTIVE, body="ministry"),
        cas=person("Cas", Role.COMMUNICATION),
        ben=person("Ben", Role.ADMINISTRATOR),
        sam=person("Sam", Role.LEAD, west),
        organisations=bodies,
    )
