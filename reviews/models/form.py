"""Review forms: their immutable versions, and which one a round uses."""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person
from sessions.models import Capacity, Round, Season


class Form(models.Model):
    """A review form under one name, through all its versions."""

    key = models.SlugField(max_length=40, unique=True)
    name_nl = models.CharField(_("name in Dutch"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    season = models.CharField(_("season"), max_length=10, choices=Season)

    class Meta:
        ordering = ["key"]
        verbose_name = _("form")
        verbose_name_plural = _("forms")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if get_language() == "en" else self.name_nl


class FormVersion(models.Model):
    """A form as it was published; the database refuses every later change."""

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    # Sections with fields, Dutch and English; `reviews/schema.py` reads and checks it.
    schema = models.JSONField()
    content_hash = models.CharField(max_length=64)
    structure_hash = models.CharField(max_length=64)  # without prompts: equal means comparable
    published_at = models.DateTimeField(default=clock.now, editable=False)
    published_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="forms_published"
    )

    class Meta:
        ordering = ["form", "-number"]
        verbose_name = _("form version")
        verbose_name_plural = _("form versions")
        constraints = [
            models.UniqueConstraint(
                fields=["form", "number"], name="reviews_form_version_has_its_number_once"
            ),
            models.UniqueConstraint(
                fields=["form", "content_hash"], name="reviews_form_version_differs_from_the_others"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} · {self.number}"


class FormDraft(models.Model):
    """The next version of a form while facilitators build it; reviewers never meet it."""

    form = models.OneToOneField(Form, on_delete=models.CASCADE, related_name="draft")
    data = models.JSONField()  # as a version's schema, and allowed to be unfinished
    based_on = models.ForeignKey(
        FormVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="drafts"
    )
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="form_drafts")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reviews_form_draft_counts_from_one", condition=Q(revision__gte=1)
            )
        ]

    def __str__(self) -> str:
        return str(self.form)


class RoundForm(models.Model):
    """Which form one audience fills in, in one round."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="forms")
    audience = models.CharField(_("audience"), max_length=14, choices=Capacity)
    version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="round_forms")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "audience"], name="reviews_round_form_is_one_an_audience"
            ),
            models.CheckConstraint(
                name="reviews_round_form_audience_is_known",
                condition=Q(audience__in=Capacity.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} · {self.get_audience_display()}"
