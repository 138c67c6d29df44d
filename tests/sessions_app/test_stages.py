"""Whether a step is open, to the second."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from core import clock
from sessions.models import RoundPlan, StepKind
from sessions.rules import Stages, stage_allows, stages_for
from tests.factories.plans import DossierFactory, VersionFactory
from tests.factories.sessions import (
    AssignmentFactory,
    ExtensionFactory,
    RoundFactory,
    RoundPlanFactory,
    RoundStepFactory,
)

OPENS = clock.amsterdam(2017, 6, 3, 9)
DUE = clock.amsterdam(2017, 6, 10, 17)
CLOSES = clock.amsterdam(2017, 6, 12, 17)
SECOND = timedelta(microseconds=1)


@pytest.fixture
def plan(cast):
    round_ = RoundFactory(edition=cast.edition)
    RoundStepFactory(round=round_, kind="review", opens_at=OPENS, due_at=DUE, closes_at=CLOSES)
    version = VersionFactory(dossier=DossierFactory(edition=cast.edition, region=cast.south))
    return RoundPlanFactory(round=round_, version=version)


@pytest.mark.parametrize(
    ("at", "open_", "late"),
    [
        (OPENS - SECOND, False, False),
        (OPENS, True, False),
        (DUE, True, False),
        (DUE + SECOND, True, True),
        (CLOSES, True, True),
        (CLOSES + SECOND, False, True),
    ],
)
def test_a_step_is_open_from_opening_until_and_with_closing(cast, plan, at, open_, late):
    stage = stage_allows(StepKind.REVIEW, cast.ada, plan, at)

    assert (stage.open, stage.late) == (open_, late)


def test_before_opening_the_reason_is_a_sentence_with_the_date(cast, plan):
    with translation.override("en"):
        stage = stage_allows(StepKind.REVIEW, cast.ada, plan, OPENS - SECOND)

    assert stage.reason == "The review step opens on 3 June 2017 at 9:00."


def test_after_closing_the_reason_is_a_sentence_with_the_date(cast, plan):
    with translation.override("en"):
        stage = stage_allows(StepKind.REVIEW, cast.ada, plan, CLOSES + SECOND)

    assert stage.reason == "The review step closed on 12 June 2017 at 17:00."
    assert stage.closed


def test_an_open_step_gives_no_reason(cast, plan):
    assert stage_allows(StepKind.REVIEW, cast.ada, plan, DUE).reason == ""


def test_a_step_that_the_round_lacks_is_not_open(cast, plan):
    with translation.override("en"):
        stage = stage_allows(StepKind.SITTING, cast.ada, plan, DUE)

    assert (stage.open, stage.reason) == (False, "This round does not have this step.")


def test_no_step_of_an_unpublished_round_is_open(cast, plan):
    plan.round.published_at = plan.round.published_by = None
    plan.round.save()

    with translation.override("en"):
        stage = stage_allows(StepKind.REVIEW, cast.ada, plan, DUE)

    assert (stage.open, stage.reason) == (False, "This round is not published yet.")


def test_an_extension_of_the_region_counts_for_everybody_on_its_plan(cast, plan):
    later = CLOSES + timedelta(days=3)
    ExtensionFactory(step=plan.round.steps.get(), region=cast.south, due_at=later, closes_at=later)

    stages = [stage_allows(StepKind.REVIEW, person, plan, later) for person in (cast.ada, cast.rob)]

    assert [(stage.open, stage.late, stage.extended) for stage in stages] == [
        (True, False, True)
    ] * 2


def test_an_extension_of_another_region_counts_for_nobody_here(cast, plan):
    later = CLOSES + timedelta(days=3)
    ExtensionFactory(step=plan.round.steps.get(), region=cast.north, due_at=later, closes_at=later)

    assert not stage_allows(StepKind.REVIEW, cast.ada, plan, later).open


def test_an_extension_of_one_reviewer_counts_for_that_reviewer_alone(cast, plan):
    later = CLOSES + timedelta(days=3)
    ExtensionFactory(step=plan.round.steps.get(), person=cast.ada, due_at=later, closes_at=later)

    stages = [stage_allows(StepKind.REVIEW, person, plan, later) for person in (cast.ada, cast.pim)]

    assert [stage.open for stage in stages] == [True, False]


def test_of_two_extensions_the_longest_counts(cast, plan):
    step, later = plan.round.steps.get(), CLOSES + timedelta(days=3)
    ExtensionFactory(
        step=step, person=cast.ada, due_at=CLOSES, closes_at=CLOSES + timedelta(days=1)
    )
    ExtensionFactory(step=step, region=cast.south, due_at=CLOSES, closes_at=later)

    assert stage_allows(StepKind.REVIEW, cast.ada, plan, CLOSES).closes_at == later


def test_a_visitor_gets_the_round_s_own_moments(cast, plan):
    ExtensionFactory(step=plan.round.steps.get(), person=cast.ada, due_at=CLOSES, closes_at=CLOSES)

    assert stage_allows(StepKind.REVIEW, AnonymousUser(), plan, DUE).due_at == DUE


def test_now_is_the_clock_s_now(cast, plan):
    with clock.frozen(DUE):
        assert stage_allows(StepKind.REVIEW, cast.ada, plan).open


@pytest.mark.parametrize("count", [1, 30])
def test_many_plans_take_two_queries(cast, plan, django_assert_num_queries, count):
    for _ in range(count - 1):
        version = VersionFactory(dossier=DossierFactory(edition=cast.edition, region=cast.north))
        RoundPlanFactory(round=plan.round, version=version)
    plans = list(RoundPlan.objects.select_related("dossier"))

    with django_assert_num_queries(2):
        stages = stages_for(StepKind.REVIEW, cast.ada, plans, DUE)

    assert [stages[plan.pk].open for plan in plans] == [True] * count


def test_a_reviewer_s_stage_comes_from_the_assignment(cast, plan):
    ExtensionFactory(step=plan.round.steps.get(), person=cast.ada, due_at=CLOSES, closes_at=CLOSES)
    assignment = AssignmentFactory(round_plan=plan, person=cast.ada)

    stage = Stages.load([plan.round_id], DUE).of_assignment(StepKind.REVIEW, assignment)

    assert (stage.open, stage.due_at) == (True, CLOSES)
