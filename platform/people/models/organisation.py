"""Organisations: business, knowledge institutions, government and who stands around them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models.visible import OrganisationQuerySet


class Sector(models.TextChoices):
    """The side of the triple helix that an organisation stands on."""

    BUSINESS = "business", _("business")
    KNOWLEDGE = "knowledge", _("knowledge institution")
    GOVERNMENT = "government", _("government")
    PARTNER = "partner", _("surrounding partner")


class Organisation(models.Model):
    """A body that people work for or that takes part in the programme."""

    name = models.CharField(_("name"), max_length=160, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    sector = models.CharField(_("sector"), max_length=12, choices=Sector)
    website = models.URLField(_("website"), blank=True)
    description = models.TextField(_("description"), blank=True)
    mail_domain = models.CharField(_("mail domain"), max_length=120, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.CheckConstraint(
                name="people_organisation_sector_is_known",
                condition=models.Q(sector__in=Sector.values),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """Another name under which an organisation is found in texts."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("name"), max_length=160, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")

    def __str__(self) -> str:
        return self.name
