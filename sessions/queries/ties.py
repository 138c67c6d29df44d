"""What ties people to regions, for many at once in four queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Self

from allauth.account.models import EmailAddress

from core.clock import today
from people.models import REGION_ROLES_SET, Membership, Person, Region
from sessions.models import Conflict
from sessions.ties import RegionSide, Side, Tie, ties_between

Addresses = Mapping[int, tuple[str, ...]]


def unconfirmed_addresses() -> Addresses:
    """Addresses that people gave and did not confirm yet, by person: few, so all in one query."""
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for person_id, email in EmailAddress.objects.filter(verified=False).values_list(
        "user_id", "email"
    ):
        found[person_id] += (email.lower(),)
    return found


def side_of(person: Person, unconfirmed: Addresses) -> Side:
    """What is compared of a person, who comes with the organisation."""
    body = person.organisation
    return Side(
        name=str(person),
        email=person.email,
        organisation_id=person.organisation_id,
        organisation=body.name if body else "",
        mail_domain=body.mail_domain if body else "",
        unconfirmed=unconfirmed.get(person.pk, ()),
    )


class TieBook:
    """Teams, organisations and declared conflicts of some regions."""

    def __init__(self, sides: dict[int, RegionSide], unconfirmed: Addresses) -> None:
        self._sides, self._unconfirmed = sides, unconfirmed

    @classmethod
    def load(cls, region_ids: Collection[int]) -> Self:
        """Read what is known of these regions."""
        unconfirmed = unconfirmed_addresses()
        teams, former = _teams(region_ids, unconfirmed)
        declared = _declared(region_ids)
        regions = Region.objects.filter(pk__in=region_ids).select_related("organisation")
        return cls(
            {
                region.pk: RegionSide(
                    name=region.name,
                    organisation_id=region.organisation_id,
                    mail_domain=region.organisation.mail_domain,
                    team=teams[region.pk],
                    former=frozenset(former[region.pk] - teams[region.pk].keys()),
                    declared=declared[region.pk],
                )
                for region in regions
            },
            unconfirmed,
        )

    def of(self, person: Person, region_id: int) -> list[Tie]:
        """Everything between a person and one of the regions."""
        return ties_between(person.pk, side_of(person, self._unconfirmed), self._sides[region_id])


def _teams(
    region_ids: Collection[int], unconfirmed: Addresses
) -> tuple[dict[int, dict[int, Side]], dict[int, set[int]]]:
    """Who is in the team of a region, or will be; and who was. In any edition."""
    rows = Membership.objects.filter(region__in=region_ids, role__in=REGION_ROLES_SET)
    teams: dict[int, dict[int, Side]] = defaultdict(dict)
    former: dict[int, set[int]] = defaultdict(set)
    for row in rows.select_related("person__organisation").order_by("person__name", "pk"):
        if row.region_id is None:
            continue
        if row.until_date is None or row.until_date >= today():
            teams[row.region_id][row.person_id] = side_of(row.person, unconfirmed)
        else:
            former[row.region_id].add(row.person_id)
    return teams, former


def _declared(region_ids: Collection[int]) -> dict[int, dict[int, list[str]]]:
    found: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in Conflict.objects.filter(region__in=region_ids):
        found[row.region_id][row.person_id].append(row.in_words)
    return found
