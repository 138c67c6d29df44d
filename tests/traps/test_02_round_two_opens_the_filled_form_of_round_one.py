"""Trap 2: the second round opens the form of the first one, with everything filled in."""

import pytest
from django.urls import reverse

from reviews.actions import save_answers
from reviews.models import Review
from reviews.queries.desk import desk_of, task_of
from tests.reviews.stage import handed_in, september_after, set_stage


@pytest.fixture
def stage(cast):
    return set_stage(cast)


def desk(assignment):
    task = task_of(assignment.pk, assignment.person)
    assert task is not None
    return desk_of(task, assignment.person)


def test_september_starts_with_an_empty_form_of_its_own(stage, login):
    june = handed_in(stage.ada, core="WRITTEN IN JUNE")
    later = september_after(stage)

    here = desk(later.ada)
    page = login(stage.cast.ada).get(reverse("reviews:review-write", args=[later.ada.pk]))

    assert (here.review, here.values) == (None, {})
    assert here.sheet.control("core") is not None
    assert page.context["form"]["core"].value() in (None, "")
    assert june.form_version.form.season == "june"


def test_writing_in_september_leaves_june_as_it_was(stage):
    june = handed_in(stage.ada, core="WRITTEN IN JUNE")
    before = dict(june.answers.values_list("key", "value"))
    later = september_after(stage)

    save_answers(assignment=later.ada, by=stage.cast.ada, given={"core": "September"}, seen={})

    september = Review.objects.get(assignment=later.ada)
    june.refresh_from_db()
    assert (june.state, dict(june.answers.values_list("key", "value"))) == ("submitted", before)
    assert (september.state, september.form_version.form.season) == ("draft", "september")
    assert dict(september.answers.values_list("key", "value")) == {"core": "September"}


def test_a_draft_of_june_that_was_never_handed_in_is_not_september_s(stage):
    save_answers(assignment=stage.ada, by=stage.cast.ada, given={"core": "Unfinished"}, seen={})
    later = september_after(stage)

    assert desk(later.ada).values == {}
