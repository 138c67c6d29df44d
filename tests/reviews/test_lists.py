"""The state of advice that the database is asked for is the state that its line shows."""

import itertools

import pytest
from django.urls import reverse

from reviews.queries.lists import STATES, Filters, page_of_lines, rows_for
from sessions.models import StepKind
from tests.factories.reviews import (
    CommitmentFactory,
    RecommendationFactory,
    ResponseFactory,
    ReviewFactory,
    VerificationFactory,
)
from tests.reviews.stage import set_stage


@pytest.fixture
def stage(cast):
    return set_stage(cast)


def everything(stage):
    """Each response with each set of promises and each judgement, once."""
    review = ReviewFactory(assignment=stage.ada, submitted=True)
    judge = ReviewFactory(assignment=stage.eva, submitted=True)
    promises = [(), ("done",), ("not_started", "done"), ("on_schedule",), ("stopped",)]
    rows = itertools.product(["", "adopted", "pending"], promises, ["", "somewhat", "amply"])
    for kind, states, judgement in rows:
        advice = RecommendationFactory(review=review)
        if kind:
            reason = "" if kind == "adopted" else "Later"
            ResponseFactory(recommendation=advice, kind=kind, reason=reason)
        for state in states:
            CommitmentFactory(recommendation=advice, state=state)
        if judgement:
            VerificationFactory(review=judge, recommendation=advice, judgement=judgement)
    stage.at(StepKind.SITTING)


@pytest.mark.parametrize("name", ["chris", "rob"])
def test_every_state_that_is_asked_is_the_state_that_is_shown(stage, name):
    everything(stage)
    person = getattr(stage.cast, name)

    def lines(state):
        return [
            line
            for number in range(1, 3)
            for line in page_of_lines(
                person, rows_for(person, Filters(state=state)), str(number)
            ).object_list
        ]

    whole = {line.advice.pk: line for line in lines("")}
    shown = {state: {pk for pk, line in whole.items() if line.state == state} for state in STATES}
    shown["pending"] = {
        pk for pk, line in whole.items() if line.response and line.response.kind == "pending"
    }

    assert len(whole) == 45
    assert {state: {line.advice.pk for line in lines(state)} for state in STATES} == shown


def test_the_table_beside_the_list_counts_all_of_it_and_the_page_shows_thirty(stage, login):
    everything(stage)

    page = login(stage.cast.chris).get(reverse("reviews:recommendation-list"))

    assert page.context["table"].total == 45
    assert len(page.context["page"].object_list) == 30
    assert page.context["page"].paginator.count == 45


def test_a_page_that_does_not_exist_is_the_last_one(stage, login):
    everything(stage)

    page = login(stage.cast.chris).get(reverse("reviews:recommendation-list"), {"page": "99"})

    assert len(page.context["page"].object_list) == 15
