"""Trap 10: a notice keeps the name of somebody, and still shows it when it changed or must be hidden."""

import pytest

from notifications.models import Notice
from notifications.queries import lines_of
from reviews.actions import merge_recommendations, reopen_review, unmerge_recommendation
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
    review = handed_in(stage.ada)
    handed_in(stage.eva)
    reopen_review(review=review, by=stage.cast.ada)

    told = sentences(stage.cast.rob) + sentences(stage.cast.eva)

    assert told == []


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
