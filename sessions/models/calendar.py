"""The secret address of somebody's calendar, and what calendars were told of sittings by mail."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from notifications.models import Delivery
from people.models import Person
from sessions.models.sitting import Sitting


class CalendarFeed(models.Model):
    """The address at which a calendar program reads one person's calendar, without logging in."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="calendar_feed")
    token_hash = models.CharField(
        max_length=64, unique=True
    )  # of the secret, which is kept nowhere
    made_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    def __str__(self) -> str:
        return str(self.person)


class InviteState(models.TextChoices):
    """What a calendar was last told."""

    ASKED = "asked", _("asked to come")
    CANCELLED = "cancelled", _("told not to come")


class CalendarInvite(models.Model):
    """What one person's calendar was last told of one sitting; written with the mail that tells it."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="invites")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="calendar_invites")
    state = models.CharField(max_length=9, choices=InviteState, default=InviteState.ASKED)
    # Grows by one with each mail: a program keeps the highest that it saw.
    sequence = models.PositiveIntegerField(default=0)
    digest = models.CharField(
        max_length=64
    )  # of moment, place and words: the same is not told twice
    told_at = models.DateTimeField(default=clock.now, editable=False)
    delivery = models.OneToOneField(
        Delivery, on_delete=models.SET_NULL, null=True, blank=True, related_name="calendar_invite"
    )

    class Meta:
        verbose_name = _("calendar invitation")
        verbose_name_plural = _("calendar invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "person"], name="sessions_calendar_invite_is_one_a_person"
            ),
            models.CheckConstraint(
                name="sessions_calendar_invite_state_is_known",
                condition=Q(state__in=InviteState.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.sitting}"
