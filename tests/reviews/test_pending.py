"""What a region left pending can be decided after the step, until the edition ends."""

import datetime

import pytest
from django.urls import reverse

from core import clock
from reviews.actions import propose_answer, respond
from reviews.errors import RowChanged, StepClosed
from reviews.models import Response, ResponseKind
from reviews.queries.asked import tasks_for
from reviews.queries.story import story_of
from sessions.models import StepKind
from tests.factories.programme import StepFactory
from tests.factories.reviews import RecommendationFactory, ResponseFactory, ReviewFactory
from tests.reviews.stage import set_stage


@pytest.fixture
def stage(cast):
    return set_stage(cast)


@pytest.fixture
def advice(stage):
    given = RecommendationFactory(review=ReviewFactory(assignment=stage.ada, submitted=True))
    stage.at(StepKind.FOLLOW_UP)
    return given


def left(stage, advice, kind="pending", **more):
    """What the region said before the step closed."""
    return ResponseFactory(
        recommendation=advice, kind=kind, reason="Later.", given_by=stage.cast.rob, **more
    )


def decide(stage, advice, kind="adopted", seen=1):
    return respond(
        recommendation=advice, by=stage.cast.rob, kind=ResponseKind(kind), reason="", seen=seen
    )


def asked(person):
    return [(row.action, row.due_at) for row in tasks_for(person) if row.kind == "response"]


def url(page, advice):
    return reverse(f"reviews:{page}", args=[advice.pk])


def test_the_lead_is_asked_to_decide_and_does_so_on_the_page(stage, advice, login):
    left(stage, advice)
    before = asked(stage.cast.rob)
    client = login(stage.cast.rob)
    shown = client.get(url("recommendation-detail", advice)).context["story"].next

    client.post(
        url("recommendation-respond", advice), {"kind": "not", "reason": "No.", "revision": "1"}
    )

    answer = Response.objects.get()
    assert [due for _action, due in before] == [None]
    assert shown.url == "#answer"
    assert (answer.kind, answer.reason, answer.revision) == ("not", "No.", 2)
    assert asked(stage.cast.rob) == []


@pytest.mark.parametrize("late", [True, False])
def test_deciding_later_leaves_whether_the_answer_was_late(stage, advice, late):
    left(stage, advice, is_late=late)

    decide(stage, advice)

    assert Response.objects.get().is_late is late


def test_what_is_decided_stays_decided(stage, advice):
    left(stage, advice)
    decide(stage, advice)

    with pytest.raises(StepClosed):
        respond(
            recommendation=advice,
            by=stage.cast.rob,
            kind=ResponseKind.NOT,
            reason="After all.",
            seen=2,
        )

    assert Response.objects.get().kind == "adopted"


@pytest.mark.parametrize("kind", ["adopted", "partly", "not"])
def test_only_a_pending_answer_can_be_changed_after_the_step(stage, advice, kind):
    left(stage, advice, kind)

    with pytest.raises(StepClosed):
        decide(stage, advice, "adopted" if kind != "adopted" else "pending")

    assert asked(stage.cast.rob) == []


def test_before_its_step_opens_nothing_is_decided(stage, advice):
    left(stage, advice)
    stage.at(StepKind.SITTING)

    with pytest.raises(StepClosed):
        decide(stage, advice)


def test_a_stale_page_decides_nothing(stage, advice):
    left(stage, advice, revision=2)

    with pytest.raises(RowChanged):
        decide(stage, advice, seen=1)


def test_a_member_proposes_the_decision_and_the_lead_signs_it(stage, advice):
    left(stage, advice)

    propose_answer(recommendation=advice, by=stage.cast.mia, kind="not", reason="No.", seen=0)

    assert story_of(advice, stage.cast.mia).next.url == "#answer"
    assert [due for _action, due in asked(stage.cast.rob)] == [None]


def test_when_the_edition_is_over_it_stays_pending(stage, advice):
    left(stage, advice)
    ends = clock.today() + datetime.timedelta(days=3)
    StepFactory(edition=stage.cast.edition, number=6, planned_end=ends)
    before = asked(stage.cast.rob)

    with clock.frozen(clock.now() + datetime.timedelta(days=5)):
        after = asked(stage.cast.rob)
        with pytest.raises(StepClosed):
            decide(stage, advice)

    assert (len(before), after) == (1, [])
    assert Response.objects.get().kind == "pending"


@pytest.mark.parametrize("name", ["mia", "chris", "ada", "eva", "pim", "wim", "olga", "sam"])
def test_nobody_else_decides(stage, advice, login, name):
    left(stage, advice)

    post = login(getattr(stage.cast, name)).post(
        url("recommendation-respond", advice), {"kind": "adopted", "revision": "1"}
    )

    assert post.status_code in {403, 404}
    assert Response.objects.get().kind == "pending"


@pytest.mark.parametrize("count", [1, 30])
def test_my_turn_takes_the_same_queries_for_one_and_thirty(
    stage, advice, django_assert_num_queries, count
):
    review = advice.review
    rows = [
        advice,
        *(RecommendationFactory(review=review, position=2 + n) for n in range(count - 1)),
    ]
    for row in rows:
        left(stage, row)
    tasks_for(stage.cast.rob)

    with django_assert_num_queries(9):
        found = asked(stage.cast.rob)

    assert len(found) == count
