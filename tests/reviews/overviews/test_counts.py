"""What the database counts is what Python counts, piece by piece, and nothing hidden is in it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from reviews.models import (
    Judgement,
    ProgressState,
    Recommendation,
    Response,
    ResponseKind,
    Review,
    ReviewState,
)
from reviews.overviews.flow import NONE, Course, judged_as, table_of
from reviews.queries.advice import lines_of, with_fate
from reviews.queries.advice import table_of as table_of_lines
from reviews.queries.courses import (
    counted_advice,
    courses_of,
    cross_table_of,
    judges_by_region,
    too_few,
)
from reviews.summary import fate_of
from tests.factories.reviews import (
    CommitmentFactory,
    RecommendationFactory,
    ResponseFactory,
    ReviewFactory,
    VerificationFactory,
)
from tests.people import make_cast
from tests.reviews.stage import Stage, september_after, set_stage

JUDGEMENT = st.sampled_from(["", *Judgement.values])
ADVICE = st.fixed_dictionaries(
    {
        "giver": st.integers(0, 2),
        "response": st.sampled_from([None, *ResponseKind.values]),
        "promises": st.lists(st.sampled_from(ProgressState.values), max_size=3),
        "verdicts": st.dictionaries(st.integers(0, 2), JUDGEMENT, max_size=3),
        "withdrawn": st.booleans(),
        "merged": st.booleans(),
    }
)


def reviews_of(stage: Stage) -> list[Review]:
    return [
        ReviewFactory(assignment=one, submitted=True) for one in (stage.ada, stage.eva, stage.pim)
    ]


class TestCountsAgree(TestCase):
    """Random advice, counted by one query and one by one."""

    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(ADVICE, max_size=7))
    def test_sql_and_python_count_the_same(self, given_advice):
        cast = make_cast()
        stage = set_stage(cast)
        given_in = reviews_of(stage)
        judging = reviews_of(september_after(stage))
        expected: list[Course] = []
        for one in given_advice:
            advice = plant(one, given_in, judging)
            if advice is not None:
                expected += advice
        person = cast.chris

        found = courses_of(counted_advice(person), person)

        assert spelled(found) == spelled(expected)
        assert cross_table_of(counted_advice(person), person) == table_of(expected)
        lines = lines_of(with_fate(counted_advice(person), person))
        assert table_of_lines(lines) == table_of(expected)


def spelled(courses: list[Course]) -> dict[tuple[str, bool, str, str], int]:
    """How many of each kind, whatever the order."""
    counts: dict[tuple[str, bool, str, str], int] = {}
    for one in courses:
        key = (one.response, one.promised, one.action.value, one.judged)
        counts[key] = counts.get(key, 0) + one.count
    return counts


def plant(one: dict, given_in: list[Review], judging: list[Review]) -> list[Course] | None:
    """A piece of advice with its fate, perhaps merged or taken back; and what should be counted of it."""
    giver = one["giver"]
    original = RecommendationFactory(review=given_in[giver])
    counted = original
    if one["merged"]:
        counted = Recommendation.objects.create(
            round_plan=original.round_plan,
            author=original.round_plan.tied_by,
            position=1,
            title="Merged",
            source="Merged",
        )
        original.merged_into = counted
        original.save(update_fields=["merged_into"])
    elif one["withdrawn"]:
        original.withdrawn_at = original.created_at
        original.save(update_fields=["withdrawn_at"])
    if one["response"]:
        Response.objects.create(
            recommendation=counted,
            kind=one["response"],
            reason="Because",
            given_by=original.author,
        )
    for state in one["promises"]:
        CommitmentFactory(recommendation=counted, state=state)
    for judge, judgement in one["verdicts"].items():
        VerificationFactory(review=judging[judge], recommendation=counted, judgement=judgement)
    if one["withdrawn"] and not one["merged"]:
        return None
    fate = fate_of(one["promises"], list(one["verdicts"].values()))
    judged = judged_as([(judge == giver, word) for judge, word in one["verdicts"].items()])
    return [Course(one["response"] or NONE, fate.promised, fate.action, judged)]


@pytest.fixture
def stage(cast):
    return set_stage(cast)


@pytest.mark.parametrize("count", [3, 30])
def test_the_cross_table_is_one_query(stage, count):
    review = reviews_of(stage)[0]
    for _one in range(count):
        CommitmentFactory(recommendation=RecommendationFactory(review=review), state="done")
    chris = stage.cast.chris

    with CaptureQueriesContext(connection) as captured:
        table = cross_table_of(counted_advice(chris), chris)

    assert table.total == table.promised == count
    # What the reader has to do with reviews is read apart, and in a request only once.
    about_advice = [one for one in captured if "reviews_recommendation" in one["sql"]]
    assert len(about_advice) == 1


def test_a_draft_is_not_counted(stage):
    draft = ReviewFactory(assignment=stage.ada)
    RecommendationFactory(review=draft)

    for person in stage.cast.everybody().values():
        assert courses_of(counted_advice(person), person) == []


def test_a_hidden_judgement_is_not_counted(stage):
    """Eva's judgement is hers until Ada handed in her own review: blind until submitted."""
    advice = RecommendationFactory(review=ReviewFactory(assignment=stage.ada, submitted=True))
    later = september_after(stage)
    VerificationFactory(
        review=ReviewFactory(assignment=later.eva, submitted=True),
        recommendation=advice,
        judgement="amply",
    )

    def judged(person):
        return [one.judged for one in courses_of(counted_advice(person), person)]

    assert judged(stage.cast.ada) == [NONE]
    assert judged(stage.cast.eva) == ["amply"]
    assert judged(stage.cast.chris) == ["amply"]


def test_a_judgement_that_was_taken_back_is_not_counted(stage):
    advice = RecommendationFactory(review=ReviewFactory(assignment=stage.ada, submitted=True))
    later = september_after(stage)
    review = ReviewFactory(assignment=later.ada, submitted=True)
    VerificationFactory(review=review, recommendation=advice, judgement="not")
    Review.objects.filter(pk=review.pk).update(state=ReviewState.WITHDRAWN, submitted_at=None)
    chris = stage.cast.chris

    assert [one.judged for one in courses_of(counted_advice(chris), chris)] == [NONE]
    assert judges_by_region(counted_advice(chris), chris) == {}


def test_regions_with_too_few_judges_are_not_split():
    assert too_few({1: {1, 2, 3}, 2: {1, 2}}) == {2}
    assert too_few({1: {1, 2, 3}, 2: {1, 2}, 3: {1}}) == {2, 3}
    assert too_few({1: {1, 2, 3}, 2: {1, 2}, 3: {7}}) == frozenset()


def test_what_too_few_judged_is_only_judged(stage):
    advice = RecommendationFactory(review=ReviewFactory(assignment=stage.ada, submitted=True))
    later = september_after(stage)
    review = ReviewFactory(assignment=later.ada, submitted=True)
    VerificationFactory(review=review, recommendation=advice, judgement="not")
    chris = stage.cast.chris
    rows = counted_advice(chris)

    found = courses_of(rows, chris, too_few(judges_by_region(rows, chris)))

    assert [one.judged for one in found] == ["apart"]


def test_a_response_counts_once_for_merged_advice(stage):
    first, second, _third = reviews_of(stage)
    merged = Recommendation.objects.create(
        round_plan=stage.plan, author=stage.cast.chris, position=1, title="Both", source="Both"
    )
    for review in (first, second):
        advice = RecommendationFactory(review=review)
        advice.merged_into = merged
        advice.save(update_fields=["merged_into"])
    ResponseFactory(recommendation=merged, kind="adopted")
    chris = stage.cast.chris

    found = courses_of(counted_advice(chris), chris)

    assert [(one.response, one.count) for one in found] == [("adopted", 1)]
