"""What one person chooses to get, and when."""

from typing import Any

from django.db import transaction

from audit.actions import changed, record
from core.clock import now
from notifications import kinds
from notifications.channels import Channel
from notifications.errors import AsksSomething
from notifications.models import Delivery, DeliveryState, MailHours, Preference
from notifications.queries import default_hours
from people.models import Person


@transaction.atomic
def choose(*, person: Person, chosen: dict[str, Channel]) -> None:
    """Keep by which way one person wants which kinds; each change is in the log.

    What is already so is not kept: who chose nothing gets better defaults by itself. Raises
    AsksSomething for who would switch off what asks something.
    """
    known = {row.kind: row for row in Preference.objects.filter(person=person)}
    for key, channel in chosen.items():
        kind = kinds.get(key)
        before = Channel(known[key].channel) if key in known else None
        if kind is None or channel == (before or kind.default):
            continue
        if kind.asks and channel == Channel.OFF:
            raise AsksSomething
        row, _made = Preference.objects.update_or_create(
            person=person, kind=key, defaults={"channel": channel}
        )
        record("notifications.chosen", by=person, target=row, changes={key: (before, channel)})


@transaction.atomic
def choose_hours(*, person: Person, values: dict[str, Any]) -> MailHours:
    """Keep when one person wants mail; what waits for the end of quiet hours is looked at again."""
    row = MailHours.objects.filter(person=person).first() or default_hours(person)
    changes = changed(row, values)
    if not changes:
        return row
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean(exclude=["person"])
    row.save()
    record("notifications.chose_hours", by=person, target=row, changes=changes)
    _look_again(person)
    return row


def stop_digests(*, person: Person) -> None:
    """Send this person no more digests; the choices by kind stay as they are."""
    choose_hours(person=person, values={"digests": False})


@transaction.atomic
def choose_defaults(*, person: Person) -> None:
    """Forget everything that this person chose about mail."""
    rows = Preference.objects.filter(person=person)
    hours = MailHours.objects.filter(person=person)
    if not rows.exists() and not hours.exists():
        return
    rows.delete()
    hours.delete()
    record("notifications.chose_defaults", by=person, target=person)
    _look_again(person)


def _look_again(person: Person) -> None:
    """Mail that was put off has its moment chosen anew; what a mail server refused keeps waiting."""
    Delivery.objects.filter(
        person=person, state=DeliveryState.TODO, attempts=0, notice__isnull=False
    ).update(next_try_at=now())
