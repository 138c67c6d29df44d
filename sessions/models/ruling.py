"""What a facilitator ruled about pairs: fixed, ruled out, kept apart."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person
from people.queries import Visitor, standing
from sessions.models.matching import RunQuerySet
from sessions.models.round import Round, RoundPlan


class RulingKind(models.TextChoices):
    """What was decided about a reviewer and a plan, before any matching."""

    PINNED = "pinned", _("certainly")
    FORBIDDEN = "forbidden", _("certainly not")


class RulingQuerySet(models.QuerySet["Ruling"]):
    """Rulings are between the facilitators."""

    def visible_to(self, person: Visitor) -> Self:
        """Those of rounds that one runs."""
        return self.filter(plan__round__edition_id__in=standing(person).facilitates)


class Ruling(models.Model):
    """One reviewer that reviews one plan certainly, or certainly not."""

    plan = models.ForeignKey(RoundPlan, on_delete=models.CASCADE, related_name="rulings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="rulings")
    kind = models.CharField(_("ruling"), max_length=9, choices=RulingKind)
    # With a known conflict a pair is fixed with a reason only; it goes along when it is chosen.
    note = models.CharField(_("reason"), max_length=240, blank=True)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects = RulingQuerySet.as_manager()

    class Meta:
        verbose_name = _("ruling about a pair")
        verbose_name_plural = _("rulings about pairs")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "person"], name="sessions_ruling_is_one_a_pair"
            ),
            models.CheckConstraint(
                name="sessions_ruling_kind_is_known", condition=Q(kind__in=RulingKind.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.plan}: {self.get_kind_display()}"


class Apart(models.Model):
    """Two reviewers who do not meet at one plan in a round; the smaller id comes first."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="aparts")
    one = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(_("reason"), max_length=240, blank=True)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = _("two who do not meet")
        verbose_name_plural = _("pairs who do not meet")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "one", "other"], name="sessions_apart_is_said_once"
            ),
            models.CheckConstraint(
                name="sessions_apart_is_two_people_in_order",
                condition=Q(one_id__lt=F("other_id")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one} · {self.other}"
