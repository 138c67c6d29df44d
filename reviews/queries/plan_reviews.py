"""The reviews of one plan in one round, side by side."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from people.models import Person
from plans.models import Version
from reviews.models import Review
from reviews.queries.advice import IN_ORDER, Line, lines_of, listed, with_fate
from reviews.queries.questions import Board, brief_of
from reviews.queries.readers import answers_read_by
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
    board: Board | None = None  # the region's questions, where the reader may read the plan


def plan_reviews(plan: RoundPlan, person: Person) -> PlanReviews:
    """Reviews, questions, spread and advice of a plan: fifteen queries, whatever their number."""
    rows = reviews_seen_by(person).filter(round_plan=plan).select_related("form_version")
    reviews = list(rows.order_by("submitted_at", "pk"))
    advice = with_fate(listed(person).filter(round_plan=plan), person)
    may_read = Version.objects.visible_to(person).filter(pk=plan.version_id).exists()
    return PlanReviews(
        plan,
        reviews,
        _criteria(reviews, person),
        lines_of(advice.order_by(*IN_ORDER)),
        brief_of(plan, person, reviews) if may_read else None,
    )


def _criteria(reviews: list[Review], person: Person) -> list[CriterionLine]:
    """Only criteria with enough answers: fewer would show who gave which."""
    asked = {
        field.key: field
        for row in reviews
        for field in schema_of(row.form_version).fields()
        if field.kind == Kind.SCALE
    }
    values: dict[str, list[Any]] = defaultdict(list)
    if asked:
        for answers in answers_read_by(person, reviews).values():
            for key in asked.keys() & answers.keys():
                values[key].append(answers[key].value)
    lines = [
        CriterionLine(str(field.prompt), str(field.help), spread(values[key]))
        for key, field in asked.items()
    ]
    return [line for line in lines if line.spread.shown]
