"""The gallery and the choice of colours."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

import ui
from tests.people import Cast
from ui.catalogue import markdown
from ui.components import COMPONENTS


@pytest.mark.parametrize(
    ("name", "status"), [("chris", 200), ("ben", 200), ("rob", 403), ("sam", 403), ("olga", 403)]
)
def test_the_gallery_is_for_facilitators_and_administrators(cast: Cast, login, name, status):
    response = login(cast.everybody()[name]).get(reverse("ui:gallery"))

    assert response.status_code == status


def test_a_visitor_of_the_gallery_logs_in_first(client):
    response = client.get(reverse("ui:gallery"))

    assert (response.status_code, response.url) == (302, "/account/login/?next=/ui/")


def test_the_gallery_shows_every_component(cast: Cast, login):
    text = login(cast.chris).get(reverse("ui:gallery")).content.decode()

    assert [name for name in COMPONENTS if f"<code>{name}</code>" not in text] == []


def test_no_id_stands_twice_in_the_gallery(cast: Cast, login):
    ids = re.findall(
        r'\sid="([^"]+)"', login(cast.chris).get(reverse("ui:gallery")).content.decode()
    )

    assert sorted(i for i in set(ids) if ids.count(i) > 1) == []


def test_the_readme_lists_the_components_as_they_are():
    readme = (Path(ui.__file__).parent / "README.md").read_text()

    assert readme.split("A star marks what is required.\n\n")[1] == markdown()


@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_a_choice_of_colours_stays(client, theme):
    response = client.post(reverse("ui:theme"), {"theme": theme, "next": "/ui/"})

    assert (response.status_code, response.url) == (302, "/ui/")
    assert response.cookies["theme"].value == theme


def test_an_unknown_choice_of_colours_changes_nothing(client):
    response = client.post(reverse("ui:theme"), {"theme": "pink", "next": "/ui/"})

    assert response.cookies.get("theme") is None


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "javascript:alert(1)", r"\\evil", ""]
)
def test_the_choice_of_colours_never_leads_away(client, back):
    assert client.post(reverse("ui:theme"), {"theme": "dark", "next": back}).url == "/"


def test_looking_does_not_choose_colours(client):
    assert client.get(reverse("ui:theme")).status_code == 405
