"""Regions and what makes each its own."""

from decimal import Decimal

from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from people.models.organisation import Organisation
from people.models.visible import RegionQuerySet


class Region(models.Model):
    """A region that learns with the others, carried by a triple helix organisation."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="regions",
        verbose_name=_("organisation"),
    )
    motto = models.CharField(_("motto"), max_length=200, blank=True)
    ambition = models.TextField(_("ambition"), blank=True)
    # The seven strands of a region's DNA.
    history = models.TextField(_("history"), blank=True)
    culture = models.TextField(_("culture"), blank=True)
    location = models.TextField(_("location"), blank=True)
    economic_structure = models.TextField(_("economic structure"), blank=True)
    social_structure = models.TextField(_("social structure"), blank=True)
    physical_structure = models.TextField(_("physical structure"), blank=True)
    human_capital = models.TextField(_("human capital"), blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)

    objects = RegionQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("region")
        verbose_name_plural = _("regions")

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """A municipality that belongs to a region."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="municipalities")
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        ordering = ["name"]
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        constraints = [
            models.UniqueConstraint(
                fields=["region", "name"], name="people_municipality_is_named_once_a_region"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Goal(models.Model):
    """What a region wants to reach, as a figure with its source."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="goals")
    text = models.CharField(_("goal"), max_length=240)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=240)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        constraints = [
            models.CheckConstraint(
                name="people_goal_year_is_a_year",
                condition=models.Q(year=None) | models.Q(year__gte=1900, year__lte=2200),
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def amount(self) -> Decimal | None:
        """The value without zeros that say nothing."""
        return None if self.value is None else Decimal(format(self.value.normalize(), "f"))

    @property
    def figure(self) -> str:
        """The value as the reader's language writes it, with its unit."""
        if self.amount is None:
            return ""
        return f"{number_format(self.amount, force_grouping=True)} {self.unit}".strip()
