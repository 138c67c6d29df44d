"""Recommendations with what became of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet

from core.clock import today
from people.models import Person
from reviews.models import (
    Addressee,
    Commitment,
    Evidence,
    Progress,
    ProgressState,
    Recommendation,
    Response,
    Review,
    Verification,
)
from reviews.summary import CrossTable, Fate, cross_table, fate_of

if TYPE_CHECKING:
    from reviews.models.visible import RecommendationQuerySet


def readable(person: Person) -> "RecommendationQuerySet":
    """Given advice that the person may read, with what every page shows of it."""
    return (
        Recommendation.objects.given()
        .visible_to(person)
        .select_related(
            "author__organisation",
            "round_plan__round__edition",
            "round_plan__dossier__region",
            "round_plan__version",
            "review__version",
            "response__given_by",
        )
    )


def judgements_seen_by(person: Person) -> QuerySet[Verification]:
    """What reviewers said of the follow-up, as far as their review may be read."""
    reviews = Review.objects.submitted().visible_to(person)
    rows = Verification.objects.filter(review__in=reviews.values("pk")).exclude(
        judgement="", remark=""
    )
    return rows.select_related(
        "review__author__organisation", "review__round_plan__round__edition"
    ).order_by("review")


def with_fate(rows: "RecommendationQuerySet", person: Person) -> "RecommendationQuerySet":
    """With commitments and judgements at hand: two queries more, whatever the number."""
    return rows.prefetch_related(
        "commitments",
        Prefetch("verifications", queryset=judgements_seen_by(person), to_attr="judged"),
    )


def with_story(rows: "RecommendationQuerySet", person: Person) -> "RecommendationQuerySet":
    """With everything from said to judged."""
    evidence = Evidence.objects.visible_to(person).select_related("added_by")
    commitments = Commitment.objects.select_related("made_by").prefetch_related(
        Prefetch("progress", queryset=Progress.objects.select_related("reported_by")),
        Prefetch("evidence", queryset=evidence),
    )
    return rows.prefetch_related(
        "elements",
        Prefetch("commitments", queryset=commitments),
        Prefetch("verifications", queryset=judgements_seen_by(person), to_attr="judged"),
    )


@dataclass(frozen=True)
class Line:
    """One recommendation in a list."""

    advice: Recommendation
    response: Response | None
    commitments: Sequence[Commitment]
    judged: Sequence[Verification]
    fate: Fate

    @property
    def state(self) -> str:
        """Where it stands, as a key: open, answered, promised, busy, done."""
        if self.fate.action == "yes":
            return "done"
        if self.fate.promised:
            return "busy" if self.fate.action == "busy" else "promised"
        return "answered" if self.response else "open"

    @property
    def late(self) -> bool:
        """Whether a promise is past its day and not finished."""
        finished = (ProgressState.DONE, ProgressState.STOPPED)
        return any(one.due_on < today() and one.state not in finished for one in self.commitments)


def line_of(advice: Recommendation) -> Line:
    """From a row that came with its fate or story."""
    commitments = list(advice.commitments.all())
    judged: list[Verification] = getattr(advice, "judged", [])
    fate = fate_of([one.state for one in commitments], [one.judgement for one in judged])
    return Line(advice, getattr(advice, "response", None), commitments, judged, fate)


def lines_of(rows: Iterable[Recommendation]) -> list[Line]:
    """The same for many."""
    return [line_of(row) for row in rows]


def table_of(lines: Iterable[Line]) -> CrossTable:
    """Promised against done."""
    return cross_table(line.fate for line in lines)


def addressees_in_words(advice: Recommendation) -> list[str]:
    """For whom it is meant."""
    return [str(Addressee(key).label) for key in advice.addressees if key in Addressee.values]
