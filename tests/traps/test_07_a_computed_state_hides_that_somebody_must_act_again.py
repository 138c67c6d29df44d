"""Trap 7: a state that is computed says "answered", and nobody sees that somebody must act again."""

import pytest
from django.urls import reverse

from reviews.actions import (
    merge_recommendations,
    propose_answer,
    reopen_review,
    respond,
    submit_review,
    unmerge_recommendation,
    withdraw_recommendation,
)
from reviews.models import ResponseKind
from reviews.queries.asked import tasks_for
from sessions.models import StepKind
from sessions.queries.states import review_states
from tests.reviews.stage import handed_in, set_stage


@pytest.fixture
def stage(cast):
    return set_stage(cast)


@pytest.fixture
def pair(stage):
    return [handed_in(who).recommendations.get() for who in (stage.ada, stage.eva)]


def asked(stage, person=None):
    """Which advice waits for the lead, by its page."""
    rows = tasks_for(person or stage.cast.rob)
    return sorted(row.url for row in rows if row.kind == "response")


def pages(*rows):
    return sorted(reverse("reviews:recommendation-detail", args=[row.pk]) for row in rows)


def answer(stage, advice, kind, seen=0):
    respond(
        recommendation=advice,
        by=stage.cast.rob,
        kind=ResponseKind(kind),
        reason="Because.",
        seen=seen,
    )


def merge(stage, rows):
    return merge_recommendations(chosen=rows, by=stage.cast.chris, title="One", source="One")


def test_merged_advice_waits_once_and_apart_again_when_it_is_undone(stage, pair):
    stage.at(StepKind.RESPONSE)
    before = asked(stage)
    one = merge(stage, pair)
    together = asked(stage)

    unmerge_recommendation(merged=one, by=stage.cast.chris)

    assert before == pages(*pair)
    assert together == pages(one)
    assert asked(stage) == pages(*pair)


def test_advice_that_is_opened_again_waits_again_when_it_is_handed_in(stage, pair):
    merge(stage, pair)
    reopen_review(review=pair[0].review, by=stage.cast.ada)
    stage.at(StepKind.RESPONSE)
    meanwhile = asked(stage)
    stage.at(StepKind.REVIEW)
    submit_review(assignment=stage.ada, by=stage.cast.ada)
    stage.at(StepKind.RESPONSE)

    assert meanwhile == pages(pair[1])
    assert asked(stage) == pages(*pair)


def test_what_is_left_of_a_merge_waits_when_its_other_half_is_taken_back(stage, pair):
    merge(stage, pair)
    stage.at(StepKind.RESPONSE)

    withdraw_recommendation(recommendation=pair[0], by=stage.cast.ada)

    assert asked(stage) == pages(pair[1])


def test_a_pending_answer_still_waits_for_the_region(stage, pair):
    stage.at(StepKind.RESPONSE)
    answer(stage, pair[0], "pending")
    answer(stage, pair[1], "not")
    waiting = asked(stage)

    answer(stage, pair[0], "adopted", seen=1)

    assert waiting == pages(pair[0])
    assert asked(stage) == []


def test_a_proposal_to_change_a_signed_answer_waits_for_the_lead(stage, pair):
    stage.at(StepKind.RESPONSE)
    for row in pair:
        answer(stage, row, "adopted")

    propose_answer(
        recommendation=pair[0], by=stage.cast.mia, kind="partly", reason="Half of it.", seen=0
    )

    assert asked(stage) == pages(pair[0])
    assert asked(stage, stage.cast.mia) == []


def test_pending_waits_for_the_lead_after_the_step_too_and_the_home_page_says_so(
    stage, pair, login
):
    stage.at(StepKind.RESPONSE)
    answer(stage, pair[0], "pending")
    answer(stage, pair[1], "adopted")
    stage.at(StepKind.FOLLOW_UP)

    home = login(stage.cast.rob).get(reverse("front:home"))

    urls = [task.url for task in home.context["turn"] if task.kind == "response"]
    assert urls == pages(pair[0])
    assert asked(stage) == pages(pair[0])


def test_a_review_that_was_opened_again_is_its_author_s_turn_and_no_longer_handed_in(stage, login):
    review = handed_in(stage.ada)
    before = [row.kind for row in tasks_for(stage.cast.ada)]

    reopen_review(review=review, by=stage.cast.ada)

    home = login(stage.cast.ada).get(reverse("front:home"))
    state = review_states(stage.cast.chris, [stage.ada.pk])[stage.ada.pk]
    assert before == []
    assert [(task.kind, task.url) for task in home.context["turn"]] == [
        ("review", reverse("reviews:review-write", args=[stage.ada.pk]))
    ]
    assert state.submitted is False
