"""Declared conflicts, and about whom one may declare them."""

from django.db.models import QuerySet

from people.models import Membership, Person
from people.queries import standing
from sessions.models import Conflict
from sessions.queries.regions import participating_regions


def conflicts_for(person: Person) -> QuerySet[Conflict]:
    """What this reader may know of, with names. One query."""
    rows = Conflict.objects.visible_to(person).select_related("person", "region", "declared_by")
    return rows.order_by("person__name", "region__name", "pk")


def regions_to_declare(person: Person) -> set[int]:
    """The regions of the editions that somebody has a part in, the own ones left out."""
    here = standing(person)
    found: set[int] = set()
    for edition_id in here.editions():
        found |= set(participating_regions(edition_id).values_list("pk", flat=True))
    return found - (set() if here.facilitates else here.team_regions())


def people_to_declare_for(person: Person) -> QuerySet[Person]:
    """For a facilitator: everybody with a part in an edition that one runs; else nobody."""
    runs = standing(person).facilitates
    rows = Membership.objects.active().filter(edition__in=runs)
    return Person.objects.filter(pk__in=rows.values("person_id"))
