"""The demo's invented people."""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress

from front.demo.accounts import PASSWORD, address
from front.demo.dates import Moved
from front.demo.ground import Organisations, Regions
from people.models import Membership, Person
from programme.models import Edition

Cast = dict[str, Person]
LONG_AFTER = timedelta(days=120)


def load_people(
    rows: list[dict[str, Any]],
    edition: Edition,
    organisations: Organisations,
    regions: Regions,
    moved: Moved,
) -> Cast:
    """Everybody of the demo, with role and log-in, by key."""
    return {row["key"]: _load_person(row, edition, organisations, regions, moved) for row in rows}


def _load_person(
    row: dict[str, Any],
    edition: Edition,
    organisations: Organisations,
    regions: Regions,
    moved: Moved,
) -> Person:
    is_admin = row["role"] == "administrator"
    person = Person.objects.create_user(
        address(row["key"]),
        PASSWORD,
        name=row["name"],
        function=row["function"],
        organisation=organisations[row["organisation"]],
        expertise=row.get("expertise", ""),
        is_example=True,
        is_staff=is_admin,
        is_superuser=is_admin,
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    start = moved.day("2017-02-01")
    Membership.objects.create(
        person=person,
        edition=edition,
        role=row["role"],
        region=regions.get(row.get("region", "")),
        organisation=person.organisation,
        sector=row.get("sector", ""),
        from_date=start,
        until_date=moved.day("2017-09-30") + LONG_AFTER if row["role"] == "extra_friend" else None,
    )
    return person
