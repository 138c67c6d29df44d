"""What a region works on: the working copy of a dossier."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.levels import Level
from people.models import Person, Region
from plans.models.visible import DossierQuerySet
from plans.sections import BY_KEY, MAX_QUESTIONS, SECTION_KEYS, HelpKind
from programme.models import Edition, Element


class Dossier(models.Model):
    """One theme that a region works on in an edition; its team writes here until it submits."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="dossiers")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="dossiers")
    title = models.CharField(_("theme"), max_length=160)
    summary = models.CharField(_("in one sentence"), max_length=300, blank=True)
    help_kind = models.CharField(
        _("kind of help"), max_length=8, choices=HelpKind, default=HelpKind.SHARPEN
    )
    elements = models.ManyToManyField(
        Element, blank=True, related_name="dossiers", verbose_name=_("elements")
    )
    level = models.CharField(
        _("who sees this"), max_length=12, choices=Level, default=Level.SESSION
    )
    is_example = models.BooleanField(_("invented for the demo"), default=False)
    # Counts the saves of the fields above; each section and question counts its own.
    revision = models.PositiveIntegerField(default=0, editable=False)
    saved_at = models.DateTimeField(default=clock.now, editable=False)
    saved_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="dossiers_saved"
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)
    created_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="dossiers_created"
    )

    objects = DossierQuerySet.as_manager()

    class Meta:
        ordering = ["region__name", "pk"]
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "region", "title"],
                name="plans_dossier_title_is_used_once_a_region",
            ),
            models.CheckConstraint(
                name="plans_dossier_help_kind_is_known", condition=Q(help_kind__in=HelpKind.values)
            ),
            models.CheckConstraint(
                name="plans_dossier_level_is_known", condition=Q(level__in=Level.values)
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Section(models.Model):
    """The working text of one section of a dossier."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=16)
    source = models.TextField(blank=True)
    html = models.TextField(blank=True)
    renderer = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="sections_saved"
    )

    class Meta:
        verbose_name = _("part of a plan")
        verbose_name_plural = _("parts of plans")
        constraints = [
            models.UniqueConstraint(fields=["dossier", "key"], name="plans_section_is_one_a_key"),
            models.CheckConstraint(
                name="plans_section_key_is_known", condition=Q(key__in=SECTION_KEYS)
            ),
            models.CheckConstraint(
                name="plans_section_is_saved_by_somebody",
                condition=Q(saved_at=None, saved_by=None)
                | Q(saved_at__isnull=False, saved_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def title(self) -> str:
        """The section's title in the reader's language."""
        return str(BY_KEY[self.key].title)


class Question(models.Model):
    """One of the up to three questions that a region asks its critical friends."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    source = models.TextField(_("question"))
    html = models.TextField(blank=True)
    renderer = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    saved_at = models.DateTimeField(default=clock.now, editable=False)
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="questions_saved")
    # Threads and versions may speak of a question, so it stays an object when the region drops it.
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="questions_dropped"
    )

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.CheckConstraint(
                name="plans_question_is_dropped_by_somebody",
                condition=Q(dropped_at=None, dropped_by=None)
                | Q(dropped_at__isnull=False, dropped_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["dossier", "position"],
                condition=Q(dropped_at=None),
                name="plans_question_has_its_place_once",
            ),
            models.CheckConstraint(
                name="plans_question_is_one_of_three",
                condition=Q(position__gte=1, position__lte=MAX_QUESTIONS),
            ),
        ]

    def __str__(self) -> str:
        return self.source
