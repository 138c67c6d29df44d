"""One page from June to September: each part of the story with its moment, its people and its evidence."""

from datetime import timedelta

import pytest
from django.urls import reverse

from core import clock
from reviews.actions import merge_recommendations
from reviews.models import Verification
from reviews.queries.story import story_of
from sessions.models import RoundStep, StepKind
from tests.factories.reviews import (
    CommitmentFactory,
    EvidenceFactory,
    ProgressFactory,
    RecommendationFactory,
    ResponseFactory,
    ReviewFactory,
)
from tests.reviews.stage import september_after, set_stage


@pytest.fixture
def stage(cast):
    return set_stage(cast)


@pytest.fixture
def advice(stage):
    return RecommendationFactory(review=ReviewFactory(assignment=stage.ada, submitted=True))


def days(number):
    return clock.now() - timedelta(days=number)


def test_each_part_carries_its_moment(stage, advice):
    promised, later, reported, shown, judged = (days(n) for n in (9, 8, 6, 5, 1))
    promise = CommitmentFactory(recommendation=advice, made_at=promised)
    CommitmentFactory(recommendation=advice, made_at=later)
    ProgressFactory(commitment=promise, reported_at=reported)
    EvidenceFactory(commitment=promise, added_at=shown)
    september = september_after(stage)
    review = ReviewFactory(assignment=september.ada, submitted=True)
    type(review).objects.filter(pk=review.pk).update(submitted_at=judged)
    Verification.objects.create(review=review, recommendation=advice, judgement="clearly")

    story = story_of(advice, stage.cast.ada)

    assert story.said_at == advice.review.submitted_at
    assert (story.promised_at, story.done_at, story.judged_at) == (promised, shown, judged)


def test_what_has_not_happened_has_no_moment(stage, advice):
    story = story_of(advice, stage.cast.ada)

    assert (story.promised_at, story.done_at, story.judged_at) == (None, None, None)


def test_merged_advice_was_said_when_the_first_of_its_originals_was(stage, advice):
    other = RecommendationFactory(review=ReviewFactory(assignment=stage.eva, submitted=True))
    type(other.review).objects.filter(pk=other.review_id).update(submitted_at=days(20))
    stage.at(StepKind.RESPONSE)

    one = merge_recommendations(
        chosen=[advice, other], by=stage.cast.chris, title="One", source="One"
    )

    other.review.refresh_from_db()
    assert story_of(one, stage.cast.chris).said_at == other.review.submitted_at


@pytest.mark.parametrize("published", [True, False])
def test_the_page_says_until_when_september_judges(stage, advice, login, published):
    september = september_after(stage)
    if not published:
        type(september.june).objects.filter(pk=september.june.pk).update(
            published_at=None, published_by=None
        )
    due = RoundStep.objects.get(round=september.june, kind=StepKind.REVIEW).due_at

    client = login(stage.cast.rob)
    client.cookies["django_language"] = "en"

    page = client.get(reverse("reviews:recommendation-detail", args=[advice.pk]))

    assert page.context["story"].judging_until == (due if published else None)
    assert ("Judge before" in page.content.decode()) is published


def test_advice_of_september_waits_for_no_judgement_in_september(stage, login):
    september = september_after(stage)
    given = RecommendationFactory(review=ReviewFactory(assignment=september.ada, submitted=True))
    client = login(stage.cast.ada)
    client.cookies["django_language"] = "en"

    page = client.get(reverse("reviews:recommendation-detail", args=[given.pk])).content.decode()

    assert "This advice is from September; a later round looks back on it." in page
    assert "In the September round the giver" not in page


def test_the_form_of_september_shows_evidence_as_evidence(stage, advice, login):
    promise = CommitmentFactory(recommendation=advice)
    ResponseFactory(recommendation=advice)
    EvidenceFactory(
        commitment=promise,
        kind="link",
        url="https://example.org/door",
        text="The door",
        source="News",
    )
    EvidenceFactory(commitment=promise, kind="number", amount=12, unit="firms", text="helped")
    september = september_after(stage)

    page = login(stage.cast.ada).get(reverse("reviews:review-write", args=[september.ada.pk]))

    html = page.content.decode()
    assert 'href="https://example.org/door"' in html
    assert "<strong>12 firms</strong> helped" in html
    assert "News" in html
