"""Which role somebody has, where, in which edition, and how long."""

import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models.organisation import Organisation, Sector
from people.models.person import Person
from people.models.region import Region

if TYPE_CHECKING:
    from typing import Self


class Role(models.TextChoices):
    """What somebody is in an edition; `people/roles.py` tells what each may."""

    FACILITATOR = "facilitator", _("facilitator")
    LEAD = "lead", _("region lead")
    MEMBER = "member", _("region member")
    FRIEND = "friend", _("critical friend (core)")
    EXTRA_FRIEND = "extra_friend", _("critical friend (additional)")
    RESEARCHER = "researcher", _("researcher")
    OBSERVER = "observer", _("observer")
    EXECUTIVE = "executive", _("executive")
    COMMUNICATION = "communication", _("communication coordinator")
    ADMINISTRATOR = "administrator", _("administrator")


REGION_ROLES = [Role.LEAD, Role.MEMBER]
REGION_ROLES_SET = frozenset(REGION_ROLES)


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships by who holds them, when."""

    def active(self, on: datetime.date | None = None) -> "Self":
        """Those that count on a day; today without one."""
        day = on or clock.today()
        return self.filter(
            Q(from_date__lte=day),
            Q(until_date=None) | Q(until_date__gte=day),
            person__is_active=True,
        )

    def visible_to(self, person: "Person | AnonymousUser") -> "Self":
        """Those of an edition whose participants' layer one reads, one's own, and who facilitates."""
        from people.queries import standing  # noqa: PLC0415 -- queries stand above models

        here = standing(person)
        if here.may("people.administer"):
            return self
        return self.filter(
            Q(person_id=person.pk)
            | Q(edition_id__in=here.reads("participants"))
            | Q(edition_id__in=here.editions(), role=Role.FACILITATOR)
        )


class Membership(models.Model):
    """One role of one person in one edition; a region's role also names the region."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    edition = models.ForeignKey(
        "programme.Edition", on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=16, choices=Role)
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="memberships", null=True, blank=True
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships", null=True, blank=True
    )
    sector = models.CharField(_("sector"), max_length=12, choices=Sector, blank=True)
    from_date = models.DateField(_("from"), default=clock.today)
    until_date = models.DateField(_("up to and including"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["role", "person__name"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.CheckConstraint(
                name="people_membership_role_is_known", condition=Q(role__in=Role.values)
            ),
            models.CheckConstraint(
                name="people_membership_of_a_region_names_it",
                condition=Q(role__in=REGION_ROLES, region__isnull=False)
                | (~Q(role__in=[*REGION_ROLES, Role.OBSERVER, Role.EXECUTIVE]) & Q(region=None))
                | Q(role__in=[Role.OBSERVER, Role.EXECUTIVE]),
            ),
            models.CheckConstraint(
                name="people_membership_ends_after_it_starts",
                condition=Q(until_date=None) | Q(until_date__gte=F("from_date")),
            ),
            models.CheckConstraint(
                name="people_membership_of_an_extra_friend_ends",
                condition=~Q(role=Role.EXTRA_FRIEND) | Q(until_date__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["person", "edition", "role"],
                condition=Q(region=None),
                name="people_membership_is_held_once",
            ),
            models.UniqueConstraint(
                fields=["person", "edition", "role", "region"],
                name="people_membership_of_a_region_is_held_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_role_display()}"
