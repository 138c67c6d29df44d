"""A thread and its posts."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from discussion.models.visible import ThreadQuerySet
from people.levels import Level
from people.models import Language, Person


class ThreadState(models.TextChoices):
    """Whether a thread still asks for something."""

    OPEN = "open", _("open")
    RESOLVED = "resolved", _("resolved")
    CLOSED = "closed", _("closed")


class Resolution(models.TextChoices):
    """How a conversation ended."""

    DONE = "done", _("done")
    NOT_FOLLOWED = "not", _("not followed")


class Lane(models.TextChoices):
    """Whether a thread is for its readers by level, or beside the thing, for facilitators alone."""

    SHARED = "shared", _("by level")
    FACILITATORS = "backstage", _("facilitators only")


class Thread(models.Model):
    """A conversation about one thing; who may read that thing may read it, within its level."""

    target_kind = models.CharField(max_length=40)  # a key of discussion.targets
    target_id = models.BigIntegerField()
    title = models.CharField(_("subject"), max_length=200)
    # Never wider than the thing it hangs on; `region` keeps it within the team.
    level = models.CharField(
        _("who sees this"), max_length=12, choices=Level, default=Level.SESSION
    )
    lane = models.CharField(max_length=9, choices=Lane, default=Lane.SHARED)
    # Before a reveal each reviewer has an own thread: only this person and the facilitators read it.
    audience = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="threads_apart"
    )
    state = models.CharField(max_length=8, choices=ThreadState, default=ThreadState.OPEN)
    resolution = models.CharField(max_length=4, choices=Resolution, blank=True)
    outcome = models.CharField(max_length=240, blank=True)  # or the reason why it is not followed
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="threads_resolved"
    )
    # After a reveal a thread apart is empty: its posts stand in the thread that all read.
    joined_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="joined"
    )
    head_seq = models.PositiveBigIntegerField(default=0)
    post_count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(default=clock.now)
    # Which stems its subject was indexed with; 0: not yet.
    words_version = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="threads_created")

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ["-last_at", "-pk"]
        verbose_name = _("thread")
        verbose_name_plural = _("threads")
        indexes = [
            models.Index(fields=["target_kind", "target_id"], name="discussion_thread_target")
        ]
        constraints = [
            models.CheckConstraint(
                name="discussion_thread_state_is_known", condition=Q(state__in=ThreadState.values)
            ),
            models.CheckConstraint(
                name="discussion_thread_level_is_known", condition=Q(level__in=Level.values)
            ),
            models.CheckConstraint(
                name="discussion_thread_is_resolved_by_somebody",
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="discussion_thread_resolved_says_how",
                condition=Q(state=ThreadState.RESOLVED, resolution__in=Resolution.values)
                | (~Q(state=ThreadState.RESOLVED) & Q(resolution="")),
            ),
            models.CheckConstraint(
                name="discussion_thread_lane_is_known", condition=Q(lane__in=Lane.values)
            ),
            models.CheckConstraint(
                name="discussion_thread_apart_is_no_lane",
                condition=Q(audience=None) | Q(lane=Lane.SHARED),
            ),
            models.CheckConstraint(
                name="discussion_thread_that_joined_is_closed",
                condition=Q(joined_to=None) | Q(state=ThreadState.CLOSED),
            ),
            models.UniqueConstraint(
                fields=["target_kind", "target_id", "audience"],
                condition=Q(audience__isnull=False),
                name="discussion_thread_apart_is_one_each",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def topic(self) -> str:
        """The name under which readers subscribe."""
        return f"thread:{self.pk}"


class PostState(models.TextChoices):
    """A post that was deleted or moved leaves a tombstone."""

    VISIBLE = "visible", _("visible")
    DELETED = "deleted", _("deleted")
    MOVED = "moved", _("moved")


class PostKind(models.TextChoices):
    """What a post wants to be: the question types of critical friends."""

    REMARK = "remark", _("remark")
    CLARIFYING = "clarifying", _("clarifying question")
    PROBING = "probing", _("probing question")
    STRENGTH = "strength", _("strength")
    CONCERN = "concern", _("concern or wish")
    WHAT_IF = "what_if", _("what if")
    OFFER = "offer", _("offer of help")


class Post(models.Model):
    """What one person wrote in a thread, as it reads now; its history is in the log."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="posts")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    seq = models.PositiveBigIntegerField()  # of the event that made it: the post's number
    reply_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies"
    )
    kind = models.CharField(max_length=12, choices=PostKind, default=PostKind.REMARK)
    body_md = models.TextField()
    body_html = models.TextField()
    renderer = models.PositiveSmallIntegerField(default=0)
    language = models.CharField(max_length=2, choices=Language)  # guessed, or as its writer says
    anchor = models.JSONField(null=True, blank=True)
    words_version = models.PositiveSmallIntegerField(default=0)  # as of a thread
    state = models.CharField(max_length=8, choices=PostState, default=PostState.VISIBLE)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="posts_deleted"
    )
    pinned_at = models.DateTimeField(null=True, blank=True)
    pinned_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="posts_pinned"
    )
    moved_to = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="moved_from"
    )
    arrived_at = models.DateTimeField(null=True, blank=True)  # from another thread

    class Meta:
        ordering = ["thread", "seq"]
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "seq"], name="discussion_post_has_its_number_once"
            ),
            models.CheckConstraint(
                name="discussion_post_state_is_known", condition=Q(state__in=PostState.values)
            ),
            models.CheckConstraint(
                name="discussion_post_kind_is_known", condition=Q(kind__in=PostKind.values)
            ),
            models.CheckConstraint(
                name="discussion_post_language_is_known", condition=Q(language__in=Language.values)
            ),
            models.CheckConstraint(
                name="discussion_post_deleted_is_by_somebody",
                condition=Q(
                    state=PostState.DELETED, deleted_at__isnull=False, deleted_by__isnull=False
                )
                | (~Q(state=PostState.DELETED) & Q(deleted_at=None, deleted_by=None)),
            ),
            models.CheckConstraint(
                name="discussion_post_pinned_is_by_somebody",
                condition=Q(pinned_at=None, pinned_by=None)
                | Q(pinned_at__isnull=False, pinned_by__isnull=False, state=PostState.VISIBLE),
            ),
            models.CheckConstraint(
                name="discussion_post_moved_is_somewhere",
                condition=Q(state=PostState.MOVED, moved_to__isnull=False)
                | (~Q(state=PostState.MOVED) & Q(moved_to=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} · {self.seq}"
