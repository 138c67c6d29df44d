"""Where somebody may answer a mail."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person


class ReplyAddress(models.Model):
    """The right of one person to answer one mail about one thing, until a day or until it is withdrawn."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reply_addresses")
    delivery = models.OneToOneField(
        "notifications.Delivery", on_delete=models.CASCADE, related_name="reply_address"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    # What an answer goes to, as type and id; who may write there is asked when it comes.
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    number = models.PositiveBigIntegerField(default=0)  # of the post that the mail told of
    created_at = models.DateTimeField(default=clock.now, editable=False)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("reply address")
        verbose_name_plural = _("reply addresses")
        constraints = [
            models.CheckConstraint(
                name="notifications_reply_address_ends_after_it_began",
                condition=Q(expires_at__gt=F("created_at")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id} · {self.person}"
