"""Which organisations take part in an edition, and how."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Organisation, Region
from programme.models.edition import Edition
from programme.models.visible import ParticipationQuerySet


class ParticipationStatus(models.TextChoices):
    """How close an organisation is to the programme."""

    EXPLORED = "explored", _("explored")
    PARTICIPANT = "participant", _("participant")
    OBSERVER = "observer", _("observer")
    PARTNER = "partner", _("partner organisation")
    WITHDRAWN = "withdrawn", _("withdrawn")


TAKES_PART = [
    ParticipationStatus.PARTICIPANT,
    ParticipationStatus.OBSERVER,
    ParticipationStatus.PARTNER,
]


class Participation(models.Model):
    """An organisation's place in an edition; a participant also brings its region."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="participations")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="participations"
    )
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="participations", null=True, blank=True
    )
    status = models.CharField(_("status"), max_length=12, choices=ParticipationStatus)
    part = models.CharField(_("part in the programme"), max_length=200, blank=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["status", "organisation__name"]
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "organisation"],
                name="programme_participation_is_one_an_organisation",
            ),
            models.CheckConstraint(
                name="programme_participation_status_is_known",
                condition=Q(status__in=ParticipationStatus.values),
            ),
            models.CheckConstraint(
                name="programme_participation_of_a_participant_names_the_region",
                condition=~Q(status=ParticipationStatus.PARTICIPANT) | Q(region__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.get_status_display()}"
