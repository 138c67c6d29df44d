"""Which version is reviewed in a round."""

import pytest

from sessions.actions import tie_plan, untie_plan
from sessions.errors import NothingSubmitted, PlanIsPrivate, PlanOfAnotherEdition, ReviewHandedIn
from sessions.models import RoundPlan
from tests.factories.plans import DossierFactory, VersionFactory
from tests.factories.programme import EditionFactory


def test_the_newest_version_is_tied(cast, scene):
    dossier = DossierFactory(edition=cast.edition, region=cast.north)
    VersionFactory(dossier=dossier)
    newest = VersionFactory(dossier=dossier)

    tied = tie_plan(round=scene.round, dossier=dossier, by=cast.chris)

    assert tied.version == newest


def test_tying_twice_is_once(cast, scene):
    again = tie_plan(round=scene.round, dossier=scene.dossier, by=cast.chris)

    assert (again.pk, RoundPlan.objects.count()) == (scene.plan.pk, 1)


def test_a_later_version_takes_the_place_of_the_older(cast, scene):
    assignment = scene.ask(cast.ada)
    newest = VersionFactory(dossier=scene.dossier)

    tied = tie_plan(round=scene.round, dossier=scene.dossier, by=cast.chris)

    assert (tied.pk, tied.version) == (scene.plan.pk, newest)
    assert assignment.round_plan_id == tied.pk


def test_no_version_takes_the_place_of_one_with_a_review(cast, scene, handed_in):
    handed_in(scene.ask(cast.ada).pk)
    VersionFactory(dossier=scene.dossier)

    with pytest.raises(ReviewHandedIn):
        tie_plan(round=scene.round, dossier=scene.dossier, by=cast.chris)

    scene.plan.refresh_from_db()
    assert scene.plan.version.number == 1


def test_a_dossier_without_version_is_refused(cast, scene):
    with pytest.raises(NothingSubmitted):
        tie_plan(
            round=scene.round,
            dossier=DossierFactory(edition=cast.edition, region=cast.north),
            by=cast.chris,
        )


def test_a_private_dossier_is_refused(cast, scene):
    dossier = DossierFactory(edition=cast.edition, region=cast.north, level="region")
    VersionFactory(dossier=dossier)

    with pytest.raises(PlanIsPrivate):
        tie_plan(round=scene.round, dossier=dossier, by=cast.chris)


def test_a_plan_of_another_edition_is_refused(cast, scene):
    other = EditionFactory(programme=cast.edition.programme, year=2018)
    version = VersionFactory(dossier=DossierFactory(edition=other, region=cast.south))

    with pytest.raises(PlanOfAnotherEdition):
        tie_plan(round=scene.round, dossier=version.dossier, by=cast.chris)


def test_a_plan_without_reviewers_can_be_taken_out(cast, scene):
    untie_plan(plan=scene.plan, by=cast.chris)

    assert RoundPlan.objects.count() == 0


def test_a_plan_with_reviewers_stays(cast, scene):
    scene.choose(cast.ada)

    with pytest.raises(ReviewHandedIn):
        untie_plan(plan=scene.plan, by=cast.chris)

    assert RoundPlan.objects.count() == 1
