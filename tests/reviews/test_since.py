"""What changed since one's review: one link, from the plan, the task, the desk and the review."""

import pytest
from django.urls import reverse

from reviews.queries.since import Since, since_my_reviews, since_review
from sessions.models import StepKind
from tests.factories.plans import VersionFactory, VersionSectionFactory
from tests.reviews.stage import handed_in, september_after, set_stage


@pytest.fixture
def stage(cast):
    return set_stage(cast)


@pytest.fixture
def review(stage):
    return handed_in(stage.ada)


def link(stage, old, new):
    page = reverse("plans:version-diff", args=[stage.plan.dossier_id, new])
    return f"{page}?old={old}"


def test_nothing_is_told_as_long_as_the_reviewed_version_is_the_newest(stage, review):
    person = stage.cast.ada

    assert since_my_reviews(person, [stage.plan.dossier_id]) == {}
    assert since_review(review, person) is None


def test_a_newer_version_is_told_with_the_link_between_the_two(stage, review):
    dossier = stage.plan.dossier
    VersionFactory(dossier=dossier, number=2)
    VersionFactory(dossier=dossier, number=3)

    found = since_my_reviews(stage.cast.ada, [dossier.pk])

    assert found == {dossier.pk: Since(dossier.pk, 1, 3)}
    assert found[dossier.pk].url == link(stage, 1, 3)


def test_the_newest_of_ones_reviews_counts(stage, review):
    later = september_after(stage)
    VersionFactory(dossier=stage.plan.dossier, number=3)
    handed_in(later.ada)

    found = since_my_reviews(stage.cast.ada, [stage.plan.dossier_id])

    assert found[stage.plan.dossier_id] == Since(stage.plan.dossier_id, 2, 3)


def test_plan_task_desk_and_review_each_have_the_link(login, stage, review):
    later = september_after(stage)
    browser = login(stage.cast.ada)
    pages = [
        reverse("plans:dossier-detail", args=[stage.plan.dossier_id]),
        reverse("plans:version-detail", args=[stage.plan.dossier_id, 2]),
        reverse("reviews:review-list"),
        reverse("reviews:review-write", args=[later.ada.pk]),
        reverse("reviews:review-detail", args=[review.pk]),
    ]

    told = [link(stage, 1, 2) in browser.get(page).content.decode() for page in pages]

    assert told == [True] * 5


def test_a_review_of_an_older_version_says_so_to_every_reader_of_both(cast, login, stage, review):
    VersionFactory(dossier=stage.plan.dossier, number=2)
    stage.at(StepKind.FOLLOW_UP)
    page = reverse("reviews:review-detail", args=[review.pk])

    answers = {name: login(person).get(page) for name, person in cast.everybody().items()}

    read = {name for name, answer in answers.items() if answer.status_code == 200}
    told = {name for name in read if link(stage, 1, 2) in answers[name].content.decode()}
    assert {"ada", "rob", "mia", "chris"} <= told == read


def test_a_version_that_one_may_not_read_is_not_named(cast, login):
    stage = set_stage(cast, level="session")
    review = handed_in(stage.ada)
    VersionSectionFactory(version=VersionFactory(dossier=stage.plan.dossier, number=2))
    page = reverse("reviews:review-detail", args=[review.pk])

    html = login(cast.ada).get(page).content.decode()

    assert since_my_reviews(cast.ada, [stage.plan.dossier_id]) == {}
    assert link(stage, 1, 2) not in html
    assert reverse("plans:version-detail", args=[stage.plan.dossier_id, 2]) not in html


@pytest.mark.parametrize("count", [1, 30])
def test_the_question_takes_as_many_queries_for_one_plan_as_for_thirty(
    stage, review, count, django_assert_num_queries
):
    for number in range(2, count + 2):
        VersionFactory(dossier=stage.plan.dossier, number=number)
    ids = [stage.plan.dossier_id, *range(10**6, 10**6 + count)]
    since_my_reviews(stage.cast.ada, ids)

    with django_assert_num_queries(2):
        since_my_reviews(stage.cast.ada, ids)
