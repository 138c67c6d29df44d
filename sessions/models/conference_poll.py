"""Quick polls: a question with a few answers, one vote a person, never a name."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person
from sessions.models.conference import Conference
from sessions.models.conference_visible import QuickPollQuerySet

FEWEST, MOST = 2, 6


class PollState(models.TextChoices):
    """Prepared, asked, counted."""

    DRAFT = "draft", _("being prepared")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class QuickPoll(models.Model):
    """A question to everybody at once."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="polls")
    question = models.CharField(_("question"), max_length=200)
    state = models.CharField(max_length=6, choices=PollState, default=PollState.DRAFT)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = QuickPollQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("quick poll")
        constraints = [
            models.UniqueConstraint(
                fields=["conference"],
                condition=Q(state="open"),
                name="sessions_quick_poll_one_is_open",
            ),
            models.CheckConstraint(
                name="sessions_quick_poll_state_has_its_moments",
                condition=Q(state="draft", opened_at=None, closed_at=None)
                | Q(state="open", opened_at__isnull=False, closed_at=None)
                | Q(state="closed", opened_at__isnull=False, closed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.question


class QuickOption(models.Model):
    """One answer that can be chosen."""

    poll = models.ForeignKey(QuickPoll, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(_("answer"), max_length=120)

    class Meta:
        ordering = ["poll_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "position"], name="sessions_quick_option_has_its_place_once"
            ),
            models.UniqueConstraint(
                fields=["poll", "label"], name="sessions_quick_option_says_something_else"
            ),
            models.CheckConstraint(
                name="sessions_quick_option_is_one_of_six", condition=Q(position__lt=MOST)
            ),
        ]

    def __str__(self) -> str:
        return self.label


class QuickVote(models.Model):
    """What one person chose. Who, is kept to count each once, and is shown to nobody."""

    poll = models.ForeignKey(QuickPoll, on_delete=models.CASCADE, related_name="votes")
    option = models.ForeignKey(QuickOption, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "person"], name="sessions_quick_vote_is_one_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.poll_id} · {self.option_id}"
