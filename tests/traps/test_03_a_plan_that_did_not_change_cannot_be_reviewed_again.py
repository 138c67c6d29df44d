"""Trap 3: the second round refuses, because the plan did not change."""

import pytest
from django.urls import reverse

from reviews.actions import save_answers
from reviews.models import Review, ReviewState
from reviews.queries.desk import DeskState, desk_of, task_of
from sessions.actions import tie_plan
from sessions.models import Capacity, Season, StepKind
from tests.factories.sessions import AssignmentFactory, RoundFactory, steps_around
from tests.reviews.stage import handed_in, set_stage, whole_answers


@pytest.fixture
def stage(cast):
    return set_stage(cast)


def same_version_in_september(stage):
    cast = stage.cast
    stage.at(StepKind.FOLLOW_UP)
    september = RoundFactory(edition=cast.edition, season=Season.SEPTEMBER, created_by=cast.chris)
    steps_around(september, StepKind.REVIEW)
    plan = tie_plan(round=september, dossier=stage.plan.dossier, by=cast.chris)
    return AssignmentFactory(
        round_plan=plan, person=cast.ada, capacity=Capacity.FRIEND, planned_by=cast.chris
    )


def test_the_same_version_is_reviewed_a_second_time(stage):
    june = handed_in(stage.ada)
    advice = june.recommendations.get()
    asked = same_version_in_september(stage)

    task = task_of(asked.pk, stage.cast.ada)
    assert task is not None
    state = desk_of(task, stage.cast.ada).state
    review = handed_in(asked, **{f"verify-{advice.pk}": "not"})

    assert state == DeskState.OPEN
    assert (review.state, review.version) == (ReviewState.SUBMITTED, june.version)
    assert [row.judgement for row in review.verifications.all()] == ["not"]


def test_a_region_that_did_nothing_at_all_is_judged_all_the_same(stage):
    advice = handed_in(stage.ada).recommendations.get()
    asked = same_version_in_september(stage)

    review = handed_in(asked, **{f"verify-{advice.pk}": "overtaken"})

    assert review.verifications.get().judgement == "overtaken"


def test_the_pages_open_save_and_hand_in_as_for_a_new_version(stage, login):
    june = handed_in(stage.ada)
    asked = same_version_in_september(stage)
    client = login(stage.cast.ada)
    verdict = {f"verify-{june.recommendations.get().pk}": "somewhat"}

    page = client.get(reverse("reviews:review-write", args=[asked.pk]))
    save_answers(
        assignment=asked, by=stage.cast.ada, given=whole_answers(asked, **verdict), seen={}
    )
    sent = client.post(reverse("reviews:review-submit", args=[asked.pk]))

    review = Review.objects.get(assignment=asked)
    assert (page.status_code, page.context["desk"].state) == (200, DeskState.OPEN)
    assert sent.status_code == 302
    assert (review.state, review.version_id) == ("submitted", june.version_id)


def test_facilitators_tie_the_same_version_on_the_page(stage, login):
    """The round takes a plan whose newest version is the one that June reviewed."""
    cast = stage.cast
    stage.at(StepKind.FOLLOW_UP)
    september = RoundFactory(edition=cast.edition, season=Season.SEPTEMBER, created_by=cast.chris)
    steps_around(september, StepKind.PLAN)

    login(cast.chris).post(reverse("sessions:plan-tie", args=[september.pk, stage.plan.dossier_id]))

    assert [plan.version for plan in september.plans.all()] == [stage.plan.version]
