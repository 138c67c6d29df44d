"""What facilitators did about things that are at risk."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Person
from sessions.models.round import Round


class RiskMark(models.Model):
    """When facilitators last did something about one risk of a round, and until when they put it aside.

    The risk itself is no row: it is asked anew each time, and is gone when its cause is.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="risk_marks")
    kind = models.CharField(max_length=40)  # a key of sessions.risks.kinds
    subject_id = models.BigIntegerField()  # of the thing that the kind is about
    times = models.PositiveSmallIntegerField(default=0)
    acted_at = models.DateTimeField(null=True, blank=True)
    acted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    aside_until = models.DateField(_("put aside until"), null=True, blank=True)
    aside_reason = models.CharField(_("reason"), max_length=240, blank=True)
    aside_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("note on a risk")
        verbose_name_plural = _("notes on risks")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "kind", "subject_id"], name="sessions_risk_mark_is_one_a_risk"
            ),
            models.CheckConstraint(
                name="sessions_risk_mark_acted_is_by_somebody",
                condition=Q(times=0, acted_at=None, acted_by=None)
                | Q(times__gte=1, acted_at__isnull=False, acted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="sessions_risk_mark_aside_says_until_when_why_and_by_whom",
                condition=Q(aside_until=None, aside_reason="", aside_by=None)
                | (Q(aside_until__isnull=False, aside_by__isnull=False) & ~Q(aside_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id} · {self.round}"
