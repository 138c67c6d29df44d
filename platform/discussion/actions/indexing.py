"""Keeping the words by which posts and subjects are found. What one cannot read any more is not in it."""

from django.db import transaction

from core.text import STEMS_VERSION, stems
from discussion.models import EventKind, IndexedWord, Post, PostState, Thread

CHANGE_WORDS = {
    EventKind.CREATE,
    EventKind.EDIT,
    EventKind.DELETE,
    EventKind.RESTORE,
    EventKind.MOVE,
    EventKind.ARRIVE,
}


def index_change(kind: EventKind, post: Post | None) -> None:
    """Follow a change of a thread, in its own transaction."""
    if post and kind in CHANGE_WORDS:
        index_post(post)


@transaction.atomic
def index_post(post: Post) -> None:
    """Keep the words of a post as it reads now; a deleted one has none."""
    IndexedWord.objects.filter(post=post).delete()
    found = stems(post.body_md) if post.state == PostState.VISIBLE else set()
    IndexedWord.objects.bulk_create(IndexedWord(post=post, stem=stem) for stem in sorted(found))
    Post.objects.filter(pk=post.pk).update(words_version=STEMS_VERSION)


@transaction.atomic
def index_subject(thread: Thread) -> None:
    """Keep the words of a thread's subject."""
    IndexedWord.objects.filter(thread=thread).delete()
    found = sorted(stems(thread.title))
    IndexedWord.objects.bulk_create(IndexedWord(thread=thread, stem=stem) for stem in found)
    Thread.objects.filter(pk=thread.pk).update(words_version=STEMS_VERSION)
