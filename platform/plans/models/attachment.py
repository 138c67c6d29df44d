"""Files that a region adds to its dossier."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.files import private_path, private_storage
from people.models import Person
from plans.models.dossier import Dossier
from plans.models.visible import AttachmentQuerySet


class Attachment(models.Model):
    """A file beside a dossier; it is only ever sent as a download."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="attachments")
    file = models.FileField(storage=private_storage, upload_to=private_path, max_length=200)
    name = models.CharField(_("name"), max_length=160)
    mime = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(default=clock.now, editable=False)
    uploaded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attachments")
    # Taken out of the working copy; versions that hold it keep it.
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="attachments_removed"
    )

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "sha256"],
                condition=Q(removed_at=None),
                name="plans_attachment_is_added_once",
            ),
            models.CheckConstraint(
                name="plans_attachment_is_removed_by_somebody",
                condition=Q(removed_at=None, removed_by=None)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name
