"""What rounds ask of whom: the rows of "my turn"."""

import pytest
from django.urls import reverse
from django.utils import translation

from core import clock
from notifications.waiting import work_of_each
from people.models import Role
from people.queries import forget
from plans.models import Dossier
from sessions.actions import decline_assignment
from sessions.models import Capacity
from sessions.queries import tasks_for
from tests.factories.people import MembershipFactory, RegionFactory
from tests.factories.plans import DossierFactory, VersionFactory
from tests.sessions_app.rounds import IN_PLAN, IN_REVIEW, REVIEW_CLOSES, june_round, make_scene


def titles(person):
    with translation.override("en"):
        return [asked.title for asked in tasks_for(person)]


def test_who_is_asked_is_asked_to_answer_until_the_review_is_due(cast, scene):
    asked = scene.ask(cast.ada)

    (task,) = tasks_for(cast.ada)

    assert (task.kind, task.url) == (
        "assignment",
        reverse("sessions:assignment-answer", args=[asked.pk]),
    )
    assert (task.due_at, task.late) == (clock.amsterdam(2017, 6, 19, 17), False)
    assert task.where == "South · Beyond the campus"


def test_who_answered_is_asked_nothing(cast, scene):
    decline_assignment(assignment=scene.ask(cast.ada), by=cast.ada)

    assert tasks_for(cast.ada) == []


def test_who_is_only_planned_is_asked_nothing(cast, scene):
    scene.choose(cast.ada)

    assert tasks_for(cast.ada) == []


def test_an_answer_after_the_due_moment_is_late(cast, scene):
    scene.ask(cast.ada)

    with clock.frozen(REVIEW_CLOSES):
        (task,) = tasks_for(cast.ada)

    assert task.late


def test_a_lead_is_asked_to_submit_while_the_plan_step_is_open(cast):
    june_round(cast)
    dossier = DossierFactory(edition=cast.edition, region=cast.south, title="Beyond the campus")

    with clock.frozen(IN_PLAN):
        assert titles(cast.rob) == ["Submit the plan of South for the June round 2017"]
        assert tasks_for(cast.rob)[0].url == reverse("plans:dossier-detail", args=[dossier.pk])
        assert titles(cast.mia) == []
    with clock.frozen(IN_REVIEW):
        assert titles(cast.rob) == []


def test_a_lead_without_a_dossier_is_asked_to_start_one(cast):
    june_round(cast)

    with clock.frozen(IN_PLAN):
        (task,) = tasks_for(cast.sam)

    assert task.url == reverse("plans:dossier-create", args=["west"])


def test_a_version_since_the_step_opened_is_enough_and_an_older_one_is_not(cast):
    june_round(cast)
    dossier = DossierFactory(edition=cast.edition, region=cast.south)
    VersionFactory(dossier=dossier, submitted_at=clock.amsterdam(2017, 5, 1))

    with clock.frozen(IN_PLAN):
        assert len(tasks_for(cast.rob)) == 1
        VersionFactory(dossier=dossier, submitted_at=IN_PLAN)
        assert tasks_for(cast.rob) == []


def test_a_private_dossier_is_not_asked_for(cast):
    june_round(cast)
    DossierFactory(edition=cast.edition, region=cast.south)
    DossierFactory(edition=cast.edition, region=cast.south, level="region")

    with clock.frozen(IN_PLAN):
        assert len(tasks_for(cast.rob)) == 1


def test_nobody_is_asked_anything_in_a_round_that_is_not_published(cast):
    june_round(cast, published=False)

    with clock.frozen(IN_PLAN):
        assert {name for name, one in cast.everybody().items() if tasks_for(one)} == set()


def test_a_facilitator_is_led_through_the_round(cast, in_review):
    scene = make_scene(cast)
    other = DossierFactory(edition=cast.edition, region=cast.north)
    VersionFactory(dossier=other)

    assert titles(cast.chris) == ["1 submitted plan is not in the round yet."]
    from sessions.actions import tie_plan

    tie_plan(round=scene.round, dossier=other, by=cast.chris)
    assert titles(cast.chris) == ["2 plans have no reviewers yet."]
    scene.choose(cast.ada)
    assert titles(cast.chris) == ["1 plan has no reviewers yet."]
    scene.plan = scene.round.plans.get(dossier=other)
    scene.choose(cast.ada)
    assert titles(cast.chris) == ["2 invitations are waiting."]
    scene.ask(cast.sam, Capacity.PEER, from_region=cast.west)
    assert titles(cast.chris) == []


def test_after_the_review_step_a_facilitator_is_asked_nothing_here(cast, scene):
    with clock.frozen(clock.amsterdam(2017, 6, 23)):
        assert tasks_for(cast.chris) == []


@pytest.mark.parametrize("count", [1, 30])
def test_a_lead_s_tasks_take_constant_queries(cast, django_assert_num_queries, count):
    june_round(cast)
    for _ in range(count):
        DossierFactory(edition=cast.edition, region=cast.south)
    forget(cast.rob)

    with clock.frozen(IN_PLAN), django_assert_num_queries(5):
        tasks = tasks_for(cast.rob)

    assert len(tasks) == count


@pytest.mark.parametrize("count", [1, 30])
def test_a_reviewer_s_tasks_take_constant_queries(
    cast, in_review, django_assert_num_queries, count
):
    scene = make_scene(cast)
    scene.choose(cast.ada)
    for _ in range(count - 1):
        dossier = DossierFactory(edition=cast.edition, region=RegionFactory())
        VersionFactory(dossier=dossier)
        from sessions.actions import tie_plan

        scene.plan = tie_plan(round=scene.round, dossier=dossier, by=cast.chris)
        scene.choose(cast.ada)
    from sessions.actions import send_invitations

    send_invitations(round=scene.round, by=cast.chris)
    forget(cast.ada)

    with django_assert_num_queries(5):
        tasks = tasks_for(cast.ada)

    assert len(tasks) == count


def test_a_lead_who_also_facilitates_gets_both(cast):
    june_round(cast)
    MembershipFactory(person=cast.rob, edition=cast.edition, role=Role.FACILITATOR)
    VersionFactory(dossier=DossierFactory(edition=cast.edition, region=cast.north))

    with clock.frozen(IN_PLAN):
        kinds = [task.kind for task in tasks_for(cast.rob)]

    assert (kinds, Dossier.objects.count()) == (["plan", "round"], 1)


def test_a_crowd_in_which_everybody_has_other_roles_is_asked_about_too(cast):
    people = [
        MembershipFactory(edition=cast.edition, region=RegionFactory(), role="member").person
        for _one in range(170)
    ]
    for person in people:
        MembershipFactory(edition=cast.edition, person=person, role="facilitator")

    found = work_of_each(people)

    assert found == {person.pk: [] for person in people}
