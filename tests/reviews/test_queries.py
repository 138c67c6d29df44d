"""Lists cost the same for one row and for thirty; my turn holds what is asked."""

import datetime

import pytest
from django.urls import reverse

from core.clock import today
from reviews.actions import save_answers
from reviews.models import RoundForm
from reviews.queries import tasks_for
from sessions.models import Capacity, StepKind
from tests.factories.plans import DossierFactory, VersionFactory
from tests.factories.reviews import (
    CommitmentFactory,
    RecommendationFactory,
    ResponseFactory,
    ReviewFactory,
    VerificationFactory,
    seeded,
)
from tests.factories.sessions import AssignmentFactory, RoundPlanFactory
from tests.reviews.stage import handed_in, set_stage


@pytest.fixture
def stage(cast):
    return set_stage(cast)


def many_reviews(stage, count):
    """Reviews of other plans in the same round, each with answered advice and a commitment."""
    for number in range(count):
        dossier = DossierFactory(
            edition=stage.cast.edition, region=stage.cast.south, title=f"Theme {number}"
        )
        plan = RoundPlanFactory(
            round=stage.june, version=VersionFactory(dossier=dossier), dossier=dossier
        )
        add_review(stage, plan)


def add_review(stage, plan):
    review = ReviewFactory(assignment=AssignmentFactory(round_plan=plan), submitted=True)
    advice = RecommendationFactory(review=review)
    ResponseFactory(recommendation=advice)
    CommitmentFactory(recommendation=advice)
    VerificationFactory(recommendation=advice, review=review)
    return review


@pytest.mark.parametrize("count", [1, 30])
def test_review_list(stage, login, django_assert_num_queries, count):
    seeded()
    many_reviews(stage, count)
    client = login(stage.cast.chris)
    client.get(reverse("reviews:review-list"))

    with django_assert_num_queries(12):
        page = client.get(reverse("reviews:review-list"))

    assert page.content.count(b'class="rows__item"') == count


@pytest.mark.parametrize("count", [1, 30])
def test_recommendation_list(stage, login, django_assert_num_queries, count):
    many_reviews(stage, count)
    client = login(stage.cast.chris)
    client.get(reverse("reviews:recommendation-list"))

    with django_assert_num_queries(18):
        page = client.get(reverse("reviews:recommendation-list"))

    assert len(page.context["page"].object_list) == count
    assert page.context["table"].total == count


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(("name", "cost"), [("dossier-follow-up", 19), ("plan-review-list", 24)])
def test_lists_of_one_plan(stage, login, django_assert_num_queries, count, name, cost):
    for _number in range(count):
        add_review(stage, stage.plan)
    url = reverse(
        f"reviews:{name}",
        args=[stage.plan.dossier_id if name == "dossier-follow-up" else stage.plan.pk],
    )
    client = login(stage.cast.chris)
    client.get(url)

    with django_assert_num_queries(cost):
        page = client.get(url)

    assert page.content.count(b"Make one door") == count


@pytest.mark.parametrize("count", [1, 30])
def test_tasks_of_a_lead(stage, django_assert_num_queries, count):
    many_reviews(stage, count)
    for row in stage.june.plans.all():
        CommitmentFactory(dossier=row.dossier, due_on=today())
        for advice in row.recommendations.all():
            advice.response.delete()
    stage.at(StepKind.RESPONSE)

    with django_assert_num_queries(8):
        tasks = tasks_for(stage.cast.rob)

    assert sorted({task.kind for task in tasks}) == ["progress", "response"]


def kinds(person):
    return [task.kind for task in tasks_for(person)]


def test_a_reviewer_is_asked_until_the_review_is_in(stage):
    assert kinds(stage.cast.ada) == ["review"]

    handed_in(stage.ada)

    assert kinds(stage.cast.ada) == []


def test_outside_the_step_no_review_is_asked(stage):
    stage.at(StepKind.SITTING)

    assert kinds(stage.cast.ada) == []


def test_a_lead_is_asked_to_answer_and_a_member_is_not(stage):
    handed_in(stage.ada)
    stage.at(StepKind.RESPONSE)

    assert (kinds(stage.cast.rob), kinds(stage.cast.mia), kinds(stage.cast.sam)) == (
        ["response"],
        [],
        [],
    )


@pytest.mark.parametrize(("days", "asked"), [(-3, ["progress"]), (14, ["progress"]), (15, [])])
def test_the_team_is_asked_for_progress_when_the_day_comes_near(stage, days, asked):
    CommitmentFactory(dossier=stage.plan.dossier, due_on=today() + datetime.timedelta(days=days))

    assert kinds(stage.cast.mia) == asked


def test_a_facilitator_who_chooses_another_form_sees_first_which_drafts_it_touches(stage, login):
    save_answers(assignment=stage.ada, by=stage.cast.ada, given={"core": "x"}, seen={})
    september = seeded("september")
    url = reverse("reviews:round-forms", args=[stage.june.pk])

    response = login(stage.cast.chris).post(url, {Capacity.FRIEND: str(september.pk)})

    move = reverse("reviews:round-forms-move", args=[stage.june.pk])
    assert response["Location"].startswith(move)
    assert RoundForm.objects.count() == 0
    assert stage.ada.review.form_version.form.season == "june"


@pytest.mark.parametrize("name", ["rob", "ada", "pim", "olga", "ben", "sam"])
def test_nobody_else_chooses_forms(stage, login, name):
    url = reverse("reviews:round-forms", args=[stage.june.pk])

    response = login(getattr(stage.cast, name)).post(url, {Capacity.FRIEND: ""})

    assert response.status_code in {403, 404}


def test_choosing_the_default_again_leaves_no_row(stage, login):
    client = login(stage.cast.chris)
    url = reverse("reviews:round-forms", args=[stage.june.pk])
    client.post(url, {Capacity.PEER: str(seeded("september").pk)})

    client.post(url, {Capacity.PEER: ""})

    assert RoundForm.objects.count() == 0


def test_loading_the_forms_twice_changes_nothing(db):
    from reviews.actions import load_forms

    first = [version.pk for version in load_forms()]

    assert [version.pk for version in load_forms()] == first
