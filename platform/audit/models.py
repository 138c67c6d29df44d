"""What happened, append-only, in text: a row outlives everything that it tells of."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock


class How(models.TextChoices):
    """The way by which a change came in."""

    PAGE = "page", _("on a page")
    API = "api", _("by the API")
    TASK = "task", _("by a task")
    COMMAND = "command", _("by a command")
    MAIL = "mail", _("by mail")


class Entry(models.Model):
    """One thing that somebody did, with what it changed."""

    at = models.DateTimeField(default=clock.now, editable=False)
    verb = models.CharField(max_length=80)  # "review.submitted"
    how = models.CharField(max_length=10, choices=How)
    # Text labels and ids instead of foreign keys: the log never blocks or loses a deletion.
    actor_id = models.BigIntegerField(null=True)
    acting_as_id = models.BigIntegerField(null=True)
    target_type = models.CharField(max_length=60)  # "reviews.review"
    target_id = models.CharField(max_length=40)
    region_id = models.BigIntegerField(null=True)
    changes = models.JSONField(
        default=dict
    )  # {"state": {"type": "str", "old": "draft", "new": "submitted"}}
    request_id = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["target_type", "target_id"], name="audit_entry_target"),
            models.Index(fields=["actor_id", "-id"], name="audit_entry_actor"),
            models.Index(fields=["-at", "-id"], name="audit_entry_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                name="audit_entry_how_is_known", condition=models.Q(how__in=How.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.target_type} {self.target_id}"
