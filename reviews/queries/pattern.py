"""What somebody's own reviews have in common. Own data only: nobody else's pattern can be asked for."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from people.models import Person
from reviews.checks import is_empty
from reviews.models import (
    AdviceKind,
    Answer,
    Feedback,
    Recommendation,
    ResponseKind,
    Review,
    Verification,
)
from reviews.models.along import writes
from reviews.queries.advice import judgements_seen_by
from reviews.queries.sheets import schema_of
from reviews.schema import Kind
from reviews.summary import FEWEST, SEEN_CLEARLY

PROBING = "probing"  # the field of the forms in the library for one deeper question


@dataclass(frozen=True)
class Share:
    """A part of a whole: a number from three regions on, else a word."""

    label: str
    part: int
    whole: int
    regions: int

    @property
    def in_words(self) -> bool:
        """Whether there is something to tell, and a number would give a region away."""
        return bool(self.whole) and self.regions < FEWEST

    @property
    def words(self) -> str:
        """Few regions would show what one of them did, so then it is a word."""
        if not self.whole:
            return _("nothing to tell yet")
        if self.regions >= FEWEST:
            return _("%(part)d of %(whole)d") % {"part": self.part, "whole": self.whole}
        if self.part in (0, self.whole):
            return _("all of it") if self.part else _("none of it")
        return _("most of it") if self.part * 2 > self.whole else _("some of it")


@dataclass(frozen=True)
class Pattern:
    """What one friend can learn from the own reviews."""

    reviews: list[Review]
    regions: int
    questions: int
    advice: int
    kinds: list[tuple[str, int]]
    answered: list[Share]
    recognised: Share
    feedback: list[Feedback]

    @property
    def in_words(self) -> bool:
        """Whether a share is told in a word, because too few regions are behind it."""
        return any(share.in_words for share in [*self.answered, self.recognised])


def pattern_of(person: Person) -> Pattern:
    """From the reviews that the person handed in, alone or along: six queries, whatever their number."""
    reviews = list(
        Review.objects.submitted()
        .filter(writes(person))
        .select_related(
            "author__organisation",
            "form_version",
            "version",
            "round_plan__round__edition",
            "round_plan__dossier__region",
        )
        .order_by("-submitted_at", "-pk")
    )
    advice = _advice_in(reviews, person)
    feedback = Feedback.objects.visible_to(person).filter(review__in=reviews)
    return Pattern(
        reviews=reviews,
        regions=len({review.round_plan.dossier.region_id for review in reviews}),
        questions=_questions_in(reviews),
        advice=len(advice),
        kinds=_kinds(advice),
        answered=_answered(advice),
        recognised=_recognised(advice),
        feedback=list(
            feedback.select_related(
                "review__version", "review__round_plan__dossier__region"
            ).order_by("-given_at", "-pk")
        ),
    )


def _advice_in(reviews: list[Review], person: Person) -> list[Recommendation]:
    """Each with `told`: the merged one that is answered for it, or itself."""
    judged = Prefetch("verifications", queryset=judgements_seen_by(person), to_attr="judged")
    merged = Recommendation.objects.select_related("response").prefetch_related(judged)
    rows = Recommendation.objects.given().filter(review__in=reviews)
    return list(
        rows.select_related("response", "round_plan__dossier").prefetch_related(
            judged, Prefetch("merged_into", queryset=merged)
        )
    )


def _told(advice: Recommendation) -> Recommendation:
    return advice.merged_into or advice


def _questions_in(reviews: list[Review]) -> int:
    keys: set[str] = set()
    for review in reviews:
        for asked in schema_of(review.form_version).fields():
            if asked.kind == Kind.CLARIFYING_QUESTIONS:
                keys |= {f"{asked.key}-{number}" for number in range(1, (asked.maximum or 5) + 1)}
            elif asked.key == PROBING:
                keys.add(asked.key)
    values = Answer.objects.filter(review__in=reviews, key__in=keys).values_list("value", flat=True)
    return sum(not is_empty(value) for value in values)


def _kinds(advice: list[Recommendation]) -> list[tuple[str, int]]:
    counts = Counter(row.kind for row in advice)
    return [(str(kind.label), counts[kind]) for kind in AdviceKind if counts[kind]]


def _regions(rows: Iterable[Recommendation]) -> int:
    return len({row.round_plan.dossier.region_id for row in rows})


def _answered(advice: list[Recommendation]) -> list[Share]:
    rows = [(row, _told(row).response.kind) for row in advice if hasattr(_told(row), "response")]
    regions = _regions(row for row, _kind in rows)
    counts = Counter(kind for _row, kind in rows)
    return [Share(str(kind.label), counts[kind], len(rows), regions) for kind in ResponseKind]


def _judgements(advice: Recommendation) -> list[str]:
    rows: list[Verification] = getattr(advice, "judged", [])
    return [row.judgement for row in rows]


def _recognised(advice: list[Recommendation]) -> Share:
    every = [(row, _judgements(_told(row))) for row in advice]
    judged = [(row, found) for row, found in every if any(found)]
    clearly = sum(any(one in SEEN_CLEARLY for one in found) for _row, found in judged)
    regions = _regions(row for row, _found in judged)
    return Share(_("follow-up recognised"), clearly, len(judged), regions)
