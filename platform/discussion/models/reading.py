"""What each person has read, follows, and is still writing."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from discussion.models.thread import Post, Thread
from people.models import Person


class ReadMark(models.Model):
    """Which events of a thread one person has read: ranges of sequence numbers, merged by union."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="read_marks")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="read_marks")
    ranges = models.JSONField(default=list)  # [[1, 7], [9, 12]]: sorted, apart, inclusive

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "thread"], name="discussion_read_mark_is_one_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.thread}"


class Draft(models.Model):
    """A text that somebody is writing in a thread; it follows the person to another device."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="drafts")
    body_md = models.TextField(blank=True)
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "thread"], name="discussion_draft_is_one_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.thread}"


class FollowLevel(models.TextChoices):
    """How much somebody wants to hear of a thread."""

    FOLLOW = "follow", _("follow")
    NORMAL = "normal", _("normal")
    MUTE = "mute", _("mute")


class Follow(models.Model):
    """How one person follows one thread."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="follows")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="follows")
    level = models.CharField(max_length=6, choices=FollowLevel, default=FollowLevel.NORMAL)
    until = models.DateTimeField(null=True, blank=True)  # muted for a while; then as usual again

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "thread"], name="discussion_follow_is_one_each"
            ),
            models.CheckConstraint(
                name="discussion_follow_level_is_known", condition=Q(level__in=FollowLevel.values)
            ),
            models.CheckConstraint(
                name="discussion_follow_only_a_mute_ends",
                condition=Q(until=None) | Q(level=FollowLevel.MUTE),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.thread}"


class Mention(models.Model):
    """Somebody named in a post who may read it."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mentions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "person"], name="discussion_mention_is_one_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.post_id}"
