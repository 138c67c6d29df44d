"""Conversations on a passage of a version: what was pointed at, where it stands in later versions."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import clock
from discussion.anchoring import State
from discussion.models import Thread
from people.models import Person
from plans.models.version import Version

PASSAGE = "passage"  # what conversations on a passage hang on


class PlacementState(models.TextChoices):
    """What became of a passage in a later version."""

    EXACT = State.EXACT.value, _("unchanged")
    EDITED = State.EDITED.value, _("changed")
    MOVED = State.MOVED.value, _("moved")
    UNSURE = State.UNSURE.value, _("perhaps here")
    ORPHAN = State.ORPHAN.value, _("gone")


class Anchor(models.Model):
    """The passage of a version that a conversation is about, as it was pointed at; it never changes."""

    thread = models.OneToOneField(Thread, on_delete=models.PROTECT, related_name="anchor")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="anchors")
    block = models.CharField(max_length=60)  # "core.2": part, and the paragraph in it from one
    # In code points of the paragraph's text; `quote` is exactly that slice.
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    before = models.CharField(max_length=32, blank=True)
    after = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="plans_anchor_quotes_something",
                condition=~Q(quote="") & Q(end__gt=F("start")),
            )
        ]

    def __str__(self) -> str:
        return self.quote


class Placement(models.Model):
    """Where a passage stands in one later version: found once, or pointed out by somebody."""

    anchor = models.ForeignKey(Anchor, on_delete=models.CASCADE, related_name="placements")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="placements")
    state = models.CharField(max_length=6, choices=PlacementState)
    block = models.CharField(max_length=60, blank=True)  # of an orphan: the block that it follows
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    score = models.FloatField(default=0)
    method = models.CharField(max_length=10, blank=True)  # "same", "diff", "sentence", "hand"
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    placed_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["anchor", "version"], name="plans_placement_is_one_a_version"
            ),
            models.CheckConstraint(
                name="plans_placement_state_is_known", condition=Q(state__in=PlacementState.values)
            ),
            models.CheckConstraint(
                name="plans_placement_of_an_orphan_has_no_words",
                condition=Q(state=PlacementState.ORPHAN, start=0, end=0)
                | (~Q(state=PlacementState.ORPHAN) & Q(end__gt=F("start"))),
            ),
            models.CheckConstraint(
                name="plans_placement_by_hand_is_by_somebody",
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.anchor_id} · {self.version_id} · {self.state}"


class SuggestionState(models.TextChoices):
    """What the team did with other words for a passage."""

    OPEN = "open", _("waits")
    ACCEPTED = "accepted", _("taken over")
    DECLINED = "declined", _("not taken over")


class Suggestion(models.Model):
    """Other words that somebody proposes for a passage."""

    anchor = models.OneToOneField(Anchor, on_delete=models.PROTECT, related_name="suggestion")
    words = models.TextField()
    state = models.CharField(max_length=8, choices=SuggestionState, default=SuggestionState.OPEN)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="plans_suggestion_says_something", condition=~Q(words="")),
            models.CheckConstraint(
                name="plans_suggestion_state_is_known",
                condition=Q(state__in=SuggestionState.values),
            ),
            models.CheckConstraint(
                name="plans_suggestion_is_decided_by_somebody",
                condition=Q(state=SuggestionState.OPEN, decided_at=None, decided_by=None)
                | (
                    ~Q(state=SuggestionState.OPEN)
                    & Q(decided_at__isnull=False, decided_by__isnull=False)
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.words
