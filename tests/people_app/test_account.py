"""The pages of one's own account: each in both languages, under the strict policy, and changing an address."""

import re

import pytest
from django.test import Client

from audit.models import Entry
from notifications.models import Delivery
from people.actions import add_person
from people.models import Person

PASSWORD = "korrekt paard batterij"
FOR_GUESTS = [
    "/account/login/",
    "/account/login/code/",
    "/account/password/reset/",
    "/account/signup/",
    "/account/inactive/",
]
FOR_PERSONS = [
    "/account/logout/",
    "/account/email/",
    "/account/password/change/",
    "/account/reauthenticate/",
    "/account/2fa/",
    "/account/2fa/webauthn/",
    "/account/sessions/",
]
AFTER_PROOF = [
    "/account/2fa/totp/activate/",
    "/account/2fa/webauthn/add/",
]


@pytest.fixture
def nora(db) -> Person:
    return add_person(email="nora@test.example", name="Nora", by=None, password=PASSWORD)


def logged_in(person: Person) -> Client:
    client = Client()
    client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    return client


def check(answer, language):
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in page
    assert len(re.findall(r"<h1\b", page)) == 1
    assert not re.findall(r"\sstyle=|\son\w+=", page)
    assert all(
        "src=" in tag or "application/json" in tag for tag in re.findall(r"<script\b[^>]*>", page)
    )
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert page.count("nl-button--primary") <= 1
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("path", FOR_GUESTS)
def test_every_page_for_guests(db, path, language):
    client = Client()
    client.cookies["django_language"] = language

    answer = client.get(path)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in page
    assert len(re.findall(r"<h1\b", page)) == 1
    assert not re.findall(r"\sstyle=|\son\w+=", page)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("path", FOR_PERSONS)
def test_every_page_of_the_own_account(nora, path, language):
    client = logged_in(nora)
    client.cookies["django_language"] = language

    check(client.get(path), language)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("path", AFTER_PROOF)
def test_every_page_that_asks_for_proof(nora, path, language):
    client = logged_in(nora)
    client.cookies["django_language"] = language
    assert client.get(path)["Location"].startswith("/account/reauthenticate/")

    client.post("/account/reauthenticate/", {"password": PASSWORD})

    check(client.get(path), language)


@pytest.mark.parametrize("path", [*FOR_PERSONS, *AFTER_PROOF])
def test_a_guest_sees_nothing_of_an_account(db, path):
    answer = Client().get(path)

    assert answer.status_code == 302
    assert "/account/login/" in answer["Location"] or answer["Location"] == "/"


def change_to(client, address):
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client.post("/account/email/", {"email": address, "action_add": "1"}, follow=True)


def test_another_address_counts_after_the_code_that_was_mailed_to_it(nora):
    client = logged_in(nora)

    page = change_to(client, "Nieuw@Test.example")
    mail = Delivery.objects.get(address="nieuw@test.example")
    code = re.search(r"^[A-Z0-9-]{6,}$", mail.text, re.MULTILINE)[0]
    before = Person.objects.get(pk=nora.pk).email
    client.post(page.request["PATH_INFO"], {"code": code})

    assert before == "nora@test.example"
    assert Person.objects.get(pk=nora.pk).email == "nieuw@test.example"
    assert Entry.objects.filter(verb="person.email_changed", actor_id=nora.pk).count() == 1
    assert (
        Delivery.objects.filter(address="nora@test.example").count() == 1
    )  # the old address hears of it


def test_an_address_of_somebody_else_gets_the_same_page_and_no_code(nora):
    add_person(email="bob@test.example", name="Bob", by=None)

    def page(address):
        answer = change_to(logged_in(Person.objects.get(pk=nora.pk)), address)
        text = re.sub(
            r'value="\w{64}"|"X-CSRFToken": "\w+"|u[0-9a-f]{8}', "", answer.content.decode()
        )
        return answer.redirect_chain, text.replace(address, "ADDRESS")

    known, unknown = page("bob@test.example"), page("nobody@test.example")

    assert known == unknown
    assert "code" not in Delivery.objects.get(address="bob@test.example").subject.lower()


def test_what_was_mailed_is_plain_text_and_html_with_the_same_words(nora):
    Client().post("/account/login/code/", {"email": nora.email})

    mail = Delivery.objects.get()
    code = re.search(r"^[A-Z0-9-]{6,}$", mail.text, re.MULTILINE)[0]
    assert code in mail.html
    assert code in mail.subject
    assert '<html lang="nl"' in mail.html
