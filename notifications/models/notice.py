"""What one person should know."""

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
    # The one digest that told it.
    digest = models.ForeignKey(
        "notifications.Digest",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="notices",
    )

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
