"""What goes into a digest, and for whom one is due."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import Min, Q, QuerySet

from core.clock import now
from notifications import kinds
from notifications.channels import Channel
from notifications.hours import Hours, day_of, last_daily, last_weekly, quiet_until
from notifications.models import DeliveryState, Digest, MailHours, Notice
from notifications.queries.choices import (
    Chosen,
    channel_of,
    chosen_by,
    hours_in,
    known_hours_of,
)
from people.models import Person

STALE = timedelta(days=14)  # older news stands in the inbox


def untold(now_told: Collection[Digest] = ()) -> QuerySet[Notice]:
    """Notices that are unread and were in no mail yet, or in one of these digests."""
    no_mail = Q(delivery=None) | Q(delivery__state=DeliveryState.DROPPED)
    not_told = Q(digest=None) | Q(digest__in=now_told) if now_told else Q(digest=None)
    return Notice.objects.filter(no_mail, not_told, read_at=None, created_at__gt=now() - STALE)


@dataclass(frozen=True)
class Wish:
    """A digest that is about to leave, and what its reader chose.

    `again`: it perhaps left already, so it tells what it told and nothing else.
    """

    digest: Digest
    hours: MailHours
    chosen: Chosen
    again: bool = False

    def wants(self, notice: Notice) -> bool:
        """Whether this notice is one for this digest."""
        kind = kinds.get(notice.kind)
        if kind is None or notice.digest_id not in (None, self.digest.pk):
            return False
        way = channel_of(kind, self.chosen)
        return way == Channel.DAILY or (way == Channel.WEEKLY and notice.created_at < self._monday)

    @cached_property
    def _monday(self) -> datetime:
        return last_weekly(hours_in(self.hours), now())


def news_of(wishes: Collection[Wish]) -> dict[int, list[Notice]]:
    """By digest, what its person wants to read in it now, newest first: two queries at most.

    No notice is in two digests, also where two of one person leave together.
    """
    found: dict[int, list[Notice]] = {wish.digest.pk: [] for wish in wishes}
    people = {wish.digest.person_id: wish.digest.person for wish in wishes}
    for notice, digest in [
        *_told_by([wish.digest for wish in wishes if wish.again]),
        *_fresh_for([wish for wish in wishes if not wish.again]),
    ]:
        notice.person = people[notice.person_id]
        found[digest].append(notice)
    return found


def _told_by(digests: Collection[Digest]) -> list[tuple[Notice, int]]:
    """What these digests told, as far as it was not read since."""
    rows = Notice.objects.filter(digest__in=digests, read_at=None).order_by("-pk")
    return [(row, row.digest_id) for row in rows if row.digest_id] if digests else []


def _fresh_for(wishes: Collection[Wish]) -> list[tuple[Notice, int]]:
    """Each unread notice with the first digest of its person that wants it."""
    mine: dict[int, list[Wish]] = defaultdict(list)
    for wish in wishes:
        mine[wish.digest.person_id].append(wish)
    if not mine:
        return []
    rows = untold([wish.digest for wish in wishes]).filter(person__in=mine).order_by("-pk")
    pairs = (
        (row, next((one for one in mine[row.person_id] if one.wants(row)), None)) for row in rows
    )
    return [(row, wish.digest.pk) for row, wish in pairs if wish]


@dataclass
class Facts:
    """What decides whether one person gets a digest now."""

    person: Person
    hours: MailHours
    chosen: Chosen = field(default_factory=dict)
    oldest: dict[str, datetime] = field(default_factory=dict)  # of each kind that waits
    days: set[date] = field(default_factory=set)  # of the digests since Monday


def facts_of(people: list[Person]) -> list[Facts]:
    """The same for many people: three queries, whatever their number (their hours came along)."""
    ids = [person.pk for person in people]
    chosen = chosen_by(ids)
    oldest: dict[int, dict[str, datetime]] = defaultdict(dict)
    waiting = untold().filter(person__in=ids).order_by()
    for person, kind, first in waiting.values_list("person_id", "kind").annotate(Min("created_at")):
        oldest[person][kind] = first
    days: dict[int, set[date]] = defaultdict(set)
    lately = Digest.objects.filter(person__in=ids, day__gt=now().date() - STALE)
    for person, day in lately.order_by().values_list("person_id", "day"):
        days[person].add(day)
    return [
        Facts(
            person,
            known_hours_of(person),
            chosen.get(person.pk, {}),
            oldest[person.pk],
            days[person.pk],
        )
        for person in people
    ]


def due_day(facts: Facts) -> date | None:
    """The day of the digest that is due now; nothing when there is nothing to tell, or it is quiet."""
    hours, moment = hours_in(facts.hours), now()
    if not facts.hours.digests or quiet_until(hours, moment):
        return None
    day = day_of(hours, last_daily(hours, moment))
    if day in facts.days:
        return None
    return day if _has_news(facts, hours, moment) or _has_monday(facts, hours, moment) else None


def _has_news(facts: Facts, hours: Hours, moment: datetime) -> bool:
    limits = {
        Channel.DAILY: last_daily(hours, moment),
        Channel.WEEKLY: last_weekly(hours, moment),
    }
    ways = {kind.key: channel_of(kind, facts.chosen) for kind in _known(facts.oldest)}
    return any(
        way in limits and facts.oldest[key] < limits[Channel(way)] for key, way in ways.items()
    )


def _has_monday(facts: Facts, hours: Hours, moment: datetime) -> bool:
    """Whether this week's look at what waits for the person is still to come."""
    monday = last_weekly(hours, moment)
    told = any(day >= day_of(hours, monday) for day in facts.days)
    return facts.hours.work and not told and facts.person.created_at < monday


def _known(keys: Iterable[str]) -> list[kinds.Kind]:
    return [kind for key in keys if (kind := kinds.get(key))]
