"""What people chose to get, and when."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.conf import settings

from notifications import kinds
from notifications.channels import Channel
from notifications.hours import Hours
from notifications.models import DeadAddress, MailHours, Preference
from people.models import Person

Chosen = dict[str, Channel]


def chosen_by(person_ids: Collection[int]) -> dict[int, Chosen]:
    """What these people chose, by kind; one query."""
    found: dict[int, Chosen] = defaultdict(dict)
    rows = Preference.objects.filter(person__in=person_ids)
    for person, kind, channel in rows.values_list("person_id", "kind", "channel"):
        found[person][kind] = Channel(channel)
    return found


def channel_of(kind: kinds.Kind, chosen: Chosen) -> Channel:
    """By which way a kind comes to who chose this."""
    return chosen.get(kind.key, kind.default)


def channels_of(person: Person) -> Chosen:
    """By which way each kind comes to one person; one query."""
    chosen = chosen_by([person.pk]).get(person.pk, {})
    return {kind.key: channel_of(kind, chosen) for kind in kinds.all_kinds()}


def mail_hours_of(person: Person) -> MailHours:
    """When one person wants mail: the own choice, or the defaults of the site; one query."""
    row = MailHours.objects.filter(person=person).first()
    if row is None:
        return default_hours(person)
    row.person = person  # whose zone counts, and who is here already
    return row


def default_hours(person: Person) -> MailHours:
    """What holds for who chose nothing."""
    quiet = settings.QUIET_HOURS
    return MailHours(person=person, nights=quiet, weekends=quiet)


def known_hours_of(person: Person) -> MailHours:
    """The same of a person whose row was read along (`select_related("mail_hours")`)."""
    return getattr(person, "mail_hours", None) or default_hours(person)


def hours_in(row: MailHours) -> Hours:
    """The same for counting with."""
    return Hours(row.zone_info, row.nights, row.begins, row.ends, row.weekends)


def dead_among(addresses: Iterable[str]) -> set[str]:
    """Those of these addresses, in small letters, that mail does not reach; one query."""
    asked = {address.strip().lower() for address in addresses}
    return set(DeadAddress.objects.filter(address__in=asked).values_list("address", flat=True))


def dead_address_of(person: Person) -> DeadAddress | None:
    """What is known against the person's own address."""
    return DeadAddress.objects.filter(address=person.email).first()
