"""What others wrote outside the ranges that somebody has read."""

from collections.abc import Collection

from django.db.models import Count, Q

from discussion.models import Post, PostState, ReadMark, Thread
from discussion.ranges import Ranges, holds
from people.models import Person


def read_ranges(person: Person, thread: Thread) -> Ranges:
    """What this person has read of one thread."""
    mark = ReadMark.objects.filter(person=person, thread=thread).first()
    return mark.ranges if mark else []


def unread_in(person: Person, thread_ids: Collection[int]) -> dict[int, int]:
    """How many posts wait in each thread: at most three queries, however many threads."""
    marks = dict(
        ReadMark.objects.filter(person=person, thread__in=thread_ids).values_list(
            "thread_id", "ranges"
        )
    )
    theirs = Post.objects.filter(state=PostState.VISIBLE).exclude(author=person)
    beyond = Q(thread__in=set(thread_ids) - set(marks))
    holes = Q(pk__in=[])
    for thread_id, ranges in marks.items():
        ends = [one[1] for one in ranges] or [0]
        beyond |= Q(thread=thread_id, seq__gt=ends[-1])
        if len(ranges) > 1 or (ranges and ranges[0][0] > 1):
            first = ranges[0][1] if ranges[0][0] <= 1 else 0
            holes |= Q(thread=thread_id, seq__gt=first, seq__lt=ends[-1])
    counts = dict.fromkeys(thread_ids, 0)
    counts |= dict(theirs.filter(beyond).order_by().values_list("thread").annotate(Count("pk")))
    if holes != Q(pk__in=[]):
        for thread_id, seq in theirs.filter(holes).values_list("thread_id", "seq"):
            counts[thread_id] += not holds(marks[thread_id], seq)
    return counts


def first_unread(person: Person, thread: Thread) -> int:
    """The number of the first post that waits; 0 when there is none."""
    ranges = read_ranges(person, thread)
    theirs = Post.objects.filter(thread=thread, state=PostState.VISIBLE).exclude(author=person)
    inside = Q(pk__isnull=True)
    for low, high in ranges:
        inside |= Q(seq__gte=low, seq__lte=high)
    return theirs.exclude(inside).order_by("seq").values_list("seq", flat=True).first() or 0
