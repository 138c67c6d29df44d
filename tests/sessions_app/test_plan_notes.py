"""What rounds tell a lead who submits a plan."""

import pytest

from sessions.models import StepKind
from sessions.queries import notes_for_lead
from tests.factories.plans import DossierFactory
from tests.factories.sessions import RoundFactory, steps_around


@pytest.fixture
def plan(cast):
    return DossierFactory(edition=cast.edition, region=cast.south)


def test_without_a_round_nothing_is_said(plan):
    assert notes_for_lead(plan) == []


@pytest.mark.parametrize("running", [StepKind.PLAN, StepKind.REVIEW])
def test_each_running_round_says_one_sentence(plan, running):
    round_ = RoundFactory(edition=plan.edition)
    steps_around(round_, running)

    notes = notes_for_lead(plan)

    assert len(notes) == 1
    assert str(round_) in notes[0]


def test_a_round_that_is_not_published_is_not_spoken_of(plan):
    round_ = RoundFactory(edition=plan.edition, published_at=None, published_by=None)
    steps_around(round_, StepKind.PLAN)

    assert notes_for_lead(plan) == []


def test_the_sentence_of_an_open_step_is_not_that_of_a_closed_one(plan):
    round_ = RoundFactory(edition=plan.edition)
    steps_around(round_, StepKind.PLAN)
    while_open = notes_for_lead(plan)
    steps_around(round_, StepKind.SITTING)

    assert while_open != notes_for_lead(plan)
