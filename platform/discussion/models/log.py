"""The gapless log of a thread, and the commands that wrote it."""

from django.db import models
from django.db.models import Q

from core import clock
from discussion.models.thread import Post, Thread
from people.models import Person


class EventKind(models.TextChoices):
    """Every way in which a thread changes."""

    CREATE = "create"
    EDIT = "edit"
    DELETE = "delete"
    RESTORE = "restore"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    REACT = "react"
    PIN = "pin"
    MOVE = "move"  # to another thread; `arrive` is its other end
    ARRIVE = "arrive"
    REVEAL = "reveal"


# What the clock may do by itself, at a moment that somebody set.
BY_ITSELF = [EventKind.REVEAL, EventKind.ARRIVE, EventKind.MOVE]


class ThreadEvent(models.Model):
    """One change of a thread, with its place in the thread's order; never changed, never removed."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="events")
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=10, choices=EventKind)
    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    actor = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["thread", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "seq"], name="discussion_event_has_its_place_once"
            ),
            models.CheckConstraint(
                name="discussion_event_kind_is_known", condition=Q(kind__in=EventKind.values)
            ),
            models.CheckConstraint(
                name="discussion_event_is_by_somebody_or_the_clock",
                condition=Q(actor__isnull=False) | Q(kind__in=BY_ITSELF),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id}:{self.seq} {self.kind}"


class Command(models.Model):
    """A write that somebody asked for, by key: the same key again gives the same answer."""

    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()
    payload_sha256 = models.CharField(max_length=64)
    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="commands")
    result = models.JSONField(default=dict)
    # Not when it is part of another act: who submits a plan with a hundred answers types none of them.
    counted = models.BooleanField(default=True, db_default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["author", "key"], name="discussion_command_is_carried_out_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.key)
