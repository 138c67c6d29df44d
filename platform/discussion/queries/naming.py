"""Whom a writer may name in a thread: its readers, groups of its edition, and others whom the writer knows."""

from discussion import targets
from discussion.mentions import Group, Known
from discussion.models import Thread
from discussion.queries.readers import readers_of
from people.models import Membership, Person, Region, Role
from people.queries import standing

# What a role is called behind an @, in Dutch and in English.
ROLE_WORDS = {
    Role.FACILITATOR: ("procesbegeleiders", "facilitators"),
    Role.FRIEND: ("critical-friends",),
    Role.LEAD: ("regiotrekkers", "region-leads"),
    Role.RESEARCHER: ("onderzoekers", "researchers"),
}


def known_in(thread: Thread, writer: Person, text: str) -> Known:
    """Everybody whom this text could name; nothing is asked of a text without an @."""
    if "@" not in text:
        return Known()
    readers = [(one.pk, str(one)) for one in readers_of(thread)]
    others = Person.objects.visible_to(writer).exclude(pk__in=[pk for pk, _name in readers])
    rows = list(others.filter(is_active=True).exclude(name="").values_list("pk", "name"))
    lower = text.casefold()
    absent = [(pk, name) for pk, name in rows if name.casefold() in lower]
    return Known(readers, groups_in(thread), absent)


def groups_in(thread: Thread) -> list[Group]:
    """The roles and regions of the thread's edition: two queries."""
    kind = targets.get(thread.target_kind)
    edition = kind.edition_of(thread.target_id) if kind else None
    if edition is None:
        return []
    held: dict[str, set[int]] = {}
    teams: dict[int, set[int]] = {}
    rows = Membership.objects.active().filter(edition_id=edition, person__is_active=True)
    for person, role, region in rows.values_list("person_id", "role", "region_id"):
        held.setdefault(role, set()).add(person)
        if region and role in (Role.LEAD, Role.MEMBER):
            teams.setdefault(region, set()).add(person)
    roles = [_of_role(role, held.get(role, set())) for role in ROLE_WORDS]
    regions = Region.objects.filter(pk__in=teams).order_by("name")
    return [*roles, *[_of_region(region, teams[region.pk]) for region in regions]]


def called_in(thread: Thread, person: Person) -> list[str]:
    """What stands behind an @ in a text that names this person: the name, a role, a region."""
    held = standing(person).memberships
    kind = targets.get(thread.target_kind)
    if (
        kind and len({row.edition_id for row in held}) > 1
    ):  # who is in one edition reads of that one
        edition = kind.edition_of(thread.target_id)
        held = tuple(row for row in held if row.edition_id == edition)
    roles = [ROLE_WORDS[Role(row.role)][0] for row in held if row.role in ROLE_WORDS]
    teams = [row.region for row in held if row.region and row.role in (Role.LEAD, Role.MEMBER)]
    return list(dict.fromkeys([str(person), *roles, *[f"regio-{one.slug}" for one in teams]]))


def _of_role(role: Role, ids: set[int]) -> Group:
    return Group(ROLE_WORDS[role], ROLE_WORDS[role][0], frozenset(ids))


def _of_region(region: Region, ids: set[int]) -> Group:
    words = (f"regio-{region.slug}", f"region-{region.slug}")
    return Group(words, words[0], frozenset(ids))
