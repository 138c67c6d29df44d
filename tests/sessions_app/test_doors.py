"""Every page and every write, tried by each role, by a stranger and by nobody."""

import pytest
from django.urls import reverse

from sessions.models import Assignment, Conflict, Extension, Round, RoundPlan
from tests.factories.plans import DossierFactory, VersionFactory
from tests.factories.sessions import AssignmentFactory, ConflictFactory
from tests.sessions_app.rounds import june_round

STRANGERS = ["rob", "mia", "ada", "eva", "pim", "wim", "olga", "bo", "cas", "ben", "sam"]
RUNS = [
    "round-steps", "round-plans", "round-assign", "round-send", "round-extensions",
]  # fmt: skip
WRITES = [
    ("round-publish", ["round"], {}),
    ("round-steps", ["round"], {}),
    ("plan-tie", ["round", "dossier"], {}),
    ("plan-untie", ["round", "plan"], {}),
    ("plan-assign", ["round", "plan"], {"capacity": "friend"}),
    ("plan-extra", ["round", "plan"], {"email": "eva@test.example", "access_until": "2100-01-01"}),
    ("round-send", ["round"], {}),
    ("round-extensions", ["round"], {}),
    ("assignment-withdraw", ["assignment"], {}),
    ("assignment-note", ["assignment"], {"conflict_note": "No"}),
]


@pytest.fixture
def things(scene):
    ada = AssignmentFactory(round_plan=scene.plan, person=scene.cast.ada, state="sent")
    return {
        "round": scene.round,
        "plan": scene.plan,
        "dossier": scene.dossier,
        "assignment": ada,
    }


def state_of_the_world():
    return (
        list(Round.objects.values()),
        list(RoundPlan.objects.values()),
        list(Assignment.objects.values()),
        list(Extension.objects.values()),
        list(Conflict.objects.values()),
    )


@pytest.mark.parametrize("name", STRANGERS)
def test_nobody_but_a_facilitator_runs_a_round(cast, things, login, name):
    client, before = login(getattr(cast, name)), state_of_the_world()

    for view, args, data in WRITES:
        url = reverse(f"sessions:{view}", args=[things[arg].pk for arg in args])
        status = client.post(url, {"person": cast.wim.pk, **data}).status_code
        assert status in (403, 404), (view, status)
    for view in RUNS:
        url = reverse(f"sessions:{view}", args=[things["round"].pk])
        assert client.get(url).status_code == 403, view

    assert state_of_the_world() == before


def test_a_refusal_says_why(cast, things, login):
    page = login(cast.ada).get(reverse("sessions:round-steps", args=[things["round"].pk]))

    assert str(page.context["reason"]) in page.content.decode()
    assert page.context["reason"]


@pytest.mark.parametrize("name", STRANGERS)
def test_nobody_but_a_facilitator_makes_a_round(cast, login, name):
    client = login(getattr(cast, name))

    assert client.get(reverse("sessions:round-create")).status_code == 403
    assert client.post(reverse("sessions:round-create"), {}).status_code == 403
    assert Round.objects.count() == 0


def test_nobody_answers_for_ada(cast, things, login):
    url = reverse("sessions:assignment-answer", args=[things["assignment"].pk])

    for name, person in cast.everybody().items():
        if name == "ada":
            continue
        for answer in ("accept", "decline"):
            status = login(person).post(url, {"answer": answer}).status_code
            assert status == (403 if name in ("chris", "rob", "mia") else 404), name

    assert Assignment.objects.get().state == "sent"


def test_a_facilitator_of_another_edition_is_a_stranger_here(cast, things, login):
    from people.models import Role
    from tests.factories.people import MembershipFactory
    from tests.factories.programme import EditionFactory

    other = EditionFactory(programme=cast.edition.programme, year=2018)
    client = login(MembershipFactory(edition=other, role=Role.FACILITATOR).person)

    for view, args, data in WRITES:
        url = reverse(f"sessions:{view}", args=[things[arg].pk for arg in args])
        assert client.post(url, data).status_code == 404, view


def test_who_is_not_logged_in_changes_nothing(things, client):
    before = state_of_the_world()

    for view, args, data in WRITES:
        url = reverse(f"sessions:{view}", args=[things[arg].pk for arg in args])
        # A redirect to the log-in page, or a page that keeps what was typed.
        assert client.post(url, data).status_code in (302, 403), view

    assert state_of_the_world() == before


def test_conflicts_are_removed_by_oneself_or_a_facilitator(cast, login):
    for name, status in (("sam", 404), ("rob", 404), ("ada", 302), ("chris", 302)):
        conflict = ConflictFactory(person=cast.ada, region=cast.south)
        url = reverse("sessions:conflict-remove", args=[conflict.pk])
        assert login(getattr(cast, name)).post(url).status_code == status, name
        Conflict.objects.all().delete()


def test_a_conflict_is_declared_for_oneself_and_by_facilitators_for_others(cast, login):
    url = reverse("sessions:conflict-list")
    sent = {"region": cast.south.pk, "kind": "work", "person": cast.wim.pk}

    login(cast.ada).post(url, sent)
    login(cast.chris).post(url, sent)

    assert {row.person for row in Conflict.objects.all()} == {cast.ada, cast.wim}


def test_writes_are_posts(cast, things, login):
    chris = login(cast.chris)

    for view, args in (
        ("round-publish", ["round"]),
        ("plan-tie", ["round", "dossier"]),
        ("plan-untie", ["round", "plan"]),
        ("assignment-note", ["assignment"]),
    ):
        url = reverse(f"sessions:{view}", args=[things[arg].pk for arg in args])
        assert chris.get(url).status_code == 405, view


def test_looking_writes_nothing(cast, things, login):
    VersionFactory(dossier=DossierFactory(edition=cast.edition, region=cast.north))
    chris, before = login(cast.chris), state_of_the_world()

    for view in [*RUNS, "round-detail"]:
        assert chris.get(reverse(f"sessions:{view}", args=[things["round"].pk])).status_code == 200
    ids = [things["round"].pk, things["plan"].pk]
    assert chris.get(reverse("sessions:plan-assign", args=ids)).status_code == 200
    assert chris.get(reverse("sessions:plan-extra", args=ids)).status_code == 200
    answer = reverse("sessions:assignment-answer", args=[things["assignment"].pk])
    assert chris.get(answer).status_code == 200

    assert state_of_the_world() == before


def test_a_plan_of_another_round_is_not_there(cast, things, login):
    other = june_round_of_next_year(cast)
    url = reverse("sessions:plan-assign", args=[other.pk, things["plan"].pk])

    assert login(cast.chris).get(url).status_code == 404


def june_round_of_next_year(cast):
    from people.models import Role
    from people.queries import forget
    from tests.factories.people import MembershipFactory
    from tests.factories.programme import EditionFactory

    cast.edition = EditionFactory(programme=cast.edition.programme, year=2018)
    MembershipFactory(person=cast.chris, edition=cast.edition, role=Role.FACILITATOR)
    forget(cast.chris)
    return june_round(cast)
