"""The inbox, the preferences, and the way out of a mail."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from notifications.actions import notify
from notifications.letters import unsubscribe_path
from notifications.models import Notice, Preference
from people.models import Person
from tests.notifications.kind import REGION_NEWS
from tests.people import Cast

Login = Callable[[Person], Client]


@pytest.mark.parametrize("count", [1, 30])
def test_the_inbox_takes_as_many_queries_for_1_as_for_30(
    cast: Cast, login: Login, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        notify(
            [cast.rob], REGION_NEWS, about=cast.south, key=str(number), context={"name": "South"}
        )
    client = login(cast.rob)
    client.get("/notices/")

    with django_assert_num_queries(11):
        response = client.get("/notices/")

    assert response.content.count(b"rows__item") == count


def test_an_empty_inbox_says_what_will_be_there(cast: Cast, login: Login) -> None:
    response = login(cast.rob).get("/notices/")

    assert b"empty" in response.content


def test_a_notice_leads_to_its_page_and_is_read(cast: Cast, login: Login) -> None:
    [notice] = notify([cast.rob], REGION_NEWS, about=cast.south, context={"name": "South"})

    response = login(cast.rob).post(reverse("notifications:notice-read", args=[notice.pk]))

    assert response["Location"] == f"/about/?region={cast.south.pk}"
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_somebody_elses_notice_does_not_exist(cast: Cast, login: Login) -> None:
    [notice] = notify([cast.rob], REGION_NEWS, about=cast.south, context={"name": "South"})

    response = login(cast.sam).post(reverse("notifications:notice-read", args=[notice.pk]))

    assert response.status_code == 404
    assert Notice.objects.get().read_at is None


def test_looking_at_an_unsubscribe_link_changes_nothing(cast: Cast) -> None:
    path = unsubscribe_path(cast.rob, REGION_NEWS.key)

    assert Client().get(path).status_code == 200
    assert Preference.objects.count() == 0


def test_one_click_stops_one_kind_without_logging_in(cast: Cast) -> None:
    path = unsubscribe_path(cast.rob, REGION_NEWS.key)

    response = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert Preference.objects.get().mail is False


def test_a_changed_unsubscribe_link_says_what_to_do(cast: Cast) -> None:
    response = Client().get(unsubscribe_path(cast.rob, REGION_NEWS.key)[:-3] + "x/")

    assert response.status_code == 404
    assert b"<h1" in response.content


def test_preferences_are_kept(cast: Cast, login: Login) -> None:
    client = login(cast.rob)

    client.post("/notices/preferences/", {})

    assert Preference.objects.get(person=cast.rob, kind=REGION_NEWS.key).mail is False
    assert (
        b"checked"
        not in client.get("/notices/preferences/").content.split(b"tests__region_news")[1][:200]
    )
