"""Digests: a row for each person and day, written by a sweep that may come late, twice, or side by side."""

from django.db import IntegrityError, transaction

from core.tasks import enqueue
from notifications.models import Delivery, Digest
from notifications.queries.digests import due_day, facts_of
from people.models import Person

BATCH = 200


def gather() -> int:
    """Put a digest in the outbox for everybody for whom one is due; how many."""
    made, last = 0, 0
    while True:
        people = list(
            Person.objects.filter(is_active=True, pk__gt=last)
            .select_related("mail_hours")
            .order_by("pk")[:BATCH]
        )
        if not people:
            break
        last = people[-1].pk
        made += _gather_for(people)
    if made:
        enqueue("notifications.tasks.send_due")
    return made


def _gather_for(people: list[Person]) -> int:
    """The same for one batch; when another sweep was first, it has the digests of this batch."""
    try:
        with transaction.atomic():
            return _write(people)
    except IntegrityError:
        return 0


def _write(people: list[Person]) -> int:
    due = [(facts.person, day) for facts in facts_of(people) if (day := due_day(facts))]
    digests = Digest.objects.bulk_create(Digest(person=person, day=day) for person, day in due)
    Delivery.objects.bulk_create(
        Delivery(digest=digest, person=digest.person, address=digest.person.email)
        for digest in digests
    )
    return len(digests)
