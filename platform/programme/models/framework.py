"""The ten elements of an ecosystem, and the questions that the programme wants answered."""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from programme.models.edition import Programme


class ElementKind(models.TextChoices):
    """The two kinds of elements in the model of Stam and Spigel (2016)."""

    CONDITION = "condition", _("framework condition")
    SYSTEM = "system", _("system element")


class Element(models.Model):
    """One of the elements that together make an entrepreneurial ecosystem."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="elements")
    key = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=10, choices=ElementKind)
    name_nl = models.CharField(_("name in Dutch"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    explanation_nl = models.TextField(_("explanation in Dutch"), blank=True)
    explanation_en = models.TextField(_("explanation in English"), blank=True)

    class Meta:
        ordering = ["position"]
        verbose_name = _("element")
        verbose_name_plural = _("elements")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "key"], name="programme_element_has_its_key_once"
            ),
            models.CheckConstraint(
                name="programme_element_kind_is_known", condition=Q(kind__in=ElementKind.values)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if get_language() == "en" else self.name_nl

    @property
    def explanation(self) -> str:
        """What the element means, in the reader's language."""
        return self.explanation_en if get_language() == "en" else self.explanation_nl


class LearningQuestion(models.Model):
    """A question that the programme itself wants answered by what regions learn."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="learning_questions"
    )
    number = models.PositiveSmallIntegerField()
    text_nl = models.TextField(_("question in Dutch"))
    text_en = models.TextField(_("question in English"))

    class Meta:
        ordering = ["number"]
        verbose_name = _("learning question")
        verbose_name_plural = _("learning questions")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"],
                name="programme_learning_question_has_its_number_once",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The question in the reader's language."""
        return self.text_en if get_language() == "en" else self.text_nl
