"""A work conference of an edition, and who comes."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core import clock
from people.levels import Level
from people.models import Person
from programme.models import Edition
from sessions.models.conference_visible import ConferenceQuerySet, ConferenceReplyQuerySet


class ConferenceNumber(models.IntegerChoices):
    """The programme begins with the first conference, and looks back at the second."""

    FIRST = 1, _("First work conference")
    SECOND = 2, _("Second work conference")


class ConferenceState(models.TextChoices):
    """Where a conference stands."""

    PLANNED = "planned", _("planned")
    OPEN = "open", _("going on now")
    CLOSED = "closed", _("over")


class ConferenceLevel(models.TextChoices):
    """Who a conference is for: the two levels that fit a room full of people."""

    PARTICIPANTS = Level.PARTICIPANTS.value, _("participants of the edition")
    NETWORK = Level.NETWORK.value, _("participants and the network around them")


class Shown(models.TextChoices):
    """What the screen in the room shows."""

    PROGRAMME = "programme", _("programme")
    QUESTIONS = "questions", _("questions")
    POLL = "poll", _("quick poll")
    WALL = "wall", _("results wall")


class Conference(models.Model):
    """A day on which everybody of an edition meets."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="conferences")
    number = models.PositiveSmallIntegerField(_("which one"), choices=ConferenceNumber)
    title_nl = models.CharField(_("title in Dutch"), max_length=160)
    title_en = models.CharField(_("title in English"), max_length=160)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link"), blank=True)
    summary = models.TextField(_("summary"), blank=True)
    level = models.CharField(
        _("who it is for"),
        max_length=12,
        choices=ConferenceLevel,
        default=ConferenceLevel.PARTICIPANTS,
    )
    state = models.CharField(
        _("state"), max_length=8, choices=ConferenceState, default=ConferenceState.PLANNED
    )
    shown = models.CharField(max_length=10, choices=Shown, default=Shown.PROGRAMME)
    # Counts everything that changes in the room, so that open pages know what they miss.
    live_seq = models.PositiveIntegerField(default=0, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects = ConferenceQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        verbose_name = _("work conference")
        verbose_name_plural = _("work conferences")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "number"], name="sessions_conference_has_its_number_once"
            ),
            models.CheckConstraint(
                name="sessions_conference_number_is_known",
                condition=Q(number__in=ConferenceNumber.values),
            ),
            models.CheckConstraint(
                name="sessions_conference_ends_after_its_start",
                condition=Q(ends_at__gt=F("starts_at")),
            ),
            models.CheckConstraint(
                name="sessions_conference_level_is_known",
                condition=Q(level__in=ConferenceLevel.values),
            ),
            models.CheckConstraint(
                name="sessions_conference_state_is_known",
                condition=Q(state__in=ConferenceState.values),
            ),
            models.CheckConstraint(
                name="sessions_conference_shows_something_known",
                condition=Q(shown__in=Shown.values),
            ),
            models.CheckConstraint(
                name="sessions_conference_is_published_by_somebody",
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
            ),
            models.CheckConstraint(
                name="sessions_conference_is_held_once_published",
                condition=Q(state="planned") | Q(published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return self.title_en if get_language() == "en" else self.title_nl

    @property
    def topic(self) -> str:
        """Its name on the socket."""
        return f"conference:{self.pk}"


class ConferenceReply(models.Model):
    """What somebody answered to the invitation."""

    class Answer(models.TextChoices):
        """Whether somebody comes."""

        COMING = "coming", _("I come")
        REGRET = "regret", _("I cannot come")

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="replies")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(_("answer"), max_length=8, choices=Answer)
    note = models.CharField(_("note for the facilitators"), max_length=240, blank=True)
    answered_at = models.DateTimeField(default=clock.now)

    objects = ConferenceReplyQuerySet.as_manager()

    class Meta:
        ordering = ["person__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "person"], name="sessions_conference_reply_is_one_a_person"
            ),
            models.CheckConstraint(
                name="sessions_conference_reply_is_known",
                condition=Q(answer__in=["coming", "regret"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_answer_display()}"
