"""What the demo's reviewers think of each other's answers, and what regions did with them."""

from typing import Any

from core import clock
from front.demo.cast import Cast
from front.demo.dates import Moved
from front.demo.plans import Dossiers
from plans.models import Question
from reviews.actions import give_opinion, set_outcome
from reviews.models import OutcomeKind, Review, Stance
from reviews.queries.question_answers import answers_to_questions
from sessions.models import Round, RoundPlan


def give_opinions(
    rows: list[dict[str, Any]], june: Round, dossiers: Dossiers, cast: Cast, moved: Moved
) -> None:
    """Say of answers of June whether a co-reviewer agrees."""
    for row in rows:
        plan, question = _asked(row, june, dossiers)
        review = Review.objects.get(round_plan=plan, author=cast[row["of"]])
        by = cast[row["by"]]
        with clock.frozen(moved.moment(row["at"])):
            answers = answers_to_questions(by, [review], [question.pk])[review.pk]
            give_opinion(
                review=review,
                key=answers[question.pk].key,
                by=by,
                stance=Stance(row["stance"]),
                remark=row["remark"],
            )


def say_what_was_done(
    rows: list[dict[str, Any]], june: Round, dossiers: Dossiers, cast: Cast, moved: Moved
) -> None:
    """Say what the region did with the answers of June to a question."""
    for row in rows:
        plan, question = _asked(row, june, dossiers)
        with clock.frozen(moved.moment(row["at"])):
            set_outcome(
                plan=plan,
                question=question,
                by=cast[row["by"]],
                kind=OutcomeKind(row["kind"]),
                text=row["text"],
                seen=0,
            )


def _asked(row: dict[str, Any], june: Round, dossiers: Dossiers) -> tuple[RoundPlan, Question]:
    plan = RoundPlan.objects.get(round=june, dossier=dossiers[row["dossier"]])
    asked = plan.version.questions.select_related("question").get(position=row["question"])
    return plan, asked.question
