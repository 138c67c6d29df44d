"""Trap 10: a notice keeps the name of somebody, and still shows it when it changed or must be hidden."""

import pytest
from django.urls import reverse

from notifications.models import Notice
from notifications.queries import lines_of
from reviews.actions import merge_recommendations, reopen_review, unmerge_recommendation
from reviews.tasks import tell_teams
from sessions.models import StepKind
from tests.factories.reviews import RecommendationFactory, ReviewFactory
from tests.reviews.stage import handed_in, set_stage


@pytest.fixture
def stage(cast):
    return set_stage(cast)


def sentences(person):
    return [line.text for line in lines_of(Notice.objects.filter(person=person))]


def test_a_notice_holds_no_name_and_reads_as_the_person_is_called_today(stage):
    handed_in(stage.ada)
    (notice,) = Notice.objects.filter(kind="reviews.submitted", person=stage.cast.chris)

    stage.cast.ada.name = "Another name"
    stage.cast.ada.save()

    assert "Ada" not in str(notice.context)
    assert notice.context["who"] == stage.cast.ada.pk
    (sentence,) = sentences(stage.cast.chris)
    assert "Another name" in sentence
    assert "Ada" not in sentence


def test_a_notice_of_a_review_that_is_opened_again_names_nobody_to_who_may_not_know(stage):
    """Rob and Mia read that Ada handed in; when she takes it back to write on, her name goes from there."""
    review = handed_in(stage.ada)
    stage.at(StepKind.SITTING)
    tell_teams()
    before = {name: sentences(getattr(stage.cast, name)) for name in ("rob", "mia")}
    stage.at(StepKind.REVIEW)

    reopen_review(review=review, by=stage.cast.ada)

    after = {name: sentences(getattr(stage.cast, name)) for name in ("rob", "mia")}
    assert all("Ada" in said for (said,) in before.values())
    assert not any("Ada" in sentence for told in after.values() for sentence in told)


def test_the_inbox_itself_shows_the_name_of_today(stage, login):
    handed_in(stage.ada)
    stage.cast.ada.name = "Another name"
    stage.cast.ada.save()

    page = login(stage.cast.chris).get(reverse("notifications:notice-list")).content.decode()

    assert "Another name" in page
    assert "Ada" not in page.partition("<main")[2]


def test_notices_of_a_merge_name_nobody_and_end_with_the_merge(stage):
    pair = [
        RecommendationFactory(review=ReviewFactory(assignment=who, submitted=True))
        for who in (stage.ada, stage.eva)
    ]
    stage.at(StepKind.RESPONSE)
    one = merge_recommendations(chosen=pair, by=stage.cast.chris, title="One", source="One")
    ada = stage.cast.ada
    before = sentences(ada)

    unmerge_recommendation(merged=one, by=stage.cast.chris)

    assert [row.context for row in Notice.objects.filter(person=ada)] == [{}, {}]
    assert len(before) == 1
    assert before[0] not in sentences(ada)
    for name in ("Ada", "Eva", "Chris"):
        assert not any(name in sentence for sentence in before + sentences(ada))
