"""Which moment suits: a poll of moments among those who are invited to a sitting."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person
from sessions.models.sitting import Sitting


class DatePoll(models.Model):
    """The question which moment suits; over once it is closed, with or without a choice."""

    sitting = models.OneToOneField(Sitting, on_delete=models.PROTECT, related_name="poll")
    until = models.DateTimeField(_("answer before"))
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="polls_asked")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    chosen = models.ForeignKey(
        "PollMoment", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("date poll")
        verbose_name_plural = _("date polls")
        constraints = [
            models.CheckConstraint(
                name="sessions_poll_is_closed_by_somebody",
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="sessions_poll_with_a_choice_is_closed",
                condition=Q(chosen=None) | Q(closed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.sitting)


class PollMoment(models.Model):
    """One moment that is proposed."""

    poll = models.ForeignKey(DatePoll, on_delete=models.CASCADE, related_name="moments")
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "starts_at"], name="sessions_poll_moment_is_proposed_once"
            ),
            models.CheckConstraint(
                name="sessions_poll_moment_starts_then_ends",
                condition=Q(ends_at__gt=F("starts_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class Suits(models.TextChoices):
    """Whether a moment suits somebody."""

    YES = "yes", _("yes")
    MAYBE = "maybe", _("if need be")
    NO = "no", _("no")


class PollAnswer(models.Model):
    """What one person says to one moment."""

    moment = models.ForeignKey(PollMoment, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="poll_answers")
    answer = models.CharField(_("answer"), max_length=5, choices=Suits)
    answered_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["moment", "person"], name="sessions_poll_answer_is_one_a_person"
            ),
            models.CheckConstraint(
                name="sessions_poll_answer_is_known", condition=Q(answer__in=Suits.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.moment} · {self.answer}"
