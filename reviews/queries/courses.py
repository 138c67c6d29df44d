"""What became of advice, counted by the database: one query, whatever the number of advice."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from people.models import Person
from reviews.models import Commitment, ProgressState, Recommendation, Verification
from reviews.models.visible import readable_reviews
from reviews.overviews.classes import APART, NONE, RESERVED
from reviews.overviews.flow import Course, table_of
from reviews.overviews.small import enough
from reviews.summary import RUNNING, SEEN_CLEARLY, CrossTable, Fate, fate_of

if TYPE_CHECKING:
    from reviews.models.visible import RecommendationQuerySet

REGION = "round_plan__dossier__region_id"
SEASON = "round_plan__round__season"


def counted_advice(person: Person) -> "RecommendationQuerySet":
    """The advice that every overview of this reader counts: given, each once, and readable."""
    return Recommendation.objects.current().visible_to(person)


def judgements_counted(person: Person) -> QuerySet[Verification]:
    """What handed-in reviews that the reader may read say of the follow-up."""
    rows = Verification.objects.filter(
        readable_reviews(person, "review__"), review__state="submitted"
    )
    return rows.exclude(judgement="")


def judges_by_region(rows: "RecommendationQuerySet", person: Person) -> dict[int, set[int]]:
    """Who judged the follow-up of this advice: persons by region of the advice. One query."""
    pairs = (
        judgements_counted(person)
        .filter(recommendation__in=rows.order_by().values("pk"))
        .order_by()
        .values_list(f"recommendation__{REGION}", "review__author_id")
        .distinct()
    )
    found: dict[int, set[int]] = defaultdict(set)
    for region, author in pairs:
        found[region].add(author)
    return found


def too_few(judges: Mapping[int, set[int]]) -> frozenset[int]:
    """Regions of which an overview only says that advice was judged, because too few persons did.

    They are shown after all when the judges of all such regions together are enough.
    """
    small = [region for region, people in judges.items() if not enough(len(people))]
    together: set[int] = set().union(*(judges[region] for region in small))
    return frozenset() if enough(len(together)) else frozenset(small)


def courses_of(
    rows: "RecommendationQuerySet", person: Person, apart: Collection[int] = ()
) -> list[Course]:
    """How the given advice fared, counted by season and region. One query, whatever the number.

    `apart` are regions of which nothing is said but that advice was judged.
    """
    verdicts = _judged_here(person).annotate(by_other=_by_other())
    verdict = verdicts.order_by("by_other", _reserved_first()).values("judgement")[:1]
    groups = (
        _with_deeds(rows, person)
        .annotate(verdict=Subquery(verdict), said=Coalesce(F("response__kind"), Value(NONE)))
        .values_list("best_promise", "best_seen", "said", "verdict", SEASON, REGION)
        .annotate(number=Count("pk"))
    )
    hidden = set(apart)
    found = []
    for promise, seen, said, judged, season, region, number in groups:
        fate = _fate(promise, seen)
        judgement = APART if judged and region in hidden else judged or NONE
        found.append(Course(said, fate.promised, fate.action, judgement, number, season, region))
    return found


def cross_table_of(rows: "RecommendationQuerySet", person: Person) -> CrossTable:
    """Promised against done, of all this advice: one query, whatever the number."""
    groups = _with_deeds(rows, person).values_list("best_promise", "best_seen")
    fates = [
        (_fate(promise, seen), number)
        for promise, seen, number in groups.annotate(number=Count("pk"))
    ]
    return table_of(Course("", fate.promised, fate.action, "", number) for fate, number in fates)


def _with_deeds(rows: "RecommendationQuerySet", person: Person) -> Any:
    """With the furthest commitment, and the most that somebody recognised (annotations: hence no type)."""
    promises = Commitment.objects.filter(recommendation=OuterRef("pk"))
    seen = _judged_here(person).order_by(_seen_by_rank())
    return rows.order_by().annotate(
        best_promise=Subquery(promises.order_by(_promises_by_rank()).values("state")[:1]),
        best_seen=Subquery(seen.values("judgement")[:1]),
    )


def _judged_here(person: Person) -> QuerySet[Verification]:
    return judgements_counted(person).filter(recommendation=OuterRef("pk"))


def _fate(promise: str | None, seen: str | None) -> Fate:
    return fate_of([promise] if promise else [], [seen] if seen else [])


def _rank(name: str, order: Collection[str]) -> Case:
    places = (When(**{name: key}, then=Value(place)) for place, key in enumerate(order))
    return Case(*places, default=Value(len(order)), output_field=IntegerField())


def _promises_by_rank() -> Case:
    """The furthest first: done, then running."""
    return _rank("state", [ProgressState.DONE.value, *sorted(RUNNING)])


def _seen_by_rank() -> Case:
    """What shows most action first."""
    return _rank("judgement", [*sorted(SEEN_CLEARLY), "somewhat"])


def _reserved_first() -> Case:
    return _rank("judgement", [one.value for one in RESERVED])


def _by_other() -> Case:
    """0 for who gave the advice, alone or as one of those that were merged; 1 for anybody else."""
    gave = Recommendation.objects.filter(
        merged_into=OuterRef("recommendation"), author=OuterRef("review__author")
    )
    said = Q(recommendation__review__isnull=False) | Q(recommendation__caught__isnull=False)
    own = said & Q(recommendation__author=F("review__author"))
    return Case(
        When(own | Exists(gave), then=Value(0)), default=Value(1), output_field=IntegerField()
    )
