"""The room of a sitting: where the session stands now, and the log of what happened."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from people.models import Person
from sessions.models.agenda import AgendaItem
from sessions.models.sitting import Sitting
from sessions.timer import Timer


class Room(models.Model):
    """Where a session stands: the step, its time, who speaks, the passage that all look at."""

    sitting = models.OneToOneField(Sitting, on_delete=models.PROTECT, related_name="room")
    head_seq = models.PositiveIntegerField(default=0)
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The timer: from this moment, so many seconds, without the seconds that it stood still.
    started_at = models.DateTimeField(null=True, blank=True)
    seconds = models.PositiveIntegerField(default=0)
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_seconds = models.FloatField(default=0)
    speaker = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    passage = models.CharField(max_length=60, blank=True)  # "core", or a paragraph: "core.2"

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sessions_room_with_a_step_has_a_timer",
                condition=Q(item=None, started_at=None)
                | Q(item__isnull=False, started_at__isnull=False),
            ),
            models.CheckConstraint(
                name="sessions_room_stands_still_only_in_a_step",
                condition=Q(paused_at=None) | Q(started_at__isnull=False),
            ),
            models.CheckConstraint(
                name="sessions_room_stood_still_for_some_time",
                condition=Q(paused_seconds__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return str(self.sitting)

    @property
    def timer(self) -> Timer | None:
        """The timer of the present step."""
        if self.started_at is None:
            return None
        return Timer(self.started_at, self.seconds, self.paused_at, self.paused_seconds)


class RoomEventKind(models.TextChoices):
    """What can happen in a room."""

    OPENED = "opened", _("opened")
    STEP = "step", _("step")
    PAUSED = "paused", _("paused")
    RESUMED = "resumed", _("resumed")
    EXTENDED = "extended", _("extended")
    SPEAKER = "speaker", _("speaker")
    PASSAGE = "passage", _("passage")
    CAME = "came", _("came in")
    NOTE = "note", _("note")
    NOTE_CHANGED = "note_changed", _("note changed")
    NOTE_REMOVED = "note_removed", _("note removed")
    SHARED = "shared", _("shared")
    CAUGHT = "caught", _("advice caught")
    CAUGHT_CHANGED = "caught_changed", _("advice changed")
    ENDED = "ended", _("ended")


class RoomEvent(models.Model):
    """One thing that happened in a room; numbers without a gap, never changed."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=14, choices=RoomEventKind)
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    payload = models.JSONField(default=dict)  # ids and numbers, no words
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["sitting_id", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "seq"], name="sessions_room_event_has_its_number_once"
            ),
            models.CheckConstraint(
                name="sessions_room_event_counts_from_one", condition=Q(seq__gte=1)
            ),
            models.CheckConstraint(
                name="sessions_room_event_kind_is_known",
                condition=Q(kind__in=RoomEventKind.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id} · {self.seq} · {self.kind}"
