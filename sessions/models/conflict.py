"""Declared conflicts: why somebody had better not review a region."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person, Region
from sessions.models.visible import ConflictQuerySet


class ConflictKind(models.TextChoices):
    """What stands between a reviewer and a region."""

    WORK = "work", _("works or worked there")
    MONEY = "money", _("pays or is paid")
    PROJECT = "project", _("shared project")
    PERSONAL = "personal", _("personal tie")
    OTHER = "other", _("something else")


class Conflict(models.Model):
    """A tie between a person and a region that somebody declared."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="conflicts")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="conflicts")
    kind = models.CharField(_("kind"), max_length=10, choices=ConflictKind)
    note = models.CharField(_("explanation"), max_length=240, blank=True)
    declared_at = models.DateTimeField(default=clock.now, editable=False)
    declared_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="conflicts_declared"
    )

    objects = ConflictQuerySet.as_manager()

    class Meta:
        ordering = ["person__name", "region__name"]
        verbose_name = _("conflict")
        verbose_name_plural = _("conflicts")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "region", "kind"], name="sessions_conflict_is_declared_once"
            ),
            models.CheckConstraint(
                name="sessions_conflict_kind_is_known", condition=Q(kind__in=ConflictKind.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.region}"

    @property
    def in_words(self) -> str:
        """Kind and explanation in one line."""
        kind = str(self.get_kind_display())
        return _("%(kind)s: %(note)s") % {"kind": kind, "note": self.note} if self.note else kind
