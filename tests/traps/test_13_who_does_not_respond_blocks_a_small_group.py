"""Trap 13: one person who does not respond keeps a small group from finishing."""

import pytest
from django.urls import reverse
from django.utils import translation

from reviews.models import Review
from reviews.queries import tasks_for
from sessions.models import StepKind
from tests.reviews.shared import colleague, invited, written
from tests.reviews.stage import handed_in, set_stage


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def login(login):
    """In English, as the words below are."""

    def english(person):
        client = login(person)
        client.cookies["django_language"] = "en"
        return client

    return english


@pytest.fixture
def stage(cast):
    return set_stage(cast)


@pytest.fixture
def silent(stage):
    """Asked to write along; never signs, never writes."""
    person = colleague(stage, "Silent")
    invited(stage, person)
    return person


def test_a_review_is_handed_in_without_the_signature_of_who_is_silent(stage, silent, login):
    written(stage.pim)

    login(stage.cast.pim).post(reverse("reviews:review-submit", args=[stage.pim.pk]))

    assert Review.objects.get().state == "submitted"
    assert tasks_for(silent) == []


def test_the_page_says_who_did_not_sign_and_that_it_does_not_matter(stage, silent, login):
    written(stage.pim)

    page = login(stage.cast.pim).get(reverse("reviews:review-check", args=[stage.pim.pk]))

    words = page.content.decode()
    assert "Silent" in words
    assert "You can hand it in all the same." in words


def test_who_is_silent_keeps_nobody_else_from_reading(stage, silent, login):
    """Pim's review is in without the signature, so he reads Ada's; who never wrote stays blind alone."""
    review = handed_in(stage.ada)
    written(stage.pim)
    before = Review.objects.visible_to(stage.cast.pim).filter(pk=review.pk).exists()

    login(stage.cast.pim).post(reverse("reviews:review-submit", args=[stage.pim.pk]))

    page = login(stage.cast.pim).get(reverse("reviews:review-detail", args=[review.pk]))
    blind = login(stage.cast.eva).get(reverse("reviews:review-detail", args=[review.pk]))
    assert before is False
    assert (page.status_code, blind.status_code) == (200, 404)


def test_a_reviewer_who_never_hands_in_does_not_stop_the_region(stage, silent):
    handed_in(stage.ada)
    stage.at(StepKind.RESPONSE)

    assert [task.kind for task in tasks_for(stage.cast.rob)] == ["response"]
    assert Review.objects.visible_to(stage.cast.rob).exists()
