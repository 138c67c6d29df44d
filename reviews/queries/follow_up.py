"""Advice and commitments of one plan, through its rounds."""

from dataclasses import dataclass

from people.models import Person
from people.queries import standing
from plans.models import Dossier
from plans.queries import newest_versions
from reviews.models import Commitment
from reviews.queries.advice import IN_ORDER, Line, lines_of, listed, table_of, with_fate
from reviews.rules import is_in_team
from reviews.summary import CrossTable
from sessions.models import RoundPlan


@dataclass(frozen=True)
class FollowUp:
    """What a plan was advised and what its region promised."""

    lines: list[Line]
    own: list[Commitment]  # promised of the region's own accord
    table: CrossTable
    may_commit: bool
    merging: list[RoundPlan]  # of which the reader may merge advice


def follow_up_of(dossier: Dossier, person: Person) -> FollowUp:
    """Everything of one plan that the person may read: six queries, whatever the number."""
    rows = listed(person).filter(round_plan__dossier=dossier)
    lines = lines_of(with_fate(rows.order_by("round_plan__round", *IN_ORDER), person))
    own = Commitment.objects.visible_to(person).filter(dossier=dossier, recommendation=None)
    may_commit = person.has_perm("reviews.commit", dossier)
    return FollowUp(lines, list(own), table_of(lines), may_commit, _merging(dossier, person))


def _merging(dossier: Dossier, person: Person) -> list[RoundPlan]:
    if not standing(person).may("rounds.run", dossier.edition_id):
        return []
    rows = RoundPlan.objects.filter(dossier=dossier, recommendations__isnull=False).distinct()
    return list(rows.select_related("round").order_by("round"))


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
