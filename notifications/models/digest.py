"""Many notices in one mail."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person


class Digest(models.Model):
    """What one person gets in one mail on one day: what waits for the person, and what is new."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="digests")
    day = models.DateField()  # in the zone of the person
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "day"], name="notifications_digest_is_one_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.day}"
