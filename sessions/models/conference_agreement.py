"""What is agreed at a conference, and who does what until when."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person
from sessions.models.conference import Conference
from sessions.models.conference_visible import OnConferenceQuerySet


class ConferenceAgreement(models.Model):
    """Something on which everybody in the room agreed."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="agreements")
    text = models.CharField(_("agreement"), max_length=300)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects = OnConferenceQuerySet["ConferenceAgreement"].as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "text"], name="sessions_conference_agreement_is_made_once"
            )
        ]

    def __str__(self) -> str:
        return self.text


class ConferenceAction(models.Model):
    """What somebody does after a conference, until when; open until it is done."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="actions")
    what = models.CharField(_("what"), max_length=240)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="conference_actions", verbose_name=_("who")
    )
    due_on = models.DateField(_("until when"))
    made_at = models.DateTimeField(default=clock.now, editable=False)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OnConferenceQuerySet["ConferenceAction"].as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        constraints = [
            models.CheckConstraint(
                name="sessions_conference_action_is_done_by_somebody",
                condition=Q(done_at=None, done_by=None)
                | Q(done_at__isnull=False, done_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.what
