"""Telling people: rows in the action's own transaction; mail leaves later."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from notifications.kinds import Kind
from notifications.models import Delivery, Notice, Preference
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
    told = {person.pk: person for person in people if person.is_active and (not by or person.pk != by.pk)}
    known = set(
        Notice.objects.filter(person__in=told, kind=kind.key, key=cause).values_list("person_id", flat=True)
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
    return notices


def _queue_mail(kind: Kind, notices: list[Notice]) -> None:
    chosen = dict(
        Preference.objects.filter(
            kind=kind.key, person__in=[notice.person_id for notice in notices]
        ).values_list("person_id", "mail")
    )
    Delivery.objects.bulk_create(
        Delivery(notice=notice, person=notice.person, address=notice.person.email)
        for notice in notices
        if chosen.get(notice.person_id, kind.mail)
    )
