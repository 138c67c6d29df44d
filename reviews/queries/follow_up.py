"""Advice and commitments of one plan, through its rounds."""

from dataclasses import dataclass

from people.models import Person
from plans.models import Dossier
from plans.queries import newest_versions
from reviews.models import Commitment
from reviews.queries.advice import Line, lines_of, readable, table_of, with_fate
from reviews.rules import is_in_team
from reviews.summary import CrossTable


@dataclass(frozen=True)
class FollowUp:
    """What a plan was advised and what its region promised."""

    lines: list[Line]
    own: list[Commitment]  # promised of the region's own accord
    table: CrossTable
    may_commit: bool


def follow_up_of(dossier: Dossier, person: Person) -> FollowUp:
    """Everything of one plan that the person may read: four queries, whatever the number."""
    rows = readable(person).filter(round_plan__dossier=dossier)
    lines = lines_of(with_fate(rows.order_by("round_plan__round", "review", "position"), person))
    own = Commitment.objects.visible_to(person).filter(dossier=dossier, recommendation=None)
    return FollowUp(lines, list(own), table_of(lines), person.has_perm("reviews.commit", dossier))


def theme_of(dossier: Dossier, person: Person) -> str:
    """The title of the newest version that the person reads; the working title stays with the team."""
    newest = newest_versions([dossier.pk], person).get(dossier.pk)
    return (
        newest.title
        if newest
        else dossier.title
        if is_in_team(person, dossier)
        else dossier.region.name
    )
