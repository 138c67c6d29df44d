"""A programme, its editions and their seven steps."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.models import Organisation
from programme.models.visible import EditionQuerySet, StepQuerySet


class Programme(models.Model):
    """What the regions learn together, over the years."""

    slug = models.SlugField(max_length=60, unique=True)
    name_nl = models.CharField(_("name in Dutch"), max_length=160)
    name_en = models.CharField(_("name in English"), max_length=160)
    mission_nl = models.TextField(_("mission in Dutch"))
    mission_en = models.TextField(_("mission in English"))

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if get_language() == "en" else self.name_nl

    @property
    def mission(self) -> str:
        """The mission in the reader's language."""
        return self.mission_en if get_language() == "en" else self.mission_nl


class Edition(models.Model):
    """One year of the programme; everything that people make belongs to one."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="editions")
    slug = models.SlugField(max_length=60, unique=True)
    year = models.PositiveSmallIntegerField(_("year"))
    is_current = models.BooleanField(_("current"), default=False)
    is_demo = models.BooleanField(_("demo"), default=False)
    # The demo's dates are the real ones moved by this number of days; zero elsewhere.
    moved_days = models.IntegerField(default=0)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "year"], name="programme_edition_is_one_a_year"
            ),
            models.UniqueConstraint(
                fields=["is_current"],
                condition=Q(is_current=True),
                name="programme_edition_one_is_current",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.year}"


class StepState(models.TextChoices):
    """How far a step is."""

    PLANNED = "planned", _("planned")
    RUNNING = "running", _("running")
    DONE = "done", _("done")


class Step(models.Model):
    """One of the programme's steps, with when it was planned and when it really was."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField(_("number"))
    title_nl = models.CharField(_("title in Dutch"), max_length=160)
    title_en = models.CharField(_("title in English"), max_length=160)
    summary_nl = models.TextField(_("summary in Dutch"), blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    planned_start = models.DateField(_("planned start"))
    planned_end = models.DateField(_("planned end"))
    actual_start = models.DateField(_("actual start"), null=True, blank=True)
    actual_end = models.DateField(_("actual end"), null=True, blank=True)
    owner = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="steps", verbose_name=_("owner")
    )
    state = models.CharField(_("state"), max_length=8, choices=StepState, default=StepState.PLANNED)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "number"]
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "number"], name="programme_step_has_its_number_once"
            ),
            models.CheckConstraint(
                name="programme_step_state_is_known", condition=Q(state__in=StepState.values)
            ),
            models.CheckConstraint(
                name="programme_step_is_planned_to_end_after_its_start",
                condition=Q(planned_end__gte=F("planned_start")),
            ),
            models.CheckConstraint(
                name="programme_step_ended_after_its_start",
                condition=Q(actual_end=None) | Q(actual_end__gte=F("actual_start")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return self.title_en if get_language() == "en" else self.title_nl

    @property
    def summary(self) -> str:
        """What happens in this step, in the reader's language."""
        return self.summary_en if get_language() == "en" else self.summary_nl
