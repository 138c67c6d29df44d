"""The counts of a round's questions are those of its boards, and the page holds twenty plans."""

import pytest
from django.urls import reverse

from reviews.queries.open_questions import questions_of, without_answer
from reviews.queries.questions import boards_of
from sessions.models import RoundPlan
from tests.factories.plans import DossierFactory, VersionFactory, VersionQuestionFactory
from tests.factories.sessions import RoundPlanFactory
from tests.reviews.stage import handed_in, set_stage


@pytest.fixture
def stage(cast):
    return set_stage(cast)


def another_plan(stage, number):
    dossier = DossierFactory(
        edition=stage.cast.edition, region=stage.cast.north, title=f"Theme {number}"
    )
    version = VersionFactory(dossier=dossier)
    VersionQuestionFactory(version=version, position=1)
    return RoundPlanFactory(round=stage.june, version=version, dossier=dossier)


def test_an_answer_makes_a_question_answered_and_a_draft_does_not(stage):
    another_plan(stage, 1)
    asked = questions_of(stage.june, stage.cast.chris)
    before = without_answer(asked, stage.june).count()

    handed_in(stage.ada)

    after = without_answer(asked, stage.june)
    boards = boards_of(
        RoundPlan.objects.filter(round=stage.june).select_related(
            "round__edition", "dossier__region", "version"
        ),
        stage.cast.chris,
    )
    assert (asked.count(), before, after.count()) == (2, 2, 1)
    assert {row.pk for row in after} == {one.row.pk for board in boards for one in board.waiting}


def test_the_page_holds_twenty_plans_and_counts_them_all(stage, login):
    for number in range(24):
        another_plan(stage, number)
    handed_in(stage.ada)
    chris = login(stage.cast.chris)
    url = reverse("reviews:round-questions", args=[stage.june.pk])

    first, second = chris.get(url), chris.get(url, {"page": "2"})
    still_open = chris.get(url, {"answers": "open"})

    assert [len(page.context["shown"]) for page in (first, second, still_open)] == [20, 5, 20]
    assert (first.context["total"], first.context["waiting"]) == (25, 24)
    assert b"answers=open&amp;page=2" in still_open.content or b"page=2&amp;answers=open" in (
        still_open.content
    )
