"""Files that somebody asked for, and that a worker makes."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.files import private_path, private_storage
from people.models import Language, Person
from people.queries import Visitor
from plans.models import Dossier
from sessions.models import Round


class Format(models.TextChoices):
    """What sort of file."""

    PDF = "pdf", _("PDF")
    WORD = "docx", _("Word document (DOCX)")
    SHEETS = "xlsx", _("Excel workbook (XLSX)")
    COMMAS = "csv", _("CSV files in a ZIP")
    DATA = "json", _("JSON for programs")


OF_DOSSIER = (Format.PDF, Format.WORD)  # the page and the JSON of one dossier are made at once
OF_ROUND = (Format.SHEETS, Format.COMMAS, Format.DATA)


class ExportState(models.TextChoices):
    """How far a file is."""

    WAITING = "waiting", _("waiting")
    MAKING = "making", _("being made")
    READY = "ready", _("ready")
    FAILED = "failed", _("failed")


class ExportQuerySet(models.QuerySet["Export"]):
    """Exports by who may have them."""

    def visible_to(self, person: Visitor) -> Self:
        """Only one's own: a file holds what its maker may read."""
        return self.filter(maker=person) if isinstance(person, Person) else self.none()

    def unfinished(self) -> Self:
        """Those on which a worker is busy, or will be."""
        return self.filter(state__in=(ExportState.WAITING, ExportState.MAKING))


class Export(models.Model):
    """A file of one dossier or one round, made for one person; it is kept for a week."""

    maker = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="exports")
    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="exports"
    )
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, null=True, blank=True, related_name="exports"
    )
    format = models.CharField(_("kind of file"), max_length=4, choices=Format)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    state = models.CharField(
        _("state"), max_length=8, choices=ExportState, default=ExportState.WAITING
    )
    file = models.FileField(
        blank=True, max_length=200, storage=private_storage, upload_to=private_path
    )
    name = models.CharField(_("name"), max_length=160, blank=True)
    size = models.PositiveBigIntegerField(default=0)  # bytes
    # What the file holds, as "kind:id": at a download the maker must still be allowed all of it.
    holds = models.JSONField(default=list)
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    taken_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        constraints = [
            models.CheckConstraint(
                name="reports_export_is_of_a_dossier_or_a_round",
                condition=Q(dossier__isnull=False, round=None)
                | Q(dossier=None, round__isnull=False),
            ),
            models.CheckConstraint(
                name="reports_export_format_is_known", condition=Q(format__in=Format.values)
            ),
            models.CheckConstraint(
                name="reports_export_state_is_known", condition=Q(state__in=ExportState.values)
            ),
            models.CheckConstraint(
                name="reports_export_that_is_ready_has_a_file_and_a_last_day",
                condition=(
                    Q(
                        state=ExportState.READY,
                        made_at__isnull=False,
                        expires_at__isnull=False,
                    )
                    & ~Q(file="")
                )
                | (~Q(state=ExportState.READY) & Q(made_at=None, expires_at=None, file="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.get_format_display())

    @property
    def is_busy(self) -> bool:
        """Whether a worker still has to make it."""
        return self.state in (ExportState.WAITING, ExportState.MAKING)
