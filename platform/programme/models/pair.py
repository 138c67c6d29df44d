"""Contacts between rounds: two regions, or a region and a critical friend, who meet by themselves."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person, Region
from people.queries import Visitor, standing
from programme.models.edition import Edition


class PairQuerySet(models.QuerySet["Pair"]):
    """Pairs by who takes part in them, and by who knows that they exist."""

    def visible_to(self, person: Visitor) -> Self:
        """Those that the person takes part in: nobody else reads what is said there."""
        found = Q(pk__in=[])
        if isinstance(person, Person):
            found |= Q(friend=person, edition__in=standing(person).editions())
        for edition, region in standing(person).teams:
            found |= Q(edition=edition) & (Q(region=region) | Q(other_region=region))
        return self.filter(found)

    def known_to(self, person: Visitor) -> Self:
        """The same, and all of editions that the person facilitates: that they exist, no more."""
        runs = Q(edition__in=standing(person).facilitates)
        return self.filter(runs | Q(pk__in=self.model.objects.visible_to(person).values("pk")))


class Pair(models.Model):
    """Two regions, or a region and a critical friend, who talk in private in one edition."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="pairs")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="pairs")
    other_region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="pairs_asked"
    )
    friend = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="pairs"
    )
    opened_at = models.DateTimeField(default=clock.now, editable=False)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="pairs_opened")

    objects = PairQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        verbose_name = _("pair")
        verbose_name_plural = _("pairs")
        constraints = [
            models.CheckConstraint(
                name="programme_pair_is_with_a_region_or_a_friend",
                condition=Q(other_region=None) ^ Q(friend=None),
            ),
            models.CheckConstraint(
                name="programme_pair_is_of_two",
                condition=Q(other_region=None) | ~Q(other_region=F("region")),
            ),
            models.UniqueConstraint(
                fields=["edition", "region", "other_region"],
                condition=Q(other_region__isnull=False),
                name="programme_pair_of_regions_is_one",
            ),
            models.UniqueConstraint(
                fields=["edition", "region", "friend"],
                condition=Q(friend__isnull=False),
                name="programme_pair_with_a_friend_is_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region} – {self.other_region or self.friend}"


class How(models.TextChoices):
    """How people were in contact."""

    VISIT = "visit", _("visit")
    CALL = "call", _("phone or video call")
    MAIL = "mail", _("mail")
    OTHER = "other", _("otherwise")


class Contact(models.Model):
    """One contact of a pair, as one of them noted it: when, how, about what, and what they agreed."""

    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="contacts")
    day = models.DateField(_("when"))
    how = models.CharField(_("how"), max_length=5, choices=How, default=How.CALL)
    about = models.CharField(_("about what"), max_length=500)
    agreed = models.CharField(_("what you agreed"), max_length=500, blank=True)
    noted_at = models.DateTimeField(default=clock.now, editable=False)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contacts_noted")

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = [
            models.CheckConstraint(
                name="programme_contact_how_is_known", condition=Q(how__in=How.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pair} · {self.day}"
