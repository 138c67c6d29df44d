"""Reviews and advice at risk: each comes when it should and goes when its cause is gone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core import clock
from notifications.models import Notice
from plans.models import VersionQuestion
from reviews.models import Commitment, Recommendation, Response
from sessions.actions.risks import act_on_risk
from sessions.models import Extension, StepKind
from sessions.queries.progress import progress_of
from sessions.risks.gathering import at_risk, scope_of
from tests.factories.reviews import (
    CommitmentFactory,
    ProgressFactory,
    RecommendationFactory,
    ResponseFactory,
    ReviewFactory,
)
from tests.reviews.stage import handed_in, set_stage

MINUTE = timedelta(minutes=1)


@pytest.fixture
def stage(cast):
    return set_stage(cast)


def risks(stage, at=None):
    with clock.frozen(at or timezone.now()):
        found = at_risk(scope_of(stage.cast.chris, stage.june.edition_id)).open
    return {(line.risk.kind, line.risk.subject): line.risk for line in found}


def do(stage, risk, at=None):
    with clock.frozen(at or timezone.now()):
        return act_on_risk(risk=risk, by=stage.cast.chris)


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("person__name", flat=True))


def due(stage, kind=StepKind.REVIEW):
    return stage.june.steps.get(kind=kind).due_at


# ------------------------------------------------------------------ reviews


def test_a_review_that_is_not_begun_is_at_risk_three_days_before_it_is_due(stage):
    soon, key = due(stage) - timedelta(days=3), ("review-missing", stage.ada.pk)

    found = [key in risks(stage, at) for at in (soon - MINUTE, soon, due(stage) + MINUTE)]

    assert found == [False, True, True]


def test_a_draft_is_enough_until_it_is_due_and_a_review_that_is_in_ends_it(stage):
    key = ("review-missing", stage.ada.pk)
    review = ReviewFactory(assignment=stage.ada)

    assert key not in risks(stage, due(stage) - MINUTE)
    assert key in risks(stage, due(stage) + MINUTE)
    review.state, review.submitted_at = "submitted", timezone.now()
    review.save()
    assert key not in risks(stage, due(stage) + MINUTE)


def test_a_reviewer_is_reminded_and_then_gets_a_week_more(stage):
    before, after = due(stage) - timedelta(days=1), due(stage) + MINUTE
    key = ("review-missing", stage.ada.pk)

    first = risks(stage, before)[key]
    do(stage, first, before)
    second = risks(stage, after + timedelta(days=1))[key]
    do(stage, second, after + timedelta(days=1))

    assert (first.move.verb, second.move.verb) == ("remind", "extend")
    assert told("reviews.review-wanted") == ["Ada"]
    assert Extension.objects.get().person == stage.cast.ada
    assert key not in risks(stage, after + timedelta(days=1))


def test_a_question_that_no_review_answers_is_at_risk_once_reviews_are_due(stage):
    asked = VersionQuestion.objects.get(version=stage.version)
    key, after = ("question-unreviewed", asked.pk), due(stage) + MINUTE

    assert key not in risks(stage, due(stage) - MINUTE)
    assert key in risks(stage, after)
    do(stage, risks(stage, after)[key], after)
    assert told("reviews.question-open") == ["Ada", "Eva", "Pim"]
    handed_in(stage.ada)
    assert key not in risks(stage, after)


# ------------------------------------------------------------------ advice


@pytest.fixture
def advice(stage):
    made = RecommendationFactory(review__assignment=stage.ada, title="Make one door")
    stage.at(StepKind.FOLLOW_UP)
    return made


def test_advice_without_an_answer_is_at_risk_once_the_answer_is_due(stage, advice):
    key = ("answer-late", stage.plan.pk)
    at = due(stage, StepKind.RESPONSE)

    assert key not in risks(stage, at)
    assert key in risks(stage, at + MINUTE)
    do(stage, risks(stage, at + MINUTE)[key], at + MINUTE)
    assert told("reviews.answer-wanted") == ["Mia", "Rob"]
    ResponseFactory(recommendation=advice, given_by=stage.cast.rob)
    assert key not in risks(stage, at + MINUTE)


def test_advice_that_is_taken_over_wants_somebody_who_does_it_within_a_week(stage, advice):
    ResponseFactory(recommendation=advice, given_by=stage.cast.rob, given_at=timezone.now())
    key, week = ("advice-unowned", advice.pk), timezone.now() + timedelta(days=7)

    assert key not in risks(stage, week - MINUTE)
    assert "Make one door" in risks(stage, week + MINUTE)[key].words
    do(stage, risks(stage, week + MINUTE)[key], week + MINUTE)
    assert told("reviews.owner-wanted") == ["Mia", "Rob"]
    CommitmentFactory(recommendation=advice, dossier=stage.plan.dossier)
    assert key not in risks(stage, week + MINUTE)


@pytest.mark.parametrize("kind", ["not", "pending"])
def test_advice_that_is_not_taken_over_wants_nobody(stage, advice, kind):
    Response.objects.create(
        recommendation=advice, kind=kind, reason="No", given_by=stage.cast.rob,
        given_at=timezone.now() - timedelta(days=30),
    )  # fmt: skip

    assert ("advice-unowned", advice.pk) not in risks(stage)


def test_a_commitment_past_its_date_or_in_need_of_attention_is_at_risk_until_it_is_done(
    stage, advice
):
    made = CommitmentFactory(
        recommendation=advice, dossier=stage.plan.dossier, due_on=clock.today()
    )
    key, tomorrow = ("promise-stuck", stage.plan.dossier_id), timezone.now() + timedelta(days=1)

    assert key not in risks(stage)
    assert key in risks(stage, tomorrow)
    do(stage, risks(stage, tomorrow)[key], tomorrow)
    assert told("reviews.promise-asked") == ["Mia", "Rob"]
    Commitment.objects.update(due_on=clock.amsterdam(2100, 1, 1).date(), state="needs_attention")
    ProgressFactory(commitment=made, state="needs_attention", explanation="No money")
    assert key in risks(stage)
    Commitment.objects.update(state="done")
    assert key not in risks(stage)


def test_advice_that_was_taken_back_is_at_no_risk(stage, advice):
    Recommendation.objects.update(withdrawn_at=timezone.now())

    assert ("answer-late", stage.plan.pk) not in risks(stage)


# ------------------------------------------------------------------ the picture


def test_the_picture_counts_plans_reviewers_reviews_and_answers_by_region(stage):
    ReviewFactory(assignment=stage.ada, submitted=True)
    RecommendationFactory(review=stage.ada.review)
    answered = RecommendationFactory(review=stage.ada.review)
    ResponseFactory(recommendation=answered)
    stage.pim.state, stage.pim.answered_at = "sent", None
    stage.pim.save()

    [picture] = progress_of([stage.june], [stage.cast.south, stage.cast.north])

    shares = {row.region.name: [(bar.done, bar.total) for bar in row.bars] for row in picture.rows}
    assert shares == {
        "South": [(1, 1), (2, 3), (1, 2), (1, 2)],
        "North": [(0, 1), (0, 0), (0, 0), (0, 0)],
    }
    assert [(bar.done, bar.total) for bar in picture.bars] == [(1, 2), (2, 3), (1, 2), (1, 2)]
    assert [bar.width for bar in picture.bars] == [50, 66, 50, 50]
