"""The reminder ladder of a round, and every reminder that was given."""

from datetime import time

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person
from sessions.models.round import Round, RoundStep, StepKind
from sessions.models.template import Unit

MOST_DAYS, MOST_TIMES = 60, 10


class Side(models.TextChoices):
    """Before or after the moment at which a step is due."""

    BEFORE = "before", _("before it is due")
    AFTER = "after", _("after it was due")


class Audience(models.TextChoices):
    """Who is reminded."""

    DOER = "doer", _("who has to do it")
    TEAM = "team", _("the whole team of the region")


class ReminderRule(models.Model):
    """One rung of the ladder: when somebody is reminded of a step of one round."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="reminder_rules")
    kind = models.CharField(_("step"), max_length=10, choices=StepKind)
    side = models.CharField(_("when"), max_length=6, choices=Side)
    days = models.PositiveSmallIntegerField(
        _("how many days"), validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)]
    )
    unit = models.CharField(_("counted in"), max_length=8, choices=Unit, default=Unit.WORKING)
    at = models.TimeField(_("time"), default=time(9))
    audience = models.CharField(
        _("who is reminded"), max_length=4, choices=Audience, default=Audience.DOER
    )
    times = models.PositiveSmallIntegerField(
        _("at most so many times"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_TIMES)],
    )
    every = models.PositiveSmallIntegerField(
        _("with so many days between"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)],
    )
    then_facilitator = models.BooleanField(_("then tell the facilitators"), default=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["round_id", "kind", "-side", "days", "pk"]
        verbose_name = _("reminder rule")
        verbose_name_plural = _("reminder rules")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "kind", "side", "days", "unit", "audience"],
                name="sessions_reminder_rule_is_there_once",
            ),
            models.CheckConstraint(
                name="sessions_reminder_rule_chooses_what_is_known",
                condition=Q(
                    kind__in=StepKind.values,
                    side__in=Side.values,
                    unit__in=Unit.values,
                    audience__in=Audience.values,
                ),
            ),
            models.CheckConstraint(
                name="sessions_reminder_rule_counts_within_bounds",
                condition=Q(
                    days__range=(1, MOST_DAYS),
                    every__range=(1, MOST_DAYS),
                    times__range=(1, MOST_TIMES),
                ),
            ),
            models.CheckConstraint(
                name="sessions_reminder_rule_before_due_fires_once",
                condition=Q(side=Side.AFTER) | Q(times=1, then_facilitator=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.days} {self.get_unit_display()} {self.get_side_display()}"


class Subject(models.TextChoices):
    """What somebody is reminded about."""

    REGION = "region", _("region")
    ASSIGNMENT = "assignment", _("assignment")
    PLAN = "plan", _("plan in the round")
    ROUND = "round", _("round")


class Reminder(models.Model):
    """One reminder of one thing to one person: the row that keeps it from coming twice.

    `due_at` is part of the key: more time, or another date, begins the ladder again.
    """

    rule = models.ForeignKey(
        ReminderRule, on_delete=models.SET_NULL, null=True, related_name="reminders"
    )
    step = models.ForeignKey(RoundStep, on_delete=models.CASCADE, related_name="reminders")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reminders")
    subject = models.CharField(max_length=10, choices=Subject)
    subject_id = models.BigIntegerField()
    due_at = models.DateTimeField()
    number = models.PositiveSmallIntegerField()  # the first, second ... of its rule
    planned_at = models.DateTimeField()  # when the rule wanted it
    created_at = models.DateTimeField(default=clock.now, editable=False)
    # A later rung was due as well when the sweep came back: only the last one was told.
    told = models.BooleanField(default=True)
    # The step is due at another moment since: a mail that still waits says the wrong date.
    overtaken = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "person", "subject", "subject_id", "due_at", "number"],
                name="sessions_reminder_is_given_once",
            ),
            models.CheckConstraint(
                name="sessions_reminder_subject_is_known",
                condition=Q(subject__in=Subject.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} · {self.person}"
