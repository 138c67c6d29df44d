"""From how many people on mail waits."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person

LEAST, MOST = 1, 9999


class HoldingLimit(models.Model):
    """One choice of the number of people above which mail of one deed waits; the newest counts.

    It holds for the whole site: a deed may concern several editions, and mail knows of none.
    """

    people = models.PositiveIntegerField(
        _("people"), validators=[MinValueValidator(LEAST), MaxValueValidator(MOST)]
    )
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("number of people above which mail waits")
        verbose_name_plural = _("numbers of people above which mail waits")
        constraints = [
            models.CheckConstraint(
                name="notifications_holdinglimit_is_within_reach",
                condition=Q(people__gte=LEAST) & Q(people__lte=MOST),
            )
        ]

    def __str__(self) -> str:
        return str(self.people)
