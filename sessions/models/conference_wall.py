"""The results wall: short cards under a few headings."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person
from sessions.models.conference import Conference
from sessions.models.conference_visible import ModeratedQuerySet, OnConferenceQuerySet


class WallTopic(models.Model):
    """A heading on the wall: a region, an element, a question."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="wall_topics")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("heading"), max_length=80)

    objects = OnConferenceQuerySet["WallTopic"].as_manager()

    class Meta:
        ordering = ["conference_id", "position", "pk"]
        verbose_name = _("heading on the wall")
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "title"], name="sessions_wall_topic_stands_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class WallCard(models.Model):
    """What somebody puts on the wall: a result, in a sentence."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="cards")
    topic = models.ForeignKey(WallTopic, on_delete=models.PROTECT, related_name="cards")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(_("result"), max_length=200)
    added_at = models.DateTimeField(default=clock.now, editable=False)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    hidden_reason = models.CharField(_("reason"), max_length=240, blank=True)

    objects = ModeratedQuerySet["WallCard"].as_manager()

    class Meta:
        ordering = ["added_at", "pk"]
        verbose_name = _("card on the wall")
        constraints = [
            models.CheckConstraint(name="sessions_wall_card_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="sessions_wall_card_is_hidden_with_a_reason",
                condition=Q(hidden_at=None, hidden_by=None, hidden_reason="")
                | (Q(hidden_at__isnull=False, hidden_by__isnull=False) & ~Q(hidden_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.text
