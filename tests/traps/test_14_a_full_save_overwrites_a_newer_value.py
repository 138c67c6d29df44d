"""Trap 14 (qnop ADR-0030): a form that was opened earlier wrote back all its old values."""

import pytest
from django.urls import reverse

from reviews.actions import save_answers
from reviews.models import Answer, Review
from reviews.text_form import digest
from tests.reviews.stage import set_stage


@pytest.fixture
def stage(cast):
    stage = set_stage(cast)
    given = {"core": "First", "wish": "A wish", "c1": "3"}
    save_answers(assignment=stage.ada, by=cast.ada, given=given, seen={})
    return stage


def old_page(**typed):
    """A page from before the other window wrote, with what was typed in it since."""
    drawn = {"core": "First", "wish": "A wish", "c1": 3}
    page = {}
    for key, value in drawn.items():
        page |= {key: typed.get(key, value), f"rev-{key}": "1", f"was-{key}": digest(value)}
    return page


def newer(stage, **given):
    save_answers(assignment=stage.ada, by=stage.cast.ada, given=given, seen=dict.fromkeys(given, 1))


def kept():
    return dict(Answer.objects.values_list("key", "value"))


def test_an_old_page_writes_only_what_was_changed_on_it(stage, login):
    newer(stage, core="Second", c1="5")

    login(stage.cast.ada).post(
        reverse("reviews:review-save", args=[stage.ada.pk]), old_page(wish="Another wish")
    )

    assert kept() == {"core": "Second", "wish": "Another wish", "c1": 5}


def test_what_was_changed_on_both_stands_side_by_side_and_nothing_is_written(stage, login):
    newer(stage, core="Second")

    response = login(stage.cast.ada).post(
        reverse("reviews:review-save", args=[stage.ada.pk]),
        old_page(core="Third", wish="Another wish"),
    )

    assert response.status_code == 409
    assert all(words in response.content for words in (b"Second", b"Third", b"Another wish"))
    assert kept() == {"core": "Second", "wish": "A wish", "c1": 3}


def test_a_save_writes_the_rows_that_differ_and_no_others(stage):
    before = dict(Answer.objects.values_list("key", "revision"))
    revision = Review.objects.get().revision

    save_answers(
        assignment=stage.ada,
        by=stage.cast.ada,
        given={"core": "First", "wish": "Other"},
        seen={"core": 1, "wish": 1},
    )
    save_answers(assignment=stage.ada, by=stage.cast.ada, given={"core": "First"}, seen={"core": 1})

    assert dict(Answer.objects.values_list("key", "revision")) == before | {"wish": 2}
    assert Review.objects.get().revision == revision + 1
