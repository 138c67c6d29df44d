"""Trap 16: saying "I agree" counts as a review, or keeps somebody from writing a whole one."""

import pytest
from django.urls import reverse

from reviews.actions import give_opinion, reopen_review, submit_review
from reviews.errors import NotAllowed
from reviews.models import Opinion, Review, Stance
from reviews.queries import tasks_for
from reviews.queries.plan_reviews import plan_reviews
from sessions.models import RoundPlan
from sessions.queries.states import handed_in as submitted_tasks
from tests.reviews.stage import handed_in, set_stage


@pytest.fixture
def stage(cast):
    return set_stage(cast)


def agrees(stage, review):
    key = review.answers.get(key__startswith="answer-").key
    return give_opinion(review=review, key=key, by=stage.cast.eva, stance=Stance.AGREE)


def test_an_opinion_is_no_review_in_any_list_or_count(stage, login):
    review = handed_in(stage.ada)
    own = handed_in(stage.eva)

    agrees(stage, review)

    rows = RoundPlan.objects.select_related("round__edition", "dossier__region", "version")
    found = plan_reviews(rows.get(pk=stage.plan.pk), stage.cast.chris)
    listed = login(stage.cast.chris).get(reverse("reviews:review-list"))
    assert [row.pk for row in found.reviews] == [review.pk, own.pk]
    assert listed.context["page"].paginator.count == 2
    assert submitted_tasks([stage.ada.pk, stage.eva.pk, stage.pim.pk]) == {
        stage.ada.pk,
        stage.eva.pk,
    }


def test_an_opinion_does_not_stand_in_for_the_own_review(stage):
    review = handed_in(stage.ada)

    with pytest.raises(Review.DoesNotExist):
        agrees(stage, review)

    assert [task.kind for task in tasks_for(stage.cast.eva)] == ["review"]
    assert Opinion.objects.count() == 0


def test_who_gave_an_opinion_can_open_and_hand_in_the_own_review_again(stage):
    review = handed_in(stage.ada)
    own = handed_in(stage.eva)
    agrees(stage, review)

    reopen_review(review=own, by=stage.cast.eva)
    again = submit_review(assignment=stage.eva, by=stage.cast.eva)

    assert (again.pk, again.state) == (own.pk, "submitted")


def test_an_opinion_keeps_the_author_from_nothing(stage):
    review = handed_in(stage.ada)
    handed_in(stage.eva)
    agrees(stage, review)

    reopened = reopen_review(review=review, by=stage.cast.ada)

    assert reopened.state == "draft"


def test_nobody_agrees_with_oneself(stage):
    review = handed_in(stage.eva)

    with pytest.raises(NotAllowed):
        agrees(stage, review)
