"""Who is in the programme, as lists for pages."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from people.models import Goal, Invitation, Membership, Organisation, Person, Region, Role
from people.queries import Visitor


def people_for(
    reader: Visitor, *, words: str = "", role: str = "", sector: str = ""
) -> QuerySet[Person]:
    """The persons that the reader may know of, each with the present roles that the reader may know of."""
    rows = Person.objects.visible_to(reader).select_related("organisation")
    known = Membership.objects.active().visible_to(reader)
    if words:
        rows = rows.filter(
            Q(name__icontains=words)
            | Q(function__icontains=words)
            | Q(organisation__name__icontains=words)
        )
    if role:
        rows = rows.filter(pk__in=known.filter(role=role).values("person_id"))
    if sector:
        rows = rows.filter(
            Q(organisation__sector=sector)
            | Q(pk__in=known.filter(sector=sector).values("person_id"))
        )
    present = known.select_related("region", "edition__programme").order_by("role", "pk")
    return rows.prefetch_related(Prefetch("memberships", present, to_attr="present")).order_by(
        "name", "pk"
    )


def regions_for(reader: Visitor) -> QuerySet[Region]:
    """The regions that the reader may read, with what stands on their card."""
    rows = Region.objects.visible_to(reader).select_related("organisation")
    return rows.annotate(municipality_count=Count("municipalities")).order_by("name")


def region_for(reader: Visitor) -> QuerySet[Region]:
    """The same, with everything of the region's page."""
    goals = Prefetch("goals", Goal.objects.order_by("position", "pk"))
    rows = Region.objects.visible_to(reader).select_related("organisation")
    return rows.prefetch_related(goals, "municipalities")


@dataclass(frozen=True)
class Team:
    """A region's people and who was invited to it, as far as the reader may know."""

    members: list[Membership]
    invitations: list[Invitation]


def team_for(reader: Visitor, region: Region) -> Team:
    """Lead first, then members by name; and the invitations that still wait."""
    members = (
        Membership.objects.active()
        .visible_to(reader)
        .filter(region=region, role__in=[Role.LEAD, Role.MEMBER])
        .select_related("person__organisation", "organisation", "edition__programme", "region")
        .order_by("role", "person__name", "pk")
    )
    waiting = Invitation.objects.visible_to(reader).open().filter(region=region)
    return Team(
        list(members), list(waiting.select_related("edition__programme", "region", "created_by"))
    )


def organisations_for(reader: Visitor) -> QuerySet[Organisation]:
    """Organisations with their other names, by name."""
    return Organisation.objects.visible_to(reader).prefetch_related("aliases").order_by("name")
