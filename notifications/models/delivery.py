"""One mail, and how far it is."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from notifications.models.visible import DeliveryQuerySet
from people.models import Person


class DeliveryState(models.TextChoices):
    """How far a mail is."""

    HELD = "held", _("held back")
    TODO = "todo", _("to be sent")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    DROPPED = "dropped", _("no longer needed")
    BOUNCED = "bounced", _("came back")


LEFT = (DeliveryState.SENT, DeliveryState.BOUNCED)
WAITING = (DeliveryState.HELD, DeliveryState.TODO)


class Delivery(models.Model):
    """One mail: a row first, sent by a worker after, so that a crash loses nothing and doubles nothing."""

    notice = models.OneToOneField(
        "notifications.Notice",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="delivery",
    )
    digest = models.OneToOneField(
        "notifications.Digest",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="delivery",
    )
    # The held sending that it is part of.
    batch = models.ForeignKey(
        "notifications.Batch",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deliveries",
    )
    # Mail without a notice or digest (a log-in code, an invitation) carries its words already.
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="deliveries"
    )
    address = models.EmailField()
    message_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subject = models.CharField(max_length=240, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    # A calendar file that asks something: METHOD stands in it.
    calendar = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=DeliveryState, default=DeliveryState.TODO)
    # Whose turn it is to send it: a worker that lost its turn meanwhile sends nothing.
    turn = models.UUIDField(null=True, blank=True, editable=False)
    # When its last line was about to leave; without it a mail that is "being sent" has surely not left.
    handed_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=clock.now)
    error = models.CharField(max_length=240, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

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
                condition=Q(state__in=LEFT, sent_at__isnull=False)
                | (~Q(state__in=LEFT) & Q(sent_at=None)),
            ),
            models.CheckConstraint(
                name="notifications_delivery_is_about_one_thing",
                condition=Q(notice=None) | Q(digest=None),
            ),
            models.CheckConstraint(
                name="notifications_delivery_held_is_part_of_a_batch",
                condition=~Q(state=DeliveryState.HELD) | Q(batch__isnull=False),
            ),
        ]

    @property
    def is_secret(self) -> bool:
        """Whether it holds a code or a link for one person: asked for again, never sent again."""
        bare = self.notice_id is None and self.digest_id is None and not self.calendar
        return self.person_id is not None and bare

    def __str__(self) -> str:
        return self.subject or str(self.message_id)
