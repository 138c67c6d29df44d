"""Telling people: rows in the action's own transaction; mail leaves later."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db import models, transaction

from audit.actions import record
from core.clock import now
from core.tasks import enqueue
from live.publish import ring_inbox
from notifications.kinds import Kind
from notifications.models import Delivery, Notice, Preference
from notifications.queries import lines_of
from people.models import Person


def notify(
    people: Iterable[Person],
    kind: Kind,
    *,
    about: models.Model,
    by: Person | None = None,
    key: str = "",
    context: dict[str, Any] | None = None,
) -> list[Notice]:
    """Give each person one notice, except the actor; to be called inside the action's transaction.

    `key` names the cause: the same person, kind and key never get a second one; without it the
    subject's id is the cause. `context` fills the kind's sentence: names and labels only.
    """
    cause = key or str(about.pk)
    told = {
        person.pk: person
        for person in people
        if person.is_active and (not by or person.pk != by.pk)
    }
    known = set(
        Notice.objects.filter(person__in=told, kind=kind.key, key=cause).values_list(
            "person_id", flat=True
        )
    )
    fresh = [person for pk, person in told.items() if pk not in known]
    notices = Notice.objects.bulk_create(
        Notice(
            person=person,
            kind=kind.key,
            subject_type=about._meta.label_lower,
            subject_id=about.pk,
            context=context or {},
            key=cause,
            actor=by,
        )
        for person in fresh
    )
    _queue_mail(kind, notices)
    _ring([notice.person_id for notice in notices])
    return notices


def _queue_mail(kind: Kind, notices: list[Notice]) -> None:
    chosen = dict(
        Preference.objects.filter(
            kind=kind.key, person__in=[notice.person_id for notice in notices]
        ).values_list("person_id", "mail")
    )
    mails = Delivery.objects.bulk_create(
        Delivery(notice=notice, person=notice.person, address=notice.person.email)
        for notice in notices
        if chosen.get(notice.person_id, kind.mail)
    )
    if mails:
        enqueue("notifications.tasks.send_due")


def queue_mail(
    address: str,
    *,
    subject: str,
    text: str,
    html: str = "",
    person: Person | None = None,
    headers: dict[str, str] | None = None,
) -> Delivery:
    """Put one mail in the outbox, with its words; a worker sends it after the commit."""
    delivery = Delivery.objects.create(
        address=address,
        person=person,
        subject=" ".join(subject.split())[:240],
        text=text,
        html=html,
        headers={"Auto-Submitted": "auto-generated", **(headers or {})},
    )
    enqueue("notifications.tasks.send_one", delivery.pk)
    return delivery


@transaction.atomic
def mark_read(*, person: Person, notices: list[int] | None = None) -> int:
    """Mark notices of one person as read, all without `notices`; how many were not yet."""
    rows = Notice.objects.filter(person=person, read_at=None)
    if notices is not None:
        rows = rows.filter(pk__in=notices)
    count = rows.update(read_at=now())
    _ring([person.pk])
    return count


@transaction.atomic
def retire() -> int:
    """Take notices off the count that nobody needs any more: answered, withdrawn, no longer visible."""
    unread = Notice.objects.filter(read_at=None).select_related("person").order_by("person", "-pk")
    gone: list[int] = []
    for _person, rows in groupby(
        unread.iterator(chunk_size=500), key=lambda notice: notice.person_id
    ):
        notices = list(rows)
        alive = {line.id for line in lines_of(notices)}
        gone += [notice.pk for notice in notices if notice.pk not in alive]
    return Notice.objects.filter(pk__in=gone).update(read_at=now())


@transaction.atomic
def choose(*, person: Person, chosen: dict[str, bool]) -> None:
    """Keep which kinds one person wants by mail; each change is in the log."""
    known = {row.kind: row for row in Preference.objects.filter(person=person)}
    for kind, mail in chosen.items():
        before = known[kind].mail if kind in known else None
        if before == mail:
            continue
        row, _made = Preference.objects.update_or_create(
            person=person, kind=kind, defaults={"mail": mail}
        )
        record("notifications.chosen", by=person, target=row, changes={kind: (before, mail)})


def _ring(people: list[int]) -> None:
    """Tell open pages of these people that their number changed, after the commit."""
    ring_inbox(people)
