"""The demo's invented people."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from front.demo.accounts import PASSWORD, address
from front.demo.dates import Moved
from front.demo.ground import Organisations, Regions
from people.models import Membership, Person
from programme.models import Edition

Cast = dict[str, Person]
LONG_AFTER = timedelta(days=120)


@dataclass(frozen=True)
class Place:
    """Where the demo's people stand."""

    edition: Edition
    organisations: Organisations
    regions: Regions
    moved: Moved


def load_people(rows: list[dict[str, Any]], place: Place) -> Cast:
    """Everybody of the demo, with role and log-in, by key."""
    password = make_password(PASSWORD)  # one for all: hashing is slow on purpose
    return {row["key"]: _load_person(row, place, password) for row in rows}


def _load_person(row: dict[str, Any], place: Place, password: str) -> Person:
    is_admin = row["role"] == "administrator"
    person = Person.objects.create(
        email=address(row["key"]),
        password=password,
        name=row["name"],
        function=row["function"],
        organisation=place.organisations[row["organisation"]],
        expertise=row.get("expertise", ""),
        is_example=True,
        is_staff=is_admin,
        is_superuser=is_admin,
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    start = place.moved.day("2017-02-01")
    Membership.objects.create(
        person=person,
        edition=place.edition,
        role=row["role"],
        region=place.regions.get(row.get("region", "")),
        organisation=person.organisation,
        sector=row.get("sector", ""),
        from_date=start,
        until_date=place.moved.day("2017-09-30") + LONG_AFTER
        if row["role"] == "extra_friend"
        else None,
    )
    return person
