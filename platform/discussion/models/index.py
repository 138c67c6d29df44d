"""The words of posts and subjects, by which they are found."""

from django.db import models
from django.db.models import Q

from discussion.models.thread import Post, Thread


class IndexedWord(models.Model):
    """One stem that stands in a post or in the subject of a thread: an index, made again at will."""

    thread = models.ForeignKey(
        Thread, on_delete=models.CASCADE, null=True, blank=True, related_name="indexed_words"
    )
    post = models.ForeignKey(
        Post, on_delete=models.CASCADE, null=True, blank=True, related_name="indexed_words"
    )
    stem = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="discussion_indexed_word_stands_in_one_of_both",
                condition=Q(thread=None) ^ Q(post=None),
            ),
            models.UniqueConstraint(
                fields=["post", "stem"], name="discussion_indexed_word_stands_once_a_post"
            ),
            models.UniqueConstraint(
                fields=["thread", "stem"], name="discussion_indexed_word_stands_once_a_subject"
            ),
        ]
        indexes = [models.Index(fields=["stem", "post", "thread"], name="discussion_word_by_stem")]

    def __str__(self) -> str:
        return self.stem
