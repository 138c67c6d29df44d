"""Frozen versions: what was submitted, for ever as it was."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person
from plans.models.attachment import Attachment
from plans.models.dossier import Dossier, Question
from plans.models.visible import VersionQuerySet
from plans.sections import BY_KEY, SECTION_KEYS, HelpKind
from programme.models import Element


class Version(models.Model):
    """A dossier as the region submitted it; the database refuses every later change."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    summary = models.CharField(max_length=300, blank=True)
    help_kind = models.CharField(max_length=8, choices=HelpKind)
    elements = models.ManyToManyField(Element, blank=True, related_name="versions")
    change_note = models.TextField(_("what changed, and why"), blank=True)
    submitted_at = models.DateTimeField(default=clock.now, editable=False)
    submitted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="versions_submitted"
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["dossier", "-number"]
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "number"], name="plans_version_has_its_number_once"
            ),
            models.CheckConstraint(
                name="plans_version_counts_from_one", condition=Q(number__gte=1)
            ),
            models.CheckConstraint(
                name="plans_version_after_the_first_says_what_changed",
                condition=Q(number=1) | ~Q(change_note=""),
            ),
            models.CheckConstraint(
                name="plans_version_help_kind_is_known", condition=Q(help_kind__in=HelpKind.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} · {self.number}"


class VersionSection(models.Model):
    """The text of one section in a version."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="sections")
    key = models.CharField(max_length=16)
    source = models.TextField(blank=True)
    # What was submitted is the source. The HTML may be made again by a newer, safer renderer.
    html = models.TextField(blank=True)
    renderer = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "key"], name="plans_version_section_is_one_a_key"
            ),
            models.CheckConstraint(
                name="plans_version_section_key_is_known", condition=Q(key__in=SECTION_KEYS)
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def title(self) -> str:
        """The section's title in the reader's language."""
        return str(BY_KEY[self.key].title)


class VersionQuestion(models.Model):
    """A question as it was asked in a version."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="questions")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="asked")
    position = models.PositiveSmallIntegerField()
    source = models.TextField()
    html = models.TextField(blank=True)
    renderer = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"], name="plans_version_question_has_its_place_once"
            )
        ]

    def __str__(self) -> str:
        return self.source


class VersionAttachment(models.Model):
    """A file that belongs to a version."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="attachments")
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="frozen")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "attachment"], name="plans_version_attachment_is_held_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.attachment)
