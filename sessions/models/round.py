"""A round: its steps with their moments, extensions, and the plans that are in it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person, Region
from plans.models import Dossier, Version
from programme.models import Edition
from sessions.models.visible import RoundPlanQuerySet, RoundQuerySet


class Season(models.TextChoices):
    """June sharpens the diagnosis; September starts with a look back."""

    JUNE = "june", _("June round")
    SEPTEMBER = "september", _("September round")


class StepKind(models.TextChoices):
    """The steps of a round, in their order."""

    PLAN = "plan", _("plan")
    REVIEW = "review", _("review")
    SITTING = "sitting", _("sitting")
    RESPONSE = "response", _("response")
    FOLLOW_UP = "follow_up", _("follow-up")


STEP_ORDER = [
    StepKind.PLAN,
    StepKind.REVIEW,
    StepKind.SITTING,
    StepKind.RESPONSE,
    StepKind.FOLLOW_UP,
]


class Round(models.Model):
    """One time that the regions of an edition are reviewed."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="rounds")
    season = models.CharField(_("season"), max_length=10, choices=Season)
    # By which rhythm it was planned; says how long its steps had better be.
    template = models.ForeignKey(
        "work_sessions.RoundTemplate",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="rounds",
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="rounds_published"
    )
    revision = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="rounds_created")

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "season"]
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "season"], name="sessions_round_is_one_a_season"
            ),
            models.CheckConstraint(
                name="sessions_round_season_is_known", condition=Q(season__in=Season.values)
            ),
            models.CheckConstraint(
                name="sessions_round_is_published_by_somebody",
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_season_display()} {self.edition.year}"


class RoundStep(models.Model):
    """When a step of a round opens, is due and closes."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(_("step"), max_length=10, choices=StepKind)
    position = models.PositiveSmallIntegerField()
    opens_at = models.DateTimeField(_("opens"))
    due_at = models.DateTimeField(_("due"))
    closes_at = models.DateTimeField(_("closes"))

    class Meta:
        ordering = ["round_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "kind"], name="sessions_round_step_is_one_a_kind"
            ),
            models.UniqueConstraint(
                fields=["round", "position"], name="sessions_round_step_has_its_place_once"
            ),
            models.CheckConstraint(
                name="sessions_round_step_kind_is_known", condition=Q(kind__in=StepKind.values)
            ),
            models.CheckConstraint(
                name="sessions_round_step_opens_then_is_due_then_closes",
                condition=Q(opens_at__lt=F("due_at"), due_at__lte=F("closes_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Extension(models.Model):
    """More time in a step for one region or one reviewer, with the reason."""

    step = models.ForeignKey(RoundStep, on_delete=models.CASCADE, related_name="extensions")
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="extensions"
    )
    due_at = models.DateTimeField(_("due"))
    closes_at = models.DateTimeField(_("closes"))
    reason = models.CharField(_("reason"), max_length=240)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    created_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="extensions_given"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sessions_extension_is_for_a_region_or_a_person",
                condition=Q(region__isnull=False, person=None)
                | Q(region=None, person__isnull=False),
            ),
            models.CheckConstraint(
                name="sessions_extension_is_due_then_closes",
                condition=Q(due_at__lte=F("closes_at")),
            ),
            models.UniqueConstraint(
                fields=["step", "region"], name="sessions_extension_is_one_a_region"
            ),
            models.UniqueConstraint(
                fields=["step", "person"], name="sessions_extension_is_one_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} · {self.region or self.person}"


class RoundPlan(models.Model):
    """A frozen version of a plan that is reviewed in a round."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="plans")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="round_plans")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="round_plans")
    tied_at = models.DateTimeField(default=clock.now, editable=False)
    tied_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="plans_tied")

    objects = RoundPlanQuerySet.as_manager()

    class Meta:
        ordering = ["round_id", "dossier__region__name", "pk"]
        verbose_name = _("plan in a round")
        verbose_name_plural = _("plans in a round")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "dossier"], name="sessions_round_plan_is_one_a_dossier"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} · {self.round}"
