"""Extensions of a round, as far as a reader may know."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Q, QuerySet, Value, When

from people.models import Person
from people.queries import standing
from sessions.models import Extension, Round


@dataclass(frozen=True)
class ExtensionLine:
    """More time, for whom and why."""

    extension: Extension
    who: str


def _known_to(person: Person) -> Q:
    """All for who runs the edition; else one's own and those of one's regions."""
    here = standing(person)
    team = Q(pk__in=[])
    for edition, region in here.teams:
        team |= Q(step__round__edition_id=edition, region_id=region)
    return Q(step__round__edition_id__in=here.facilitates) | Q(person=person) | team


def extensions_visible_to(person: Person) -> QuerySet[Extension]:
    """Those that the reader may know of."""
    return Extension.objects.filter(_known_to(person))


def extensions_of(round_: Round, person: Person) -> list[Extension]:
    """The extensions in a round that the reader may know of, the first due first. One query."""
    rows = extensions_visible_to(person).filter(step__round=round_)
    return list(rows.select_related("step", "region", "person").order_by("due_at", "pk"))


def with_seen(person: Person) -> QuerySet[Extension]:
    """All of them, since all count for the dates; `seen` are those that the reader may know of."""
    seen = Case(When(_known_to(person), then=Value(True)), default=Value(False))
    rows = Extension.objects.annotate(seen=seen)
    return rows.select_related("step", "region", "person").order_by("due_at", "pk")


def extension_lines(
    round_: Round, person: Person, known: Iterable[Extension] | None = None
) -> list[ExtensionLine]:
    """The same in words, the latest first. One query, none when they are `known`."""
    rows = extensions_of(round_, person) if known is None else known
    latest = sorted(rows, key=lambda row: (row.created_at, row.pk), reverse=True)
    return [ExtensionLine(row, str(row.region or row.person)) for row in latest]
