"""Extensions of a round, as far as a reader may know."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from people.models import Person
from people.queries import standing
from sessions.models import Extension, Round


@dataclass(frozen=True)
class ExtensionLine:
    """More time, for whom and why."""

    extension: Extension
    who: str


def extensions_visible_to(person: Person) -> QuerySet[Extension]:
    """All for who runs the edition; else one's own and those of one's regions."""
    here = standing(person)
    team = Q(pk__in=[])
    for edition, region in here.teams:
        team |= Q(step__round__edition_id=edition, region_id=region)
    return Extension.objects.filter(
        Q(step__round__edition_id__in=here.facilitates) | Q(person=person) | team
    )


def extension_lines(round_: Round, person: Person) -> list[ExtensionLine]:
    """The extensions in a round, the latest first. One query."""
    rows = extensions_visible_to(person).filter(step__round=round_)
    return [
        ExtensionLine(row, str(row.region or row.person))
        for row in rows.select_related("step", "region", "person").order_by("-created_at", "-pk")
    ]
