"""What the database refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core import clock
from sessions.models import (
    Apart,
    AskedFor,
    Assignment,
    Liking,
    Matching,
    PlanWish,
    Reading,
    Ruling,
    Scenario,
    Terms,
)
from tests.factories.plans import VersionQuestionFactory
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


def test_what_a_matching_goes_by_is_never_nonsense(cast):
    round_ = RoundFactory(edition=cast.edition)

    def matching(**given):
        return Matching.objects.create(round=round_, saved_by=cast.chris, **given)

    refuses(matching, load_least=3, load_most=2)
    refuses(matching, wanted=0)
    refuses(matching, wanted=21)
    refuses(matching, continuity="ever")
    matching()
    refuses(matching)


def test_a_wish_for_a_plan_is_one_and_known(cast):
    plan = RoundPlanFactory()

    def wish(**given):
        return PlanWish.objects.create(plan=plan, saved_by=cast.chris, **given)

    refuses(wish, language="xx")
    refuses(wish, wanted=0)
    wish(language="nl")
    refuses(wish)


def test_terms_are_once_a_person_and_round_and_least_is_not_above_most(cast):
    round_ = RoundFactory(edition=cast.edition)

    def terms(**given):
        return Terms.objects.create(round=round_, person=cast.ada, saved_by=cast.chris, **given)

    refuses(terms, least=2, most=1)
    terms(least=1, most=1)
    refuses(terms)


def test_a_language_is_said_once_and_known(cast):
    refuses(Reading.objects.create, person=cast.ada, language="xx")
    Reading.objects.create(person=cast.ada, language="nl")
    refuses(Reading.objects.create, person=cast.ada, language="nl")


def test_a_ruling_is_one_a_pair_and_known(cast):
    plan = RoundPlanFactory()
    given = {"plan": plan, "person": cast.ada, "made_by": cast.chris}

    refuses(Ruling.objects.create, kind="perhaps", **given)
    Ruling.objects.create(kind="pinned", **given)
    refuses(Ruling.objects.create, kind="forbidden", **given)


def test_two_who_do_not_meet_are_two_in_order_and_once(cast):
    round_ = RoundFactory(edition=cast.edition)
    first, second = sorted((cast.ada, cast.eva), key=lambda one: one.pk)
    given = {"round": round_, "made_by": cast.chris}

    refuses(Apart.objects.create, one=second, other=first, **given)
    refuses(Apart.objects.create, one=first, other=first, **given)
    Apart.objects.create(one=first, other=second, **given)
    refuses(Apart.objects.create, one=first, other=second, **given)


def test_a_preference_is_one_a_region_and_one_a_plan_and_known(cast):
    plan = RoundPlanFactory()
    given = {"round": plan.round, "person": cast.ada, "region": plan.dossier.region}

    refuses(Liking.objects.create, liked="hates", **given)
    for dossier in (None, plan.dossier):
        Liking.objects.create(liked="gladly", dossier=dossier, **given)
        refuses(Liking.objects.create, liked="fine", dossier=dossier, **given)


def test_a_proposal_is_numbered_once_and_done_at_a_moment(cast):
    round_ = RoundFactory(edition=cast.edition)

    def scenario(**given):
        return Scenario.objects.create(round=round_, asked_by=cast.chris, **{"number": 1, **given})

    refuses(scenario, state="perhaps")
    refuses(scenario, state="ready")
    refuses(scenario, finished_at=timezone.now())
    refuses(scenario, applied_at=timezone.now())
    refuses(scenario, applied_by=cast.chris)
    scenario()
    refuses(scenario)


def test_a_question_is_asked_of_somebody_once(cast):
    assignment = AssignmentFactory()
    question = VersionQuestionFactory()
    AskedFor.objects.create(assignment=assignment, question=question)

    refuses(AskedFor.objects.create, assignment=assignment, question=question)
