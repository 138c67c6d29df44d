"""Telling people: rows in the action's own transaction; mail leaves later."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from core.tasks import enqueue
from live.publish import ring_inbox
from notifications.channels import Channel
from notifications.holding import current
from notifications.kinds import Kind
from notifications.models import Delivery, DeliveryState, Notice
from notifications.queries import channel_of, chosen_by
from people.models import Person

CALENDAR = "calendar"  # stands where else the kind stands


def notify(
    people: Iterable[Person],
    kind: Kind,
    *,
    about: models.Model,
    by: Person | None = None,
    key: str = "",
    context: dict[str, Any] | None = None,
) -> list[Notice]:
    """Give each person one notice, except the actor and who switched the kind off; to be called inside the action's transaction.

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
    return hand_out(
        [
            Notice(
                person=person,
                kind=kind.key,
                subject_type=about._meta.label_lower,
                subject_id=about.pk,
                context=context or {},
                key=cause,
                actor=by,
            )
            for pk, person in told.items()
            if pk not in known
        ],
        kind,
    )


def hand_out(wanted: list[Notice], kind: Kind) -> list[Notice]:
    """Write these notices of one kind, each the way that its person chose; who switched it off gets none."""
    chosen = chosen_by({notice.person_id for notice in wanted})
    ways = {
        notice.person_id: channel_of(kind, chosen.get(notice.person_id, {})) for notice in wanted
    }
    notices = Notice.objects.bulk_create(
        notice for notice in wanted if ways[notice.person_id] != Channel.OFF
    )
    _queue_mail([row for row in notices if ways[row.person_id] == Channel.NOW], kind)
    ring_inbox([notice.person_id for notice in notices])
    return notices


def _queue_mail(notices: list[Notice], kind: Kind) -> None:
    mails = [
        Delivery(notice=notice, person=notice.person, address=notice.person.email)
        for notice in notices
    ]
    if _put_out(mails, kind.key, holds=kind.holds):
        enqueue("notifications.tasks.send_due")


def _put_out(mails: list[Delivery], kind: str, *, holds: bool) -> bool:
    """Write the rows of mails, which wait when the deed that causes them has many; whether any may leave."""
    deed = current() if holds else None
    if deed:
        deed.hold(mails, kind)
    written = Delivery.objects.bulk_create(mails)
    if deed:
        deed.wrote(written)
    return any(mail.state == DeliveryState.TODO for mail in written)


def queue_mail(
    address: str,
    *,
    subject: str,
    text: str,
    html: str = "",
    person: Person | None = None,
    headers: dict[str, str] | None = None,
    calendar: str = "",
) -> Delivery:
    """Put one mail in the outbox, with its words; a worker sends it after the commit.

    With a calendar file it is part of what the deed tells to many, so it may wait with the rest; any
    other is waited for by its reader.
    """
    delivery = Delivery(
        address=address,
        person=person,
        subject=" ".join(subject.split())[:240],
        text=text,
        html=html,
        calendar=calendar,
        headers={"Auto-Submitted": "auto-generated", **(headers or {})},
    )
    if _put_out([delivery], CALENDAR, holds=bool(calendar)):
        enqueue("notifications.tasks.send_one", delivery.pk)
    return delivery
