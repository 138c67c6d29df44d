"""Who may see and change what belongs to a matching: facilitators of the edition, in every channel."""

import pytest
from django.urls import reverse

from people.models import Role
from sessions.models import Apart, Assignment, Liking, Matching, PlanWish, Ruling, Scenario, Terms
from tests.factories.people import MembershipFactory
from tests.factories.programme import EditionFactory
from tests.factories.sessions import AssignmentFactory
from tests.sessions_app.matched import SMALL

STRANGERS = ["rob", "mia", "ada", "eva", "pim", "wim", "olga", "bo", "cas", "ben", "sam"]
PAGES = [
    ("round-matching", ["round"]),
    ("matching-reviewers", ["round"]),
    ("matching-plans", ["round"]),
    ("matching-rules", ["round"]),
    ("scenario-compare", ["round"]),
    ("scenario-detail", ["round", "scenario"]),
    ("scenario-move", ["round", "scenario"]),
    ("scenario-apply", ["round", "scenario"]),
    ("assignment-replace", ["declined"]),
]
WRITES = [
    ("round-matching", ["round"], SMALL.as_data()),
    ("matching-reviewers", ["round"], {}),
    ("matching-plans", ["round"], {}),
    ("matching-rules", ["round"], {"kind": "pinned"}),
    ("matching-apart", ["round"], {}),
    ("ruling-remove", ["round", "ruling"], {}),
    ("apart-remove", ["round", "apart"], {}),
    ("scenario-move", ["round", "scenario"], {}),
    ("scenario-apply", ["round", "scenario"], {"revision": 0}),
    ("scenario-remove", ["round", "scenario"], {}),
    ("assignment-replace", ["declined"], {"capacity": "friend"}),
    ("assignment-access", ["extra"], {"access_until": "2100-02-02"}),
]
LOOSEN = "scenario-loosen"
KEPT = [Apart, Assignment, Liking, Matching, PlanWish, Ruling, Scenario, Terms]


@pytest.fixture
def things(matched):
    cast = matched.cast
    ruling = Ruling.objects.create(
        plan=matched.south, person=matched.bea, kind="pinned", made_by=cast.chris
    )
    first, second = sorted((matched.bea, matched.bob), key=lambda one: one.pk)
    apart = Apart.objects.create(round=matched.round, one=first, other=second, made_by=cast.chris)
    Liking.objects.create(
        round=matched.round, person=cast.ada, region=cast.south, liked="rather_not"
    )
    scenario = matched.propose()
    return {
        "round": matched.round,
        "scenario": scenario,
        "ruling": ruling,
        "apart": apart,
        "declined": AssignmentFactory(
            round_plan=matched.south, person=cast.wim, capacity="researcher", state="declined"
        ),
        "extra": AssignmentFactory(
            round_plan=matched.south, person=cast.eva, capacity="extra_friend", state="planned"
        ),
    }


def address(things, view, args, *more):
    return reverse(f"sessions:{view}", args=[*(things[arg].pk for arg in args), *more])


def state_of_the_world():
    return [list(model.objects.order_by("pk").values()) for model in KEPT]


@pytest.mark.parametrize("name", STRANGERS)
def test_nobody_but_a_facilitator_reads_or_changes_a_matching(cast, things, login, name):
    client, before = login(getattr(cast, name)), state_of_the_world()

    for view, args in PAGES:
        status = client.get(address(things, view, args)).status_code
        assert status in (403, 404), (view, status)
    for view, args, data in WRITES:
        status = client.post(address(things, view, args), data).status_code
        assert status in (403, 404), (view, status)
    loosen = address(things, LOOSEN, ["round", "scenario"], 0)
    assert client.post(loosen).status_code in (403, 404)

    assert state_of_the_world() == before


def test_a_facilitator_of_another_edition_is_a_stranger_here(cast, things, login):
    other = EditionFactory(programme=cast.edition.programme, year=2018)
    client = login(MembershipFactory(edition=other, role=Role.FACILITATOR).person)
    before = state_of_the_world()

    for view, args in PAGES:
        assert client.get(address(things, view, args)).status_code == 404, view
    for view, args, data in WRITES:
        assert client.post(address(things, view, args), data).status_code == 404, view

    assert state_of_the_world() == before


def test_who_is_not_logged_in_changes_nothing(things, client):
    before = state_of_the_world()

    for view, args, data in WRITES:
        assert client.post(address(things, view, args), data).status_code in (302, 403), view

    assert state_of_the_world() == before


def test_a_facilitator_opens_every_page(cast, things, login):
    client = login(cast.chris)

    for view, args in PAGES:
        assert client.get(address(things, view, args)).status_code == 200, view


def test_a_proposal_of_another_round_is_not_found_here(cast, things, login, matched):
    from tests.factories.sessions import RoundFactory

    other = RoundFactory(edition=cast.edition, season="september")
    client = login(cast.chris)

    for view in ("scenario-detail", "scenario-move", "scenario-apply"):
        url = reverse(f"sessions:{view}", args=[other.pk, things["scenario"].pk])
        assert client.get(url).status_code == 404
    for view, thing in (("ruling-remove", "ruling"), ("apart-remove", "apart")):
        url = reverse(f"sessions:{view}", args=[other.pk, things[thing].pk])
        assert client.post(url).status_code == 404


def test_the_rows_are_visible_to_facilitators_alone(cast, things):
    for name, person in cast.everybody().items():
        runs = name == "chris"
        assert Scenario.objects.visible_to(person).exists() == runs, name
        assert Matching.objects.visible_to(person).exists() == runs, name
        assert Ruling.objects.visible_to(person).exists() == runs, name
        assert Apart.objects.visible_to(person).exists() == runs, name
        assert Liking.objects.visible_to(person).exists() == (runs or name == "ada"), name


@pytest.mark.parametrize("name", ["rob", "mia", "ada", "pim", "sam"])
def test_who_can_be_matched_says_what_suits_and_sees_the_own_words_alone(cast, things, login, name):
    client = login(getattr(cast, name))
    url = reverse("sessions:round-wishes", args=[things["round"].pk])

    page = client.get(url)

    assert page.status_code == 200
    assert ("checked" in page.content.decode()) is True
    chosen = page.context["form"].lines
    assert ("rather_not" in {line.liked for line in chosen}) == (name == "ada")


@pytest.mark.parametrize("name", ["chris", "eva", "wim", "olga", "bo", "cas", "ben"])
def test_others_have_nothing_to_say_there(cast, things, login, name):
    url = reverse("sessions:round-wishes", args=[things["round"].pk])
    before = state_of_the_world()
    client = login(getattr(cast, name))

    assert client.get(url).status_code in (403, 404)
    assert client.post(url, {"away": "on"}).status_code in (403, 404)

    assert state_of_the_world() == before


def test_a_region_whose_plan_is_closed_is_named_without_the_plan(cast, matched, login):
    page = login(cast.ada).get(reverse("sessions:round-wishes", args=[matched.round.pk]))

    text = page.content.decode()
    assert "South" in text
    assert "Beyond the campus" not in text


def test_nobody_says_anything_about_the_own_region(cast, matched, login):
    page = login(cast.rob).get(reverse("sessions:round-wishes", args=[matched.round.pk]))

    assert cast.south not in {line.region for line in page.context["form"].lines}
