"""Recommendations with what became of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import F, Model, Prefetch, QuerySet

from core.clock import today
from people.levels import Level
from people.models import Person
from reviews.difference import Claim, Difference, Judged, difference
from reviews.models import (
    Addressee,
    Commitment,
    Evidence,
    Progress,
    ProgressState,
    Recommendation,
    Response,
    ResponseKind,
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


def listed(person: Person) -> "RecommendationQuerySet":
    """The same, each once: what was merged is folded under the merged one."""
    return readable(person).current()


# By plan: first merged advice and that of sittings, then as it stands in the reviews.
IN_ORDER = (F("review").asc(nulls_first=True), "position", "pk")


def originals_seen_by(person: Person) -> Prefetch:
    """What was merged in each, as far as it may be read."""
    rows = Recommendation.objects.given().visible_to(person)
    return Prefetch(
        "originals",
        queryset=rows.select_related("author__organisation", "review").order_by("pk"),
        to_attr="told",
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
    """With commitments, judgements and originals at hand: four queries more, whatever the number."""
    return rows.prefetch_related(
        "commitments",
        "elements",
        originals_seen_by(person),
        Prefetch("verifications", queryset=judgements_seen_by(person), to_attr="judged"),
        Prefetch("told__verifications", queryset=judgements_seen_by(person), to_attr="judged_so"),
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
        originals_seen_by(person),
        Prefetch("commitments", queryset=commitments),
        Prefetch("verifications", queryset=judgements_seen_by(person), to_attr="judged"),
        Prefetch("told__verifications", queryset=judgements_seen_by(person), to_attr="judged_so"),
    ).select_related("caught__item")


def givers_of(advice: Recommendation) -> list[Person]:
    """Who gave it, of a row that came with its originals (`originals_seen_by`)."""
    if not advice.is_merged:
        return [advice.author]
    told: list[Recommendation] = getattr(advice, "told", [])
    return list({one.author_id: one.author for one in told}.values())


def given_at(advice: Recommendation) -> datetime:
    """When it was handed in or confirmed, of a row that came with its review; of merged advice when it was merged."""
    handed_in = advice.review.submitted_at if advice.review else None
    return handed_in or advice.confirmed_at or advice.created_at


def level_of(advice: Recommendation) -> str:
    """How far it is shared, of a row that came with its review: what was caught in a sitting stays in the session."""
    return advice.review.level if advice.review else Level.SESSION


def names_of_givers(advice: Recommendation) -> str:
    """Their names in one line."""
    return ", ".join(person.name for person in givers_of(advice))


def came_with(row: Model, name: str) -> bool:
    """Whether a row was read together with these, so that asking for them costs nothing."""
    return name in getattr(row, "_prefetched_objects_cache", {})


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
    def originals(self) -> list[Recommendation]:
        """What was merged in it, as far as the reader may read it."""
        told: list[Recommendation] = getattr(self.advice, "told", [])
        return told

    @property
    def given_by(self) -> list[Person]:
        """Who gave it: the reviewer, or all of those whose advice was merged."""
        return givers_of(self.advice)

    @property
    def addressees(self) -> list[str]:
        """For whom it is meant, in words."""
        return addressees_in_words(self.advice)

    @property
    def is_waiting(self) -> bool:
        """Whether the region has to say something: nothing was said, or only that it is pending."""
        return self.response is None or self.response.kind == ResponseKind.PENDING

    @property
    def claim(self) -> Claim:
        """What the region itself says of it; evidence counts where it came along."""
        return Claim(
            self.response.kind if self.response else "",
            tuple(one.state for one in self.commitments),
            sum(len(one.evidence.all()) for one in self.commitments if came_with(one, "evidence")),
        )

    @property
    def beside(self) -> Difference:
        """What reviewers recognise beside what the region says, and what differs."""
        gave = {person.pk for person in self.given_by}
        voices = [
            Judged(
                one.review.author.name,
                one.judgement,
                one.review.author_id in gave,
                one.remark,
                one.review.submitted_at,
            )
            for one in self.judged
        ]
        return difference(self.claim, voices)

    @property
    def late(self) -> bool:
        """Whether a promise is past its day and not finished."""
        finished = (ProgressState.DONE, ProgressState.STOPPED)
        return any(one.due_on < today() and one.state not in finished for one in self.commitments)


def line_of(advice: Recommendation) -> Line:
    """From a row that came with its fate or story."""
    commitments = list(advice.commitments.all())
    judged: list[Verification] = list(getattr(advice, "judged", []))
    fate = fate_of([one.state for one in commitments], [one.judgement for one in judged])
    for original in getattr(advice, "told", []):  # what was said of it before it was merged
        judged += getattr(original, "judged_so", [])
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
