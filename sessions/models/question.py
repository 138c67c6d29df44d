"""For which question of a region an additional critical friend is asked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.models import VersionQuestion
from sessions.models.assignment import Assignment


class AskedFor(models.Model):
    """One question, as the version asks it, for which this reviewer in particular is asked."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="asked_for")
    question = models.ForeignKey(VersionQuestion, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["question__position", "pk"]
        verbose_name = _("question for a reviewer")
        verbose_name_plural = _("questions for reviewers")
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "question"], name="sessions_asked_for_is_said_once"
            )
        ]

    def __str__(self) -> str:
        return self.question.source
