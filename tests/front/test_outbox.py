"""The demo's outbox: every mail, for the facilitator and the administrator alone."""

from collections.abc import Callable

import pytest
from django.test import Client, override_settings

from notifications.actions import queue_mail
from people.models import Person
from tests.people import Cast

Login = Callable[[Person], Client]


@override_settings(DEMO=True)
def test_the_outbox_is_read_by_facilitator_and_administrator(cast: Cast, login: Login) -> None:
    read = {
        name
        for name, person in cast.everybody().items()
        if login(person).get("/outbox/").status_code == 200
    }

    assert read == {"chris", "ben"}


@override_settings(DEMO=True)
@pytest.mark.parametrize("count", [1, 30])
def test_the_outbox_takes_as_many_queries_for_1_as_for_30(
    cast: Cast, login: Login, count: int, django_assert_num_queries
) -> None:
    for number in range(count):
        queue_mail("a@test.example", subject=f"Mail {number}", text="Hello")
    client = login(cast.chris)
    client.get("/outbox/")

    with django_assert_num_queries(9):
        response = client.get("/outbox/")

    assert response.content.count(b"rows__item") == count


@override_settings(DEMO=True)
def test_a_mail_is_shown_as_text(cast: Cast, login: Login) -> None:
    mail = queue_mail("a@test.example", subject="Hi", text="<script>alert(1)</script>")

    response = login(cast.chris).get(f"/outbox/{mail.pk}/")

    assert b"&lt;script&gt;" in response.content


def test_outside_the_demo_it_does_not_exist_for_anybody(cast: Cast, login: Login) -> None:
    assert {login(person).get("/outbox/").status_code for person in cast.everybody().values()} == {
        404
    }
    assert Client().get("/outbox/").status_code == 404
