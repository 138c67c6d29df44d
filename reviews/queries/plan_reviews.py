"""The reviews of one plan in one round, side by side."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from people.models import Person
from reviews.models import Answer, Review
from reviews.queries.advice import Line, lines_of, readable, with_fate
from reviews.queries.reading import reviews_seen_by
from reviews.queries.sheets import schema_of
from reviews.schema import Kind
from reviews.summary import Spread, spread
from sessions.models import RoundPlan


@dataclass(frozen=True)
class CriterionLine:
    """How the answers to one criterion spread."""

    title: str
    help: str
    spread: Spread


@dataclass(frozen=True)
class PlanReviews:
    """What reviewers said of one plan, as far as a reader may know."""

    plan: RoundPlan
    reviews: list[Review]
    criteria: list[CriterionLine]
    advice: list[Line]


def plan_reviews(plan: RoundPlan, person: Person) -> PlanReviews:
    """Reviews, spread and advice of a plan: seven queries, whatever their number."""
    rows = reviews_seen_by(person).filter(round_plan=plan).select_related("form_version")
    reviews = list(rows.order_by("submitted_at", "pk"))
    advice = with_fate(readable(person).filter(round_plan=plan), person)
    return PlanReviews(
        plan, reviews, _criteria(reviews), lines_of(advice.order_by("review", "position"))
    )


def _criteria(reviews: list[Review]) -> list[CriterionLine]:
    """Only criteria with enough answers: fewer would show who gave which."""
    asked = {
        field.key: field
        for row in reviews
        for field in schema_of(row.form_version).fields()
        if field.kind == Kind.SCALE
    }
    values: dict[str, list[Any]] = defaultdict(list)
    if asked:
        for answer in Answer.objects.filter(review__in=reviews, key__in=asked):
            values[answer.key].append(answer.value)
    lines = [
        CriterionLine(str(field.prompt), str(field.help), spread(values[key]))
        for key, field in asked.items()
    ]
    return [line for line in lines if line.spread.shown]
