"""Trap 18 (theoj #174, openreview #430): a button that may not be used, or that vanished without a word."""

import pytest
from django.urls import reverse

from reviews.actions import save_answers
from sessions.models import StepKind
from tests.reviews.stage import handed_in, set_stage, whole_answers

HAND_IN = "Controleer en verstuur"


@pytest.fixture
def stage(cast):
    return set_stage(cast)


def page(stage, login, name="review-write"):
    return login(stage.cast.ada).get(reverse(f"reviews:{name}", args=[stage.ada.pk]))


def off(html, label):
    """The reason that stands under a button that is off, or nothing when it is on or not there."""
    head, found, _tail = html.partition(f'<span class="nl-button__label">{label}</span>')
    button = head.rpartition("<button")[2]
    if not found or 'aria-disabled="true"' not in button:
        return None
    return (
        html.partition(found)[2].partition('class="button-off__reason"')[2].partition("</span>")[0]
    )


@pytest.mark.parametrize("step", [StepKind.PLAN, StepKind.SITTING])
def test_before_and_after_the_step_the_button_is_there_with_its_reason_and_date(stage, login, step):
    stage.at(step)

    reason = off(page(stage, login).content.decode(), HAND_IN)

    assert reason is not None
    assert any(character.isdigit() for character in reason)


def test_in_the_step_the_button_is_on(stage, login):
    html = page(stage, login).content.decode()

    assert HAND_IN in html
    assert off(html, HAND_IN) is None


def test_what_is_missing_keeps_the_last_button_off_and_says_so(stage, login):
    save_answers(assignment=stage.ada, by=stage.cast.ada, given={"core": "Clear"}, seen={})

    html = page(stage, login, "review-check").content.decode()

    assert "Beantwoord eerst wat er nog ontbreekt." in (off(html, "Verstuur review") or "")


def test_a_whole_draft_can_be_handed_in_with_that_button(stage, login):
    given = whole_answers(stage.ada)
    save_answers(assignment=stage.ada, by=stage.cast.ada, given=given, seen={})

    html = page(stage, login, "review-check").content.decode()

    assert off(html, "Verstuur review") is None
    assert reverse("reviews:review-submit", args=[stage.ada.pk]) in html


def test_after_the_step_closed_the_review_can_still_be_seen_to_be_fixed(stage, login):
    review = handed_in(stage.ada)
    stage.at(StepKind.SITTING)

    html = login(stage.cast.ada).get(reverse("reviews:review-detail", args=[review.pk]))

    assert off(html.content.decode(), "Open review opnieuw") is not None


def answer_page(stage, login, advice, name):
    url = reverse("reviews:recommendation-detail", args=[advice.pk])
    return login(getattr(stage.cast, name)).get(url).content.decode()


@pytest.mark.parametrize("name", ["rob", "mia"])
@pytest.mark.parametrize("step", [StepKind.SITTING, StepKind.FOLLOW_UP])
def test_the_region_reads_from_when_and_until_when_it_answers(stage, login, name, step):
    advice = handed_in(stage.ada).recommendations.get()
    stage.at(step)

    reason = off(answer_page(stage, login, advice, name), "Verstuur reactie")

    assert reason is not None
    assert any(character.isdigit() for character in reason)


def test_a_member_sees_that_the_lead_signs_and_promises(stage, login):
    advice = handed_in(stage.ada).recommendations.get()
    stage.at(StepKind.RESPONSE)

    member, lead = (answer_page(stage, login, advice, name) for name in ("mia", "rob"))

    assert "trekker" in (off(member, "Doe toezegging") or "")
    assert "Bewaar voorstel" in member
    assert "Doe toezegging" in lead
    assert off(lead, "Doe toezegging") is None
    assert off(lead, "Onderteken en verstuur reactie") is None
