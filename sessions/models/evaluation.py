"""How a sitting was, in four questions: who answered and what was answered stand apart."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Person
from sessions.models.sitting import Sitting

SCALE = [(number, str(number)) for number in range(1, 6)]


class Evaluation(models.Model):
    """One anonymous answer: no person, no moment, and a number that tells no order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="evaluations")
    useful = models.PositiveSmallIntegerField(_("useful for the region"), choices=SCALE)
    safe = models.PositiveSmallIntegerField(_("safe enough to be open"), choices=SCALE)
    guarded = models.PositiveSmallIntegerField(_("time and roles well guarded"), choices=SCALE)
    otherwise = models.TextField(_("one thing that should be otherwise"), blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        constraints = [
            models.CheckConstraint(
                name="sessions_evaluation_is_on_a_scale_of_five",
                condition=Q(
                    useful__gte=1, useful__lte=5, safe__gte=1, safe__lte=5,
                    guarded__gte=1, guarded__lte=5,
                ),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.sitting)


class EvaluationGiven(models.Model):
    """That one person answered; never what."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="evaluated")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "person"], name="sessions_evaluation_is_given_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.sitting}"
