"""The minutes of a sitting: their text with its history, what participants propose, who agrees."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person
from sessions.models.sitting import Sitting


class Minutes(models.Model):
    """The minutes of one sitting: a draft that participants correct, then final."""

    sitting = models.OneToOneField(Sitting, on_delete=models.PROTECT, related_name="minutes")
    body = models.TextField(_("text"))
    html = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    drafted_at = models.DateTimeField(default=clock.now, editable=False)
    final_at = models.DateTimeField(null=True, blank=True)
    final_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("minutes of a sitting")
        verbose_name_plural = _("minutes of a sitting")
        constraints = [
            models.CheckConstraint(
                name="sessions_minutes_are_made_final_by_somebody",
                condition=Q(final_at=None, final_by=None)
                | Q(final_at__isnull=False, final_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.sitting)


class MinutesVersion(models.Model):
    """The text as it once was; the database refuses every later change."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    body = models.TextField()
    saved_at = models.DateTimeField(default=clock.now, editable=False)
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "number"], name="sessions_minutes_version_has_its_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.minutes} · {self.number}"


class CorrectionState(models.TextChoices):
    """What became of a correction."""

    OPEN = "open", _("waits")
    TAKEN = "taken", _("taken over")
    DECLINED = "declined", _("not taken over")


class Correction(models.Model):
    """What a participant wants to be said otherwise in the minutes."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="corrections")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="corrections")
    body = models.TextField(_("what should be said"))
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    state = models.CharField(
        _("state"), max_length=8, choices=CorrectionState, default=CorrectionState.OPEN
    )
    answer = models.CharField(_("answer"), max_length=400, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            models.CheckConstraint(
                name="sessions_correction_says_something", condition=~Q(body="")
            ),
            models.CheckConstraint(
                name="sessions_correction_state_is_known",
                condition=Q(state__in=CorrectionState.values),
            ),
            models.CheckConstraint(
                name="sessions_correction_is_settled_by_somebody",
                condition=Q(state="open", settled_at=None, settled_by=None)
                | (~Q(state="open") & Q(settled_at__isnull=False, settled_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="sessions_correction_declined_says_why",
                condition=~Q(state="declined") | ~Q(answer=""),
            ),
        ]

    def __str__(self) -> str:
        return self.body


class Approval(models.Model):
    """Somebody who was there agrees with the minutes as they stood at a revision."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="approvals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField()
    approved_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "person"], name="sessions_approval_is_one_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.minutes}"
