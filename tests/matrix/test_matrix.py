"""Every address, tried by everybody, with every method. `table.txt` says what each gets.

login: sent to the log-in page; see: sent elsewhere after a write or a look. To write the table anew
after a deliberate change: `MATRIX=write pytest tests/matrix`, and read every line that changed.
"""

import os
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from front.demo.accounts import address
from front.demo.loading import load
from people.models import Person
from people.second_factor import PROVEN
from tests.matrix import table
from tests.matrix.paths import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("matrix")]


@pytest.fixture(scope="module")
def paths(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, str]]:
    """The demo, loaded once for all of these tests, and gone after them."""
    demo = override_settings(DEMO=True)
    with demo, django_db_blocker.unblock(), transaction.atomic():
        load()
        yield addresses()
        transaction.set_rollback(True)


def client_of(who: str) -> Client:
    client = Client(raise_request_exception=False)
    if who != "nobody":
        person = Person.objects.get(email=address(who))
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session[PROVEN] = person.pk
        session.save()
    return client


def answer(client: Client, method: str, path: str) -> str:
    """What this person gets; nothing that it writes stays."""
    with transaction.atomic():
        response = client.generic(
            method, path, "", content_type="application/x-www-form-urlencoded"
        )
        transaction.set_rollback(True)
    if response.status_code in (301, 302, 303):
        return "login" if response["Location"].startswith("/account/login/") else "see"
    return str(response.status_code)


def test_everybody_gets_what_the_table_says(paths: dict[str, str]) -> None:
    found: table.Answers = {(name, method): [] for name in paths for method in table.METHODS}
    for who in table.PEOPLE:
        client = client_of(who)
        for (name, method), row in found.items():
            row.append(answer(client, method, paths[name]))
            if name == "account_logout":
                client = client_of(who)
    if os.environ.get("MATRIX") == "write":
        table.FILE.write_text(table.write(found))

    expected = table.read(table.FILE.read_text())
    wrong = {
        key: (row, expected.get(key)) for key, row in found.items() if row != expected.get(key)
    }
    assert wrong == {}
    assert set(expected) == set(found)


def test_no_address_answers_to_other_methods(paths: dict[str, str]) -> None:
    client = client_of("facilitator")

    odd = {
        (name, method): code
        for name, path in paths.items()
        for method in ("PUT", "PATCH", "DELETE")
        if (code := answer(client, method, path)) not in {"403", "404", "405"}
    }
    assert odd == {}


def test_nobody_ever_gets_an_error_of_ours(paths: dict[str, str]) -> None:
    rows = table.read(table.FILE.read_text())

    assert [key for key, row in rows.items() if any(code.startswith("5") for code in row)] == []
