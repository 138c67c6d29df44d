"""What somebody is, read once: the ground on which every policy stands."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import uuid4

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from core.requests import current_request_id
from people.models import REGION_ROLES_SET, Membership, Person, Role
from people.roles import ROLES

Visitor = Person | AnonymousUser
Fact = TypeVar("Fact")
_CACHE = "_standing"
_FACTS = "_facts"


@dataclass(frozen=True)
class Standing:
    """What one person is today, by edition and region; empty for a visitor."""

    roles: frozenset[tuple[int, str]] = frozenset()  # (edition, role)
    teams: frozenset[tuple[int, int]] = frozenset()  # (edition, region): lead or member
    leads: frozenset[tuple[int, int]] = frozenset()  # (edition, region): lead
    memberships: tuple[Membership, ...] = field(default=(), compare=False)

    def editions(self, *roles: Role) -> set[int]:
        """The editions in which the person holds one of these roles; any role without names."""
        return {edition for edition, role in self.roles if not roles or role in roles}

    def may(self, permission: str, edition_id: int | None = None) -> bool:
        """Whether a role gives this permission, in this edition or in any."""
        return any(
            permission in ROLES[Role(role)].permissions
            for edition, role in self.roles
            if edition_id in (None, edition)
        )

    @property
    def facilitates(self) -> set[int]:
        """Editions that the person runs."""
        return self.editions(Role.FACILITATOR)

    def reads(self, layer: str) -> set[int]:
        """Editions whose `participants` or `network` layer the person reads."""
        wide = {"participants": {"participants"}, "network": {"participants", "network"}}[layer]
        return {edition for edition, role in self.roles if ROLES[Role(role)].layer in wide}

    def team_regions(self, edition_id: int | None = None) -> set[int]:
        """Regions in whose team the person is, in one edition or in all."""
        return {region for edition, region in self.teams if edition_id in (None, edition)}


@dataclass(frozen=True)
class _Crowd:
    """People of whom everything is read together, and a name for the time that it holds."""

    people: tuple[Person, ...] = ()
    key: str = ""


NOBODY = _Crowd()
_crowd: ContextVar[_Crowd] = ContextVar("people_read_together", default=NOBODY)


@contextmanager
def together(people: Iterable[Person]) -> Iterator[None]:
    """Inside, what a policy reads of one of these people is read of all of them, in the same query.

    What was read holds until the end. Inside another one that has all of them, the other one holds.
    """
    asked = {one.pk: one for one in people}
    if asked.keys() <= {one.pk for one in _crowd.get().people}:
        yield
        return
    token = _crowd.set(_Crowd(tuple(asked.values()), uuid4().hex))
    try:
        yield
    finally:
        _crowd.reset(token)


def _with(person: Person) -> list[Person]:
    """Whoever is asked about together with this person."""
    return [person, *(one for one in _crowd.get().people if one is not person)]


def standing(person: Visitor) -> Standing:
    """What this person is today: one query, remembered on the instance (`forget` clears it)."""
    if not isinstance(person, Person) or not person.is_active:
        return Standing()
    # By attribute, not by __dict__: `request.user` is a wrapper that passes attributes on.
    known: Standing | None = getattr(person, _CACHE, None)
    if known is None:
        read = _standings(_with(person))
        for one in _with(person):
            if getattr(one, _CACHE, None) is None:
                setattr(one, _CACHE, read[one.pk])
        known = read[person.pk]
    return known


def _standings(people: Collection[Person]) -> dict[int, Standing]:
    """The same of many: one query."""
    held: dict[int, list[Membership]] = {one.pk: [] for one in people}
    rows = Membership.objects.active().filter(person__in=held)
    for row in rows.select_related("edition", "edition__programme", "region", "organisation"):
        held[row.person_id].append(row)
    return {pk: _standing_from(found) for pk, found in held.items()}


def forget(person: Person) -> None:
    """Read memberships and facts again next time; to be called when they change."""
    setattr(person, _CACHE, None)
    setattr(person, _FACTS, None)


def once_a_request(
    person: Person, name: str, read: Callable[[Collection[Person]], dict[int, Fact]]
) -> Fact:
    """A fact about a person that many policies ask for, read once in a request (`forget` clears it).

    Outside requests it is read each time: tasks and sockets live too long to remember. Who reads
    people `together` reads it once for all of them.
    """
    key = current_request_id() or _crowd.get().key
    if not key:
        return read([person])[person.pk]
    if name not in _facts(person, key):
        people = _with(person)
        found = read(people)
        for one in people:
            _facts(one, key).setdefault(name, found[one.pk])
    fact: Fact = _facts(person, key)[name]
    return fact


def _facts(person: Person, key: str) -> dict[str, Any]:
    """What is remembered of a person as long as this lasts."""
    kept: tuple[str, dict[str, Any]] | None = getattr(person, _FACTS, None)
    if kept is None or kept[0] != key:
        kept = (key, {})
        setattr(person, _FACTS, kept)
    return kept[1]


def _standing_from(rows: Iterable[Membership]) -> Standing:
    held = tuple(rows)
    in_team = [row for row in held if row.role in REGION_ROLES_SET and row.region_id]
    return Standing(
        roles=frozenset((row.edition_id, row.role) for row in held),
        teams=frozenset((row.edition_id, row.region_id) for row in in_team if row.region_id),
        leads=frozenset(
            (row.edition_id, row.region_id)
            for row in in_team
            if row.role == Role.LEAD and row.region_id
        ),
        memberships=held,
    )


def holders(edition_id: int, *roles: Role, region_id: int | None = None) -> QuerySet[Person]:
    """Who holds one of these roles today in an edition, for one region where it is named."""
    rows = Membership.objects.active().filter(edition_id=edition_id, role__in=roles)
    if region_id is not None:
        rows = rows.filter(region_id=region_id)
    return Person.objects.filter(pk__in=rows.values("person_id"))


def team_of(edition_id: int, region_id: int) -> QuerySet[Person]:
    """The region's lead and members."""
    return holders(edition_id, Role.LEAD, Role.MEMBER, region_id=region_id)


def facilitators_of(edition_id: int) -> QuerySet[Person]:
    """Who runs the edition."""
    return holders(edition_id, Role.FACILITATOR)


def present_membership(person: Visitor) -> Membership | None:
    """The membership that says in which edition somebody works now: of the current one, else the newest."""
    held = sorted(
        standing(person).memberships,
        key=lambda row: (row.edition.is_current, row.edition.year, row.role == Role.FACILITATOR),
    )
    return held[-1] if held else None
