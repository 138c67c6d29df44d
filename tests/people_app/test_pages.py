"""Every page of this app, by every role: what it answers, and how many queries a list takes."""

import pytest
from django.test import Client

from audit.actions import record
from core import clock
from people.models import Person, Role
from tests.factories.people import (
    GoalFactory,
    InvitationFactory,
    MembershipFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PersonFactory,
    RegionFactory,
)
from tests.factories.plans import DossierFactory

EVERYBODY = ["chris", "rob", "mia", "ada", "eva", "pim", "wim", "olga", "bo", "cas", "ben", "sam"]
# page: who gets it; the others get what stands behind the names. A guest is always sent to log in.
PAGES = {
    "/people/": ([*EVERYBODY, "nobody"], None),
    "/people/profile/": ([*EVERYBODY, "nobody"], None),
    "/people/roles/": ([*EVERYBODY, "nobody"], None),
    "/people/organisations/": ([*EVERYBODY, "nobody"], None),
    "/people/log/": (["chris", "ben"], 403),
    "/people/regions/": ([*EVERYBODY, "nobody"], None),
    "/people/regions/south/": (EVERYBODY, 404),
    "/people/regions/south/team/": (EVERYBODY, 404),
    "/people/regions/nowhere/": ([], 404),
    "/people/invitations/": (["chris", "ben", "rob", "sam"], 403),
    "/people/invitations/new/": (["chris", "ben", "rob", "sam"], 403),
}


@pytest.mark.parametrize("path", PAGES)
def test_who_gets_which_page(cast, login, path):
    people = {**cast.everybody(), "nobody": PersonFactory(name="Nobody")}
    allowed, otherwise = PAGES[path]

    answers = {name: login(person).get(path).status_code for name, person in people.items()}

    assert answers == {name: 200 if name in allowed else otherwise for name in people}
    assert Client().get(path)["Location"] == f"/account/login/?next={path}"


def test_who_may_write_a_regions_profile(cast, login):
    people = {**cast.everybody(), "nobody": PersonFactory(name="Nobody")}

    answers = {
        name: login(person).get("/people/regions/south/edit/").status_code
        for name, person in people.items()
    }

    expected = dict.fromkeys(EVERYBODY, 403) | {"rob": 200, "mia": 200, "nobody": 404}
    assert answers == expected


# what only a POST may do: who gets a redirect (done), others as told
WRITES = {
    "/people/memberships/{membership}/end/": (
        {"chris", "rob", "ben"},
        {"eva": 404, "olga": 404, "bo": 404, "cas": 404},
        403,
    ),
    "/people/invitations/{invitation}/resend/": ({"chris", "rob", "ben"}, {}, 404),
    "/people/invitations/{invitation}/revoke/": ({"chris", "rob", "ben"}, {}, 404),
}


@pytest.mark.parametrize("path", WRITES)
@pytest.mark.parametrize("name", [*EVERYBODY, "nobody", "guest"])
def test_who_may_do_what(cast, login, path, name):
    membership = MembershipFactory(edition=cast.edition, region=cast.south)
    invitation = InvitationFactory(
        edition=cast.edition, role=Role.MEMBER, region=cast.south, created_by=cast.rob
    )
    place = path.format(membership=membership.pk, invitation=invitation.pk)
    done, otherwise, rest = WRITES[path]

    if name == "guest":
        assert Client().post(place)["Location"] == f"/account/login/?next={place}"
        return
    person = getattr(cast, name, None) or PersonFactory()
    client = login(person)

    expected = 302 if name in done else otherwise.get(name, 404 if name == "nobody" else rest)
    assert client.get(place).status_code == 405
    assert client.post(place).status_code == expected


# ---------------------------------------------------------------- lists


def many(count, cast):
    for number in range(count):
        MembershipFactory(
            edition=cast.edition, region=cast.south, person__organisation=OrganisationFactory()
        )
        region = RegionFactory()
        GoalFactory(region=region)
        MunicipalityFactory(region=region)
        InvitationFactory(
            edition=cast.edition, role=Role.MEMBER, region=cast.south, created_by=PersonFactory()
        )
        record(
            "region.changed",
            by=PersonFactory(),
            target=region,
            changes={"motto": ("", f"{number}")},
        )


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/people/", 10),
        ("/people/regions/", 8),
        ("/people/regions/south/", 12),
        ("/people/regions/south/team/", 12),
        ("/people/organisations/", 10),
        ("/people/invitations/", 9),
        ("/people/log/", 11),
    ],
)
def test_a_list_takes_as_many_queries_for_one_row_as_for_thirty(
    cast, login, django_assert_num_queries, path, queries, count
):
    many(count, cast)
    client = login(cast.chris)

    with django_assert_num_queries(queries):
        answer = client.get(path)

    assert answer.status_code == 200


# ---------------------------------------------------------------- what a page tells


def test_participants_see_names_but_no_addresses(cast, login):
    page = login(cast.ada).get("/people/").content.decode()

    assert "Chris" in page
    assert "Olga" in page
    assert "@test.example" not in page.replace(cast.ada.email, "")


def test_facilitators_see_addresses(cast, login):
    assert "rob@test.example" in login(cast.chris).get("/people/").content.decode()


def test_who_reads_the_network_knows_the_facilitators_only(cast, login):
    page = login(cast.olga).get("/people/").content.decode()

    assert {name for name in ("Chris", "Olga", "Rob", "Ada", "Sam") if f">{name}<" in page} == {
        "Chris",
        "Olga",
    }


@pytest.mark.parametrize("name", [*EVERYBODY, "nobody"])
def test_the_directory_and_the_policy_agree(cast, login, name):
    person = getattr(cast, name, None) or PersonFactory(name="Nobody")

    page = login(person).get("/people/")

    shown = {row.pk for row in page.context["page"].object_list}
    assert shown == set(Person.objects.visible_to(person).values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=ada", {"Ada"}),
        ("role=lead", {"Rob", "Sam"}),
        ("sector=business", {"Eva"}),
        ("q=University", {"Ada", "Wim"}),
        ("role=nonsense", set(map(str.title, EVERYBODY))),
        ("q=%F0%9F%98%80", set()),
        ("q=%D7%A9%D7%9C%D7%95%D7%9D", set()),
        ("page=99999999999999999999", set(map(str.title, EVERYBODY))),
    ],
)
def test_searching_the_directory(cast, login, query, names):
    page = login(cast.chris).get(f"/people/?{query}")

    assert {row.name for row in page.context["page"].object_list} == names


def test_the_log_shows_changes_only_of_what_the_reader_may_see(cast, login):
    record(
        "region.changed",
        by=cast.rob,
        target=cast.south,
        changes={"motto": ("old words", "new words")},
    )
    record(
        "plans.saved",
        by=cast.rob,
        target=DossierFactory(edition=cast.edition, region=cast.south),
        changes={"secret": ("covert words", "more covert words")},
    )

    page = login(cast.chris).get("/people/log/").content.decode()

    assert "new words" in page
    assert "plans saved" in page
    assert "covert" not in page


def test_a_lead_sees_invitations_to_the_own_team_and_no_others(cast, login):
    InvitationFactory(
        edition=cast.edition, role=Role.MEMBER, region=cast.south, email="mine@test.example"
    )
    InvitationFactory(
        edition=cast.edition, role=Role.MEMBER, region=cast.north, email="theirs@test.example"
    )
    InvitationFactory(edition=cast.edition, role=Role.FRIEND, email="friend@test.example")

    page = login(cast.rob).get("/people/invitations/").content.decode()

    assert "mine@test.example" in page
    assert "theirs@test.example" not in page
    assert "friend@test.example" not in page
    assert (
        "mine@test.example"
        not in login(cast.mia).get("/people/regions/south/team/").content.decode()
    )


def test_the_log_shows_the_newest_first_whoever_wrote_it_down_first(cast, login):
    for day in (2, 3, 1):
        with clock.frozen(clock.amsterdam(2099, 6, day, 12)):
            record("region.changed", by=cast.chris, target=cast.south)

    page = login(cast.chris).get("/people/log/")

    assert [line.entry.at.day for line in page.context["lines"][:3]] == [3, 2, 1]


def test_the_log_names_the_kind_of_thing_in_words(cast, login):
    entry = record("region.changed", by=cast.chris, target=cast.south)

    page = login(cast.chris).get("/people/log/").content.decode()

    assert f"regio {cast.south.pk} ·" in page
    assert entry.target_type not in page
