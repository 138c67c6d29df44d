"""The home page, the public pages, and the choice of language."""

from collections.abc import Callable

import pytest
from django.test import Client

from audit.models import Entry
from people.models import Person
from tests.factories.sessions import RoundFactory, steps_around
from tests.people import Cast

Login = Callable[[Person], Client]


def test_a_visitor_reads_what_it_is_and_where_to_log_in(db: None) -> None:
    response = Client().get("/")

    assert response.status_code == 200
    assert b'href="/account/login/"' in response.content


@pytest.mark.parametrize("path", ["/about/", "/privacy/", "/accessibility/"])
def test_the_public_pages_are_public(db: None, path: str) -> None:
    assert Client().get(path).status_code == 200


def test_the_home_page_shows_rounds_to_whoever_has_a_part(cast: Cast, login: Login) -> None:
    round_ = RoundFactory(edition=cast.edition)
    steps_around(round_, "review")

    shown = {
        name
        for name, person in cast.everybody().items()
        if b'class="step' in login(person).get("/").content
    }

    assert shown == set(cast.everybody())


def test_a_person_with_nothing_to_do_is_told_so(cast: Cast, login: Login) -> None:
    assert b"turn__title" not in login(cast.olga).get("/").content


def test_the_frame_says_how_many_things_wait(cast: Cast, login: Login) -> None:
    round_ = RoundFactory(edition=cast.edition)
    steps_around(round_, "plan")
    client = login(cast.rob)

    home, elsewhere = client.get("/"), client.get("/notices/")

    waiting = len(home.context["turn"])
    assert waiting == 1
    for page in (home, elsewhere):
        entries = {entry.key: entry.count for entry in page.context["frame"].top}
        assert entries["home"] == waiting


def test_the_choice_of_language_stays_with_the_person(cast: Cast, login: Login) -> None:
    client = login(cast.rob)

    response = client.post("/language/", {"language": "en", "next": "/about/"})

    assert response["Location"] == "/about/"
    cast.rob.refresh_from_db()
    assert cast.rob.language == "en"
    assert b'<html lang="en"' in client.get("/about/").content
    assert [
        entry.changes["language"]["new"]
        for entry in Entry.objects.filter(target_type="people.person")
    ] == ["en"]


def test_a_visitor_chooses_a_language_too(db: None) -> None:
    client = Client()

    client.post("/language/", {"language": "en", "next": "/"})

    assert b'<html lang="en"' in client.get("/").content


@pytest.mark.parametrize(
    "place", ["https://evil.example/", "//evil.example", "javascript:alert(1)"]
)
def test_the_choice_of_language_never_leads_elsewhere(db: None, place: str) -> None:
    assert Client().post("/language/", {"language": "en", "next": place})["Location"] == "/"


def test_an_unknown_language_changes_nothing(cast: Cast, login: Login) -> None:
    login(cast.rob).post("/language/", {"language": "xx", "next": "/"})

    cast.rob.refresh_from_db()
    assert cast.rob.language == "nl"


def test_outside_the_demo_there_is_no_outbox_and_no_short_way_in(cast: Cast, login: Login) -> None:
    client = login(cast.chris)

    assert client.get("/outbox/").status_code == 404
    assert client.post("/demo/login/", {"role": "facilitator"}).status_code == 404
    assert b"klankbord-demo" not in Client().get("/account/login/").content
