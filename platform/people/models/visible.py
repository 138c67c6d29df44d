"""Who sees which person, region, membership and invitation: what one is in an edition decides."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q

from core import clock
from core.clock import now

if TYPE_CHECKING:
    from people.models import Invitation, Organisation, Person, Region  # noqa: F401 -- name the rows of the sets below
    from people.queries import Standing


def _standing(person: "Person | AnonymousUser") -> "Standing":
    from people.queries import standing  # noqa: PLC0415 -- queries stand above models

    return standing(person)


class PersonQuerySet(models.QuerySet["Person"]):
    """Persons by who may know of them."""

    def visible_to(self, person: "Person | AnonymousUser") -> Self:
        """Oneself; everybody of an edition whose participants' layer one reads; facilitators for all.

        An administrator looks after accounts, so sees them all.
        """
        from people.models.membership import Membership, Role  # noqa: PLC0415 -- circular import

        here = _standing(person)
        if here.may("people.administer"):
            return self
        held = Membership.objects.active().filter(person=OuterRef("pk"))
        known = held.filter(
            Q(edition_id__in=here.reads("participants"))
            | Q(edition_id__in=here.editions(), role=Role.FACILITATOR)
        )
        return self.filter(Q(pk=person.pk) | Exists(known), is_active=True)


class RegionQuerySet(models.QuerySet["Region"]):
    """Regions by who may read their profile."""

    def visible_to(self, person: "Person | AnonymousUser") -> Self:
        """A profile is for everybody who has a role in the programme."""
        return self if _standing(person).roles else self.none()


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Organisations by who may know of them."""

    def visible_to(self, person: "Person | AnonymousUser") -> Self:
        """The list is for everybody who has a role in the programme."""
        return self if _standing(person).roles else self.none()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations by who may manage them, and by whether they still count."""

    def visible_to(self, person: "Person | AnonymousUser") -> Self:
        """Those of the editions that one runs, those to the team that one leads; all for an administrator."""
        from people.models.membership import REGION_ROLES  # noqa: PLC0415 -- circular import

        here = _standing(person)
        if here.may("people.administer"):
            return self
        seen = Q(edition_id__in=here.facilitates)
        for edition, region in here.leads:
            seen |= Q(edition_id=edition, region_id=region, role__in=REGION_ROLES)
        return self.filter(seen)

    def open(self) -> Self:
        """Neither accepted nor revoked; perhaps expired."""
        return self.filter(accepted_at=None, revoked_at=None)

    def usable(self) -> Self:
        """Those that can be accepted now."""
        still = Q(role_until=None) | Q(role_until__gte=clock.today())
        return self.open().filter(still, expires_at__gt=now())
