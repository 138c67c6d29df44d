"""Trap 12: a wish in the assignment is weakened without a word.

Reviewers are chosen by hand. What one wishes for is said where it is not met: a tie without a reason is
refused, a tie with one stays visible, load and missing expertise stand beside each candidate, and a plan
with too few reviewers is named on the page of the round.
"""

import re

import pytest
from django.urls import reverse

from core import clock
from sessions.errors import TieNeedsReason
from sessions.models import Assignment
from tests.factories.plans import DossierFactory, VersionFactory
from tests.factories.sessions import AssignmentFactory, ConflictFactory, RoundPlanFactory
from tests.sessions_app.rounds import IN_REVIEW, make_scene


@pytest.fixture
def scene(cast):
    for person in cast.everybody().values():
        person.language = "en"
        person.save()
    with clock.frozen(IN_REVIEW):
        yield make_scene(cast)


def page(login, scene, name, *more):
    url = reverse(f"sessions:{name}", args=[scene.round.pk, *more])
    content = login(scene.cast.chris).get(url).content.decode()
    main = content.split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_no_conflict_is_a_wish_that_is_given_up_only_with_a_reason(cast, scene, login):
    ConflictFactory(person=cast.ada, region=cast.south, note="Advice in 2015")

    with pytest.raises(TieNeedsReason):
        scene.choose(cast.ada)
    scene.choose(cast.ada, conflict_note="Nobody else knows the harbour.")
    sending = page(login, scene, "round-send")

    assert "Advice in 2015" in sending
    assert "Nobody else knows the harbour." in sending
    assert Assignment.objects.get().conflict_note == "Nobody else knows the harbour."


def test_a_fair_load_is_said_beside_every_candidate(cast, scene, login):
    for number in range(2):
        dossier = DossierFactory(edition=cast.edition, region=cast.north, title=f"Theme {number}")
        plan = RoundPlanFactory(
            round=scene.round, version=VersionFactory(dossier=dossier), dossier=dossier
        )
        AssignmentFactory(round_plan=plan, person=cast.ada)

    found = page(login, scene, "plan-assign", scene.plan.pk)

    assert "Chosen for 2 plans in this round." in found


def test_missing_expertise_is_said(cast, scene, login):
    assert "No expertise filled in." in page(login, scene, "plan-assign", scene.plan.pk)


def test_too_few_reviewers_are_named_by_plan(cast, scene, login):
    scene.ask(cast.ada)

    found = page(login, scene, "round-detail")

    Assignment.objects.update(state="accepted", answered_at=clock.now())
    after = page(login, scene, "round-detail")

    assert "South, Beyond the campus: 0 of 2 critical friends said yes." in found
    assert "South, Beyond the campus: 0 of 2 critical friends said yes." not in after


def test_never_the_own_region_is_a_rule_and_no_wish(cast, scene, login):
    found = page(login, scene, "plan-assign", scene.plan.pk)

    assert "Ada" in found  # the candidates are there
    assert "Rob" not in found
    assert "Mia" not in found
