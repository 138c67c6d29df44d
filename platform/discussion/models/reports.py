"""Posts that somebody brought to the facilitators, and when posts of threads apart were joined."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from discussion.models.thread import Post, Thread
from people.models import Person
from people.queries import Visitor


class ReportState(models.TextChoices):
    """What became of a report."""

    OPEN = "open", _("waits")
    KEPT = "kept", _("post stays")
    REMOVED = "removed", _("post removed")
    TALKED = "talked", _("spoken with the writer")


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports by who may read them."""

    def visible_to(self, person: Visitor) -> Self:
        """What the person handles as a facilitator; a reader sees only the own reports, in notices."""
        return self.filter(post__thread__in=Thread.objects.moderated_by(person).values("pk"))


class Report(models.Model):
    """A post that a reader finds out of place, with its words as they were; no event of the thread."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="reports")
    text = models.TextField()  # as it read when it was reported
    reason = models.CharField(_("what is wrong with it"), max_length=500)
    reported_at = models.DateTimeField(default=clock.now, editable=False)
    reported_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reports_made")
    state = models.CharField(max_length=7, choices=ReportState, default=ReportState.OPEN)
    note = models.CharField(_("what you did"), max_length=500, blank=True)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="reports_handled"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-reported_at", "-pk"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.CheckConstraint(
                name="discussion_report_state_is_known", condition=Q(state__in=ReportState.values)
            ),
            models.CheckConstraint(
                name="discussion_report_is_handled_by_somebody",
                condition=Q(state=ReportState.OPEN, handled_at=None, handled_by=None)
                | (
                    ~Q(state=ReportState.OPEN)
                    & Q(handled_at__isnull=False, handled_by__isnull=False)
                ),
            ),
            models.UniqueConstraint(
                fields=["post", "reported_by"],
                condition=Q(state=ReportState.OPEN),
                name="discussion_report_is_open_once_each",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} · {self.reported_by}"


class Reveal(models.Model):
    """The moment from which the reviewers of a thing read each other; without `by` the clock did it."""

    target_kind = models.CharField(max_length=40)
    target_id = models.BigIntegerField()
    thread = models.OneToOneField(Thread, on_delete=models.PROTECT, related_name="reveal")
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="reveals"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["target_kind", "target_id"], name="discussion_reveal_is_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.target_kind} {self.target_id}"
