"""Notices that need not be read any more: the thread was read, or the post is gone."""

from collections.abc import Collection

from django.db.models import QuerySet

from discussion.models import Thread
from discussion.notices import MENTION, MOVED, MOVED_AWAY, POST, RESOLVED
from notifications.actions import mark_read
from notifications.models import Notice
from people.models import Person

OF_THREADS = [POST.key, MENTION.key, RESOLVED.key, MOVED.key, MOVED_AWAY.key]
OF_POSTS = [POST.key, MENTION.key, MOVED.key]


def settle_notices(thread: Thread, person: Person) -> None:
    """The person has read the thread."""
    waiting = _of(thread).filter(person=person, kind__in=OF_THREADS)
    if ids := list(waiting.values_list("pk", flat=True)):
        mark_read(person=person, notices=ids)


def forget_notices_of(thread: Thread, numbers: Collection[int]) -> None:
    """These posts are gone: nobody is sent to them any more, in the inbox or by mail."""
    gone = _of(thread).filter(kind__in=OF_POSTS, context__number__in=list(numbers))
    for notice in gone.select_related("person"):
        mark_read(person=notice.person, notices=[notice.pk])


def _of(thread: Thread) -> QuerySet[Notice]:
    return Notice.objects.filter(
        subject_type=thread._meta.label_lower, subject_id=thread.pk, read_at=None
    )
