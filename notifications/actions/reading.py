"""Notices that were read, and those that nobody needs any more."""

from itertools import islice

from django.db import transaction

from core.clock import now
from live.publish import ring_inbox
from notifications.models import Notice
from notifications.queries import known_of
from people.models import Person

TOGETHER = 400  # notices about which one question is asked


@transaction.atomic
def mark_read(*, person: Person, notices: list[int] | None = None) -> int:
    """Mark notices of one person as read, all without `notices`; how many were not yet."""
    rows = Notice.objects.filter(person=person, read_at=None)
    if notices is not None:
        rows = rows.filter(pk__in=notices)
    count = rows.update(read_at=now())
    ring_inbox([person.pk])
    return count


@transaction.atomic
def retire() -> int:
    """Take notices off the count that nobody needs any more: answered, withdrawn, no longer visible."""
    unread = Notice.objects.filter(read_at=None).select_related("person").order_by("person", "-pk")
    rows = unread.iterator(chunk_size=TOGETHER)
    gone: list[int] = []
    while notices := list(islice(rows, TOGETHER)):
        alive = known_of(notices).alive
        gone += [notice.pk for notice in notices if notice.pk not in alive]
    return Notice.objects.filter(pk__in=gone).update(read_at=now())
