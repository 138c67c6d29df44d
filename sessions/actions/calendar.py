"""Making and taking back the address of a calendar, and telling calendars of sittings by mail."""

import hashlib
import json
from collections.abc import Iterable

from django.db import transaction

from audit.actions import record
from core.clock import now
from core.keys import claim, fingerprint, new_token
from notifications.models import WAITING, Delivery, DeliveryState
from people.models import Person
from sessions.actions.invitations import mail_invitation
from sessions.models import CalendarFeed, CalendarInvite, InviteState, Sitting, SittingState
from sessions.notices.sittings import CANCELLED, INVITED, MOVED, UNINVITED

SAID = [kind.key for kind in (INVITED, MOVED, CANCELLED, UNINVITED)]


@transaction.atomic
def make_feed(*, person: Person) -> str:
    """Make the address of a calendar, in place of an earlier one; gives the secret, which is kept nowhere.

    It holds a digit for certain, so that the log knows it for a secret.
    """
    secret = f"c1{new_token()}"
    feed, _made = CalendarFeed.objects.update_or_create(
        person=person, defaults={"token_hash": fingerprint(secret), "made_at": now()}
    )
    record("calendar.address_made", by=person, target=feed)
    return secret


@transaction.atomic
def revoke_feed(*, person: Person) -> bool:
    """Let the address lead nowhere any more; False when there was none."""
    feed = CalendarFeed.objects.select_for_update().filter(person=person).first()
    if feed is None:
        return False
    record("calendar.address_revoked", by=person, target=feed)
    feed.delete()
    return True


@transaction.atomic
def tell_calendars(*, sitting: Sitting) -> list[Delivery]:
    """Mail to everybody whose calendar does not know yet what the sitting is now. Twice is once.

    Row and mail are written together, so a crash neither skips a number nor tells one twice.
    """
    rows = Sitting.objects.select_for_update(of=("self",))
    held = rows.select_related(
        "round__edition", "region", "round_plan__dossier__region", "facilitator"
    ).get(pk=sitting.pk)
    known = {
        row.person_id: row
        for row in CalendarInvite.objects.select_for_update(of=("self",))
        .filter(sitting=held)
        .select_related("person")
    }
    guests = {person.pk: person for person in _guests(held)}
    digest = _digest(held)
    told = [
        _tell(held, person, known.get(pk), InviteState.ASKED, digest)
        for pk, person in guests.items()
        if not _knows(known.get(pk), digest)
    ]
    told += [
        _tell(held, row.person, row, InviteState.CANCELLED, digest)
        for pk, row in known.items()
        if pk not in guests and row.state == InviteState.ASKED and not _is_over(held)
    ]
    return told


def hear_of_sitting(sitting: Sitting, _change: str, _people: list[Person], _by: Person) -> None:
    """Told of each change in the transaction that makes it: what the sitting is now, says what to tell.

    Who gets this mail needs no second one for the notice that says the same.
    """
    told = [row.person_id for row in tell_calendars(sitting=sitting)]
    same = Delivery.objects.filter(
        notice__kind__in=SAID, notice__subject_id=sitting.pk, person__in=told
    )
    claim(same.filter(state__in=WAITING), state=DeliveryState.DROPPED)


def _guests(held: Sitting) -> Iterable[Person]:
    """Who is asked to a sitting that will take place, at a moment that is known, in a round that is announced."""
    stands = held.state in (SittingState.PLANNED, SittingState.OPEN)
    if not stands or held.starts_at is None or held.round.published_at is None or _is_over(held):
        return []
    return [
        row.person
        for row in held.attendances.standing().select_related("person")
        if row.person.is_active
    ]


def _is_over(held: Sitting) -> bool:
    return held.ends_at is not None and held.ends_at <= now()


def _knows(row: CalendarInvite | None, digest: str) -> bool:
    return row is not None and row.state == InviteState.ASKED and row.digest == digest


def _digest(held: Sitting) -> str:
    """The same for as long as a calendar need not hear anything."""
    told = [
        held.starts_at and held.starts_at.timestamp(),
        held.ends_at and held.ends_at.timestamp(),
        held.place,
        held.link,
        held.title,
        held.about.pk,
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _tell(
    held: Sitting, person: Person, row: CalendarInvite | None, state: InviteState, digest: str
) -> Delivery:
    row = row or CalendarInvite(sitting=held, person=person)
    row.sequence = max(row.sequence + 1, held.revision) if row.pk else held.revision
    row.state, row.digest, row.told_at = state, digest, now()
    if row.delivery_id:  # what has not left yet, need not leave
        waiting = Delivery.objects.filter(pk=row.delivery_id, state__in=WAITING)
        claim(waiting, state=DeliveryState.DROPPED)
    row.delivery = mail_invitation(held, person, row)
    row.save()
    return row.delivery
