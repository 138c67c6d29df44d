"""Notices, what is sent of them, and what each person wants to get."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person


class Notice(models.Model):
    """One thing that one person should know, written in the transaction of the action itself."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)  # a key of notifications.kinds
    # What it is about, as type and id; the right to see it is asked again when it is shown or sent.
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    # Words for the sentence: ids and short labels, never text that a level protects.
    context = models.JSONField(default=dict)
    # One notice for one cause: the same key never makes a second one.
    key = models.CharField(max_length=120)
    actor = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="notices_caused"
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            models.Index(fields=["person", "-id"], name="notifications_notice_inbox"),
            models.Index(
                fields=["person"], condition=Q(read_at=None), name="notifications_notice_unread"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "key"], name="notifications_notice_is_given_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.person}"


class DeliveryState(models.TextChoices):
    """How far a mail is."""

    TODO = "todo", _("to be sent")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    DROPPED = "dropped", _("no longer needed")


class Delivery(models.Model):
    """One mail: a row first, sent by a worker after, so that a crash loses nothing and doubles nothing."""

    notice = models.OneToOneField(
        Notice, on_delete=models.CASCADE, null=True, blank=True, related_name="delivery"
    )
    # Mail without a notice (a log-in code, an invitation) carries its words already.
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="deliveries"
    )
    address = models.EmailField()
    message_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subject = models.CharField(max_length=240, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=DeliveryState, default=DeliveryState.TODO)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=clock.now)
    error = models.CharField(max_length=240, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = [models.Index(fields=["state", "next_try_at"], name="notifications_delivery_due")]
        constraints = [
            models.CheckConstraint(
                name="notifications_delivery_state_is_known",
                condition=Q(state__in=DeliveryState.values),
            ),
            models.CheckConstraint(
                name="notifications_delivery_sent_has_a_moment",
                condition=Q(state=DeliveryState.SENT, sent_at__isnull=False)
                | (~Q(state=DeliveryState.SENT) & Q(sent_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.subject or str(self.message_id)


class Preference(models.Model):
    """Whether one person wants mail about one kind of notice; no row means the kind's default."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="preferences")
    kind = models.CharField(max_length=60)
    mail = models.BooleanField(_("by mail"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], name="notifications_preference_is_one_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.kind}"
