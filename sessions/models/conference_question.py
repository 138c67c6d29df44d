"""Questions that people in the room ask, and who has the same question."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person
from sessions.models.conference import Conference
from sessions.models.conference_visible import ModeratedQuerySet


class LiveQuestion(models.Model):
    """One question to the room. Without a name only who asked and who runs the conference know whose it is."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="questions")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    nameless = models.BooleanField(_("without my name"), default=False)
    text = models.CharField(_("question"), max_length=280)
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    hidden_reason = models.CharField(_("reason"), max_length=240, blank=True)

    objects = ModeratedQuerySet["LiveQuestion"].as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name = _("question to the room")
        constraints = [
            models.CheckConstraint(
                name="sessions_live_question_says_something", condition=~Q(text="")
            ),
            models.CheckConstraint(
                name="sessions_live_question_is_answered_by_somebody",
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="sessions_live_question_is_hidden_with_a_reason",
                condition=Q(hidden_at=None, hidden_by=None, hidden_reason="")
                | (Q(hidden_at__isnull=False, hidden_by__isnull=False) & ~Q(hidden_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class QuestionSupport(models.Model):
    """Somebody who has the same question."""

    question = models.ForeignKey(LiveQuestion, on_delete=models.CASCADE, related_name="supports")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "person"], name="sessions_question_is_supported_once"
            )
        ]

    def __str__(self) -> str:
        return f"+1 · {self.question_id}"
