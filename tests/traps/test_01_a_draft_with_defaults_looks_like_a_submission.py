"""Trap 1 (Janeway #4412): a draft that was saved, even a whole one, was shown as a finished review."""

import pytest
from django.urls import reverse

from notifications.models import Notice
from reviews.actions import save_answers
from reviews.models import Recommendation, Review, ReviewState, Verification
from sessions.queries.states import review_states
from tests.reviews.stage import set_stage, whole_answers


@pytest.fixture
def stage(cast):
    return set_stage(cast)


def write(stage, name):
    return reverse(f"reviews:{name}", args=[stage.ada.pk])


def test_opening_the_form_stores_no_default(stage, login):
    """Nothing is chosen for the reviewer: a page that was only looked at and saved holds no answer."""
    client = login(stage.cast.ada)
    client.get(write(stage, "review-write"))

    client.post(write(stage, "review-save"), {"rev-level": "0", "rev-c1": "0", "rev-kind": "0"})

    assert Review.objects.get().answers.count() == 0


@pytest.mark.parametrize("button", [{}, {"next": "1"}, {"check": "1"}])
def test_no_way_of_saving_hands_in(stage, login, button):
    given = whole_answers(stage.ada)
    save_answers(assignment=stage.ada, by=stage.cast.ada, given=given, seen={})

    login(stage.cast.ada).post(write(stage, "review-save"), button)

    review = Review.objects.get()
    assert (review.state, review.submitted_at) == (ReviewState.DRAFT, None)
    assert (Recommendation.objects.count(), Verification.objects.count()) == (0, 0)
    assert Notice.objects.count() == 0


@pytest.mark.parametrize("name", ["chris", "rob", "eva", "pim", "wim", "sam"])
def test_a_whole_draft_is_no_review_for_anybody_else(stage, name):
    given = whole_answers(stage.ada)
    save_answers(assignment=stage.ada, by=stage.cast.ada, given=given, seen={})
    person = getattr(stage.cast, name)

    assert Review.objects.visible_to(person).count() == 0
    assert review_states(None, [stage.ada.pk])[stage.ada.pk].submitted is False
