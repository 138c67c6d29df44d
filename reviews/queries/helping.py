"""Help that regions need for what they promised, beside the help that givers of advice offered."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet

from people.models import Person
from reviews.models import Commitment, ProgressState, Recommendation

PAGE = 30
FINISHED = [ProgressState.DONE, ProgressState.STOPPED]


@dataclass(frozen=True)
class Wanted:
    """A commitment for which help is needed, and who offered to help with the advice behind it."""

    commitment: Commitment
    offers: list[tuple[str, str]]  # name and offer
    offered_by_me: bool


def help_wanted(person: Person, number: str | None = None) -> Page[Wanted]:
    """Running commitments that need help, those where the reader offered some first: three queries a page."""
    page = Paginator(_asking(person), PAGE).get_page(number)
    commitments = list(page.object_list)
    offers = _offers(
        {row.recommendation_id for row in commitments if row.recommendation_id}, person
    )
    found = []
    for row in commitments:
        given = offers.get(row.recommendation_id or 0, [])
        told = [(one.author.name, one.offer) for one in given]
        found.append(Wanted(row, told, any(one.author_id == person.pk for one in given)))
    return Page(found, page.number, page.paginator)  # type: ignore[arg-type]  # it counts the rows


def _asking(person: Person) -> QuerySet[Commitment]:
    mine = (
        Recommendation.objects.given()
        .visible_to(person)
        .filter(author=person)
        .exclude(offer="")
        .order_by()
    )
    here = OuterRef("recommendation")
    offered = Exists(mine.filter(pk=here)) | Exists(mine.filter(merged_into=here))
    return (
        Commitment.objects.visible_to(person)
        .exclude(help_needed="")
        .exclude(state__in=FINISHED)
        .select_related("dossier__region", "recommendation")
        .annotate(offered=offered)
        .order_by("-offered", "due_on", "pk")
    )


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
