"""What each person wants to get, and when not to be disturbed."""

from datetime import time
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from notifications.channels import Channel
from people.models import Person


class Preference(models.Model):
    """By which way one person wants one kind of notice; no row means the kind's default."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="preferences")
    kind = models.CharField(max_length=60)
    channel = models.CharField(max_length=6, choices=Channel)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], name="notifications_preference_is_one_a_kind"
            ),
            models.CheckConstraint(
                name="notifications_preference_channel_is_known",
                condition=Q(channel__in=Channel.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.kind}"


class MailHours(models.Model):
    """When one person wants mail; without a row the defaults of the site hold."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="mail_hours")
    digests = models.BooleanField(_("Send me digests"), default=True)
    work = models.BooleanField(_("Tell me every Monday what waits for me"), default=True)
    nights = models.BooleanField(_("No mail at night"), default=True)
    begins = models.TimeField(_("quiet from"), default=time(21))
    ends = models.TimeField(_("quiet until"), default=time(7))
    weekends = models.BooleanField(_("No mail at weekends"), default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="notifications_mailhours_night_has_a_length", condition=~Q(begins=F("ends"))
            )
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def zone_info(self) -> ZoneInfo:
        """Where the person lives, as the profile says."""
        return ZoneInfo(self.person.time_zone)
