"""Trap 1 (Janeway #4412): a draft that was saved, even a whole one, was shown as a finished review."""

import pytest
from django.urls import reverse

from notifications.models import Notice
from reviews.actions import save_answers, submit_review
from reviews.models import Recommendation, Review, ReviewState, Verification
from sessions.models import StepKind
from sessions.queries.states import review_states
from tests.reviews.stage import handed_in, set_stage, whole_answers

WORDS = "UNFINISHED WORDS"


@pytest.fixture
def stage(cast):
    return set_stage(cast)


def write(stage, name):
    return reverse(f"reviews:{name}", args=[stage.ada.pk])


def drawn(page):
    """What a browser sends of a form that was opened and not touched."""
    shown = {field.html_name: field.value() for field in page.context["form"]}
    return {name: value for name, value in shown.items() if value not in (None, "", [], False)}


def test_a_form_that_was_only_opened_and_saved_holds_no_answer(stage, login):
    """Nothing is chosen for the reviewer: whatever the page shows as filled in is sent, and nothing is kept."""
    client = login(stage.cast.ada)
    page = client.get(write(stage, "review-write"))

    client.post(write(stage, "review-save"), drawn(page))

    assert page.context["form"].fields.keys() >= {"core", "c1"}
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


def read_by(stage, client):
    """Every page on which somebody reads reviews and advice of this plan."""
    pages = {
        "review-list": [],
        "recommendation-list": [],
        "plan-review-list": [stage.plan.pk],
        "plan-questions": [stage.plan.pk],
        "dossier-follow-up": [stage.plan.dossier_id],
    }
    return b"".join(
        client.get(reverse(f"reviews:{name}", args=args)).content for name, args in pages.items()
    )


def whole_draft(stage):
    """Ada's is whole and kept; Eva and Pim handed in, so nothing of this plan is blind for them."""
    given = whole_answers(stage.ada, core=WORDS, **{"rec-1-title": WORDS})
    save_answers(assignment=stage.ada, by=stage.cast.ada, given=given, seen={})
    handed_in(stage.eva)
    handed_in(stage.pim)


@pytest.mark.parametrize("name", ["chris", "rob", "mia", "eva", "pim", "wim", "sam"])
def test_a_whole_draft_is_no_review_for_anybody_else(stage, login, name):
    whole_draft(stage)
    stage.at(StepKind.SITTING)
    person = getattr(stage.cast, name)

    html = read_by(stage, login(person))

    assert WORDS.encode() not in html
    assert not Review.objects.visible_to(person).filter(assignment=stage.ada).exists()
    assert review_states(None, [stage.ada.pk])[stage.ada.pk].submitted is False


@pytest.mark.parametrize("name", ["chris", "rob", "mia", "eva", "pim"])
def test_the_same_words_are_read_once_they_are_handed_in(stage, login, name):
    whole_draft(stage)
    submit_review(assignment=stage.ada, by=stage.cast.ada)
    stage.at(StepKind.SITTING)

    html = read_by(stage, login(getattr(stage.cast, name)))

    assert WORDS.encode() in html


def test_the_facilitator_sees_that_it_is_being_written(stage, login):
    whole_draft(stage)
    states = review_states(stage.cast.chris, [stage.ada.pk, stage.eva.pk])

    told = [(states[row.pk].submitted, states[row.pk].tone) for row in (stage.ada, stage.eva)]
    assert told == [(False, "info"), (True, "good")]
    assert states[stage.ada.pk].url == ""
