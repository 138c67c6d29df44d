"""What the database refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core import clock
from sessions.models import Assignment
from tests.factories.sessions import (
    AssignmentFactory,
    ConflictFactory,
    RoundFactory,
    RoundPlanFactory,
    RoundStepFactory,
)

OPENS = clock.amsterdam(2017, 6, 3, 9)
DUE = OPENS + timedelta(days=1)


def refuses(factory, **given):
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(**given)


def test_one_round_a_season(cast):
    RoundFactory(edition=cast.edition)

    refuses(RoundFactory, edition=cast.edition)


def test_a_season_is_known(cast):
    refuses(RoundFactory, edition=cast.edition, season="winter")


def test_a_round_is_published_by_somebody(cast):
    refuses(RoundFactory, edition=cast.edition, published_by=None)
    refuses(RoundFactory, edition=cast.edition, published_at=None)


@pytest.mark.parametrize(
    "moments",
    [
        {"opens_at": DUE, "due_at": DUE, "closes_at": DUE},
        {"opens_at": OPENS, "due_at": DUE, "closes_at": DUE - timedelta(seconds=1)},
    ],
)
def test_a_step_opens_then_is_due_then_closes(cast, moments):
    refuses(RoundStepFactory, round=RoundFactory(edition=cast.edition), **moments)


def test_a_step_stands_once_in_a_round_at_its_own_place(cast):
    round_ = RoundFactory(edition=cast.edition)
    moments = {"opens_at": OPENS, "due_at": DUE, "closes_at": DUE}
    RoundStepFactory(round=round_, kind="review", position=1, **moments)

    refuses(RoundStepFactory, round=round_, kind="review", position=2, **moments)
    refuses(RoundStepFactory, round=round_, kind="sitting", position=1, **moments)
    refuses(RoundStepFactory, round=round_, kind="party", position=3, **moments)


def test_a_dossier_is_once_in_a_round(scene):
    refuses(RoundPlanFactory, round=scene.round, version=scene.plan.version)


def test_a_person_is_asked_once_for_a_plan(scene):
    AssignmentFactory(round_plan=scene.plan, person=scene.cast.ada)

    refuses(AssignmentFactory, round_plan=scene.plan, person=scene.cast.ada)


@pytest.mark.parametrize(
    "given",
    [
        {"capacity": "judge"},
        {"state": "maybe"},
        {"state": "sent", "sent_at": None},
        {"state": "accepted", "answered_at": None},
        {"state": "declined", "answered_at": None},
        {"state": "planned", "sent_at": timezone.now()},
        {"capacity": "peer"},
        {"capacity": "extra_friend", "access_until": None},
    ],
)
def test_an_assignment_is_whole(scene, given):
    refuses(AssignmentFactory, round_plan=scene.plan, **given)

    assert Assignment.objects.count() == 0


def test_only_a_peer_comes_from_a_region(scene):
    refuses(AssignmentFactory, round_plan=scene.plan, from_region=scene.cast.north)


def test_a_conflict_is_declared_once_a_kind(cast):
    ConflictFactory(person=cast.ada, region=cast.south)
    ConflictFactory(person=cast.ada, region=cast.south, kind="money")

    refuses(ConflictFactory, person=cast.ada, region=cast.south)
    refuses(ConflictFactory, person=cast.ada, region=cast.north, kind="rumour")
