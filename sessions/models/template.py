"""Templates: how long before and after the sitting the steps of a round lie."""

from datetime import time

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person
from programme.models import Programme
from sessions.models.planning_visible import RoundTemplateQuerySet
from sessions.models.round import Season, StepKind

FARTHEST = 300
REACH = [MinValueValidator(-FARTHEST), MaxValueValidator(FARTHEST)]


class Unit(models.TextChoices):
    """What is counted between two days."""

    CALENDAR = "calendar", _("days")
    WORKING = "working", _("working days")


def _within_reach(name: str) -> Q:
    return Q(**{f"{name}__gte": -FARTHEST, f"{name}__lte": FARTHEST})


class RoundTemplate(models.Model):
    """A named rhythm of a round, relative to the day of its sitting."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="round_templates"
    )
    # A name that somebody gave; the two that the product brings are called after their season.
    name = models.CharField(_("name"), max_length=120, blank=True)
    season = models.CharField(_("round"), max_length=10, choices=Season)
    opens_days = models.SmallIntegerField(_("opens"), validators=REACH)
    opens_unit = models.CharField(max_length=8, choices=Unit, default=Unit.CALENDAR)
    opens_time = models.TimeField(_("time"), default=time(9))
    revision = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    # Nobody made those that the product brings.
    created_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="round_templates"
    )

    objects = RoundTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["season", "name", "pk"]
        verbose_name = _("template of a round")
        verbose_name_plural = _("templates of rounds")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "season", "name"],
                name="sessions_template_has_its_name_once",
            ),
            models.CheckConstraint(
                name="sessions_template_season_is_known", condition=Q(season__in=Season.values)
            ),
            models.CheckConstraint(
                name="sessions_template_counts_a_known_unit",
                condition=Q(opens_unit__in=Unit.values),
            ),
            models.CheckConstraint(
                name="sessions_template_opens_within_reach", condition=_within_reach("opens_days")
            ),
        ]

    def __str__(self) -> str:
        standard = _("%(season)s, as usual") % {"season": self.get_season_display()}
        return self.name or standard


class TemplateStep(models.Model):
    """When one step is due and closes in a template, and how many working days it needs."""

    template = models.ForeignKey(RoundTemplate, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(_("step"), max_length=10, choices=StepKind)
    position = models.PositiveSmallIntegerField()
    due_days = models.SmallIntegerField(_("due"), validators=REACH)
    due_unit = models.CharField(max_length=8, choices=Unit, default=Unit.CALENDAR)
    due_time = models.TimeField(_("time"), default=time(17))
    closes_days = models.SmallIntegerField(_("closes"), validators=REACH)
    closes_unit = models.CharField(max_length=8, choices=Unit, default=Unit.CALENDAR)
    closes_time = models.TimeField(_("time"), default=time(17))
    minimum = models.PositiveSmallIntegerField(
        _("working days needed"), default=0, validators=[MaxValueValidator(FARTHEST)]
    )

    class Meta:
        ordering = ["template_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "kind"], name="sessions_template_step_is_one_a_kind"
            ),
            models.UniqueConstraint(
                fields=["template", "position"], name="sessions_template_step_has_its_place_once"
            ),
            models.CheckConstraint(
                name="sessions_template_step_kind_is_known",
                condition=Q(kind__in=StepKind.values),
            ),
            models.CheckConstraint(
                name="sessions_template_step_counts_known_units",
                condition=Q(due_unit__in=Unit.values, closes_unit__in=Unit.values),
            ),
            models.CheckConstraint(
                name="sessions_template_step_lies_within_reach",
                condition=_within_reach("due_days") & _within_reach("closes_days"),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
