"""What a reviewer would like to review."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person, Region
from people.queries import Visitor, standing
from plans.models import Dossier
from sessions.models.round import Round


class Liked(models.TextChoices):
    """How somebody looks at reviewing; without a row it is fine."""

    GLADLY = "gladly", _("gladly")
    FINE = "fine", _("fine")
    RATHER_NOT = "rather_not", _("rather not")


class LikingQuerySet(models.QuerySet["Liking"]):
    """Preferences by who may know of them."""

    def visible_to(self, person: Visitor) -> Self:
        """One's own, and those in rounds that one runs: reviewers stay blind to each other."""
        if not isinstance(person, Person):
            return self.none()
        runs = Q(round__edition_id__in=standing(person).facilitates)
        return self.filter(runs | Q(person=person))


class Liking(models.Model):
    """How one reviewer looks at a plan in a round, or at a region whose plan is still closed to them."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="likings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="likings")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(
        Dossier, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    liked = models.CharField(_("preference"), max_length=10, choices=Liked)
    said_at = models.DateTimeField(default=clock.now, editable=False)

    objects = LikingQuerySet.as_manager()

    class Meta:
        verbose_name = _("preference")
        verbose_name_plural = _("likings")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "person", "region"],
                condition=Q(dossier=None),
                name="sessions_liking_is_one_a_region",
            ),
            models.UniqueConstraint(
                fields=["round", "person", "dossier"], name="sessions_liking_is_one_a_dossier"
            ),
            models.CheckConstraint(
                name="sessions_liking_liked_is_known", condition=Q(liked__in=Liked.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.dossier or self.region}: {self.get_liked_display()}"
