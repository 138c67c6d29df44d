"""Who knows of which round, plan, assignment and conflict; the list and the door agree."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from people.models import Role
from sessions.models import Assignment, Capacity, Conflict, Round, RoundPlan
from tests.factories.people import MembershipFactory
from tests.factories.programme import EditionFactory
from tests.factories.sessions import AssignmentFactory, ConflictFactory, RoundFactory
from tests.sessions_app.rounds import june_round

EVERYBODY = {
    "chris", "rob", "mia", "ada", "eva", "pim", "wim", "olga", "bo", "cas", "ben", "sam",
}  # fmt: skip


def seen(cast, model):
    return {name for name, one in cast.everybody().items() if model.objects.visible_to(one)}


def test_a_published_round_is_known_to_everybody_with_a_part_in_the_edition(cast):
    june_round(cast)

    assert seen(cast, Round) == EVERYBODY
    assert not Round.objects.visible_to(AnonymousUser())


def test_a_round_of_another_edition_is_known_to_nobody_here(cast):
    RoundFactory(edition=EditionFactory(programme=cast.edition.programme, year=2018))

    assert seen(cast, Round) == set()


def test_a_plan_in_a_round_is_known_to_its_team_its_reviewers_and_facilitators(cast, scene):
    scene.choose(cast.pim, Capacity.PEER, from_region=cast.north)
    AssignmentFactory(round_plan=scene.plan, person=cast.ada)
    AssignmentFactory(round_plan=scene.plan, person=cast.wim, state="declined")

    assert seen(cast, RoundPlan) == {"chris", "rob", "mia", "ada"}


def test_planned_reviewers_are_known_to_facilitators_alone(cast, scene):
    AssignmentFactory(round_plan=scene.plan, person=cast.ada, state="planned")

    assert seen(cast, Assignment) == {"chris"}


@pytest.mark.parametrize("state", ["sent", "accepted"])
def test_who_reviews_is_known_to_the_team_and_to_co_reviewers(cast, scene, state):
    AssignmentFactory(round_plan=scene.plan, person=cast.ada, state=state)
    AssignmentFactory(
        round_plan=scene.plan, person=cast.pim, capacity="peer", from_region=cast.north
    )

    assert seen(cast, Assignment) == {"chris", "rob", "mia", "ada", "pim"}


@pytest.mark.parametrize("state", ["declined", "withdrawn"])
def test_who_does_not_review_any_more_is_between_that_person_and_facilitators(cast, scene, state):
    AssignmentFactory(round_plan=scene.plan, person=cast.ada, state=state)

    assert seen(cast, Assignment) == {"chris", "ada"}


def test_access_that_ended_shows_no_co_reviewers(cast, scene):
    AssignmentFactory(round_plan=scene.plan, person=cast.ada)
    AssignmentFactory(
        round_plan=scene.plan,
        person=cast.eva,
        capacity="extra_friend",
        access_until="2017-06-11",
    )

    assert list(Assignment.objects.visible_to(cast.eva).values_list("person__name", flat=True)) == [
        "Eva"
    ]


def test_conflicts_are_known_to_oneself_and_to_facilitators_of_the_region(cast):
    ConflictFactory(person=cast.ada, region=cast.south)
    other = MembershipFactory(
        edition=EditionFactory(programme=cast.edition.programme, year=2018), role=Role.FACILITATOR
    )

    assert seen(cast, Conflict) == {"chris", "ada"}
    assert not Conflict.objects.visible_to(other.person)


def test_the_list_and_the_door_of_rounds_agree(cast, login):
    published, draft = (
        june_round(cast),
        RoundFactory(
            edition=cast.edition, season="september", published_at=None, published_by=None
        ),
    )

    for person in cast.everybody().values():
        client = login(person)
        listed = client.get(reverse("sessions:round-list")).content.decode()
        for round_ in (published, draft):
            url = reverse("sessions:round-detail", args=[round_.pk])
            status = client.get(url).status_code
            assert (f'href="{url}"' in listed) == (status == 200), (person, round_, status)
            assert status in (200, 404)


def test_the_page_of_a_round_shows_a_reader_no_plan_or_person_that_is_hidden(cast, scene, login):
    AssignmentFactory(round_plan=scene.plan, person=cast.ada, state="accepted")
    AssignmentFactory(round_plan=scene.plan, person=cast.wim, state="planned")
    AssignmentFactory(round_plan=scene.plan, person=cast.eva, state="declined", reason="Secret")
    url = reverse("sessions:round-detail", args=[scene.round.pk])

    shown = {}
    for name, person in cast.everybody().items():
        page = login(person).get(url).content.decode().split("<main", 1)[1]
        words = ("Beyond the campus", ">Ada<", ">Wim<", ">Eva<", "Secret")
        shown[name] = {word.strip("<>") for word in words if word in page}

    plan = {"Beyond the campus", "Ada"}
    assert {name: words for name, words in shown.items() if words} == {
        "chris": {*plan, "Wim", "Eva"}, "rob": plan, "mia": plan, "ada": plan,
    }  # fmt: skip
