"""Help that regions need for what they promised, beside the help that givers of advice offered."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from people.models import Person
from reviews.models import Commitment, ProgressState, Recommendation

FINISHED = [ProgressState.DONE, ProgressState.STOPPED]


@dataclass(frozen=True)
class Wanted:
    """A commitment for which help is needed, and who offered to help with the advice behind it."""

    commitment: Commitment
    offers: list[tuple[str, str]]  # name and offer
    offered_by_me: bool


def help_wanted(person: Person) -> list[Wanted]:
    """Running commitments that need help, those where the reader offered some first: three queries."""
    rows = (
        Commitment.objects.visible_to(person)
        .exclude(help_needed="")
        .exclude(state__in=FINISHED)
        .select_related("dossier__region", "recommendation")
        .order_by("due_on", "pk")
    )
    commitments = list(rows)
    offers = _offers(
        {row.recommendation_id for row in commitments if row.recommendation_id}, person
    )
    found = []
    for row in commitments:
        given = offers.get(row.recommendation_id or 0, [])
        told = [(one.author.name, one.offer) for one in given]
        found.append(Wanted(row, told, any(one.author_id == person.pk for one in given)))
    return sorted(found, key=lambda wanted: not wanted.offered_by_me)


def offers_on(commitment: Commitment, person: Person) -> list[tuple[str, str]]:
    """Who offered which help with the advice behind this commitment: one query at most."""
    pk = commitment.recommendation_id
    if pk is None:
        return []
    return [(one.author.name, one.offer) for one in _offers({pk}, person).get(pk, [])]


def _offers(ids: Iterable[int], person: Person) -> dict[int, list[Recommendation]]:
    """Offers by advice; of merged advice those of its originals, as far as they may be read."""
    wanted = set(ids)
    found: dict[int, list[Recommendation]] = defaultdict(list)
    if not wanted:
        return found
    here = Q(pk__in=wanted) | Q(merged_into__in=wanted)
    rows = Recommendation.objects.given().visible_to(person).filter(here).exclude(offer="")
    for row in rows.select_related("author").order_by("pk"):
        found[row.merged_into_id or row.pk].append(row)
    return found
