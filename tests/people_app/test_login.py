"""Logging in: by password and by code, and what no page may tell."""

import re

import pytest
from django.test import Client

from audit.models import Entry
from notifications.models import Delivery
from people.actions import add_person
from people.models import Person

PASSWORD = "korrekt paard batterij"


@pytest.fixture
def ada(db) -> Person:
    return add_person(email="Ada@Test.example", name="Ada", by=None, password=PASSWORD)


def log_in(client, email, password):
    return client.post("/account/login/", {"login": email, "password": password})


def test_the_right_password_opens_the_home_page(ada):
    client = Client()

    answer = log_in(client, "ada@test.example", PASSWORD)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(ada.pk)
    assert Entry.objects.filter(verb="person.logged_in", actor_id=ada.pk, how="page").count() == 1


def test_capitals_in_the_address_do_not_matter(ada):
    assert log_in(Client(), "ADA@test.example", PASSWORD).status_code == 302


def test_a_wrong_password_and_an_unknown_address_get_the_same_page(ada):
    known = log_in(Client(), "ada@test.example", "wrong wrong wrong")
    unknown = log_in(Client(), "bob@test.example", "wrong wrong wrong")

    def plain(answer, address):
        return without_secrets(answer).replace(address, "ADDRESS")

    assert known.status_code == unknown.status_code == 200
    assert plain(known, "ada@test.example") == plain(unknown, "bob@test.example")
    assert (
        "Controleer ze allebei" in known.content.decode() or "Check both" in known.content.decode()
    )


def without_secrets(answer) -> str:
    text = re.sub(
        r'value="[A-Za-z0-9]{64}"|"X-CSRFToken": "[A-Za-z0-9]+"', "TOKEN", answer.content.decode()
    )
    return re.sub(r'id="u[0-9a-f]{8}"|"u[0-9a-f]{8}"', "UID", text)


def test_somebody_who_may_not_log_in_any_more_is_told_so_only_with_the_right_password(ada):
    ada.is_active = False
    ada.save()

    assert log_in(Client(), ada.email, "wrong wrong wrong").status_code == 200
    assert log_in(Client(), ada.email, PASSWORD)["Location"] == "/account/inactive/"


def test_six_wrong_passwords_close_the_door_for_a_while_for_known_and_unknown_alike(ada):
    pages = {}
    for address in ("ada@test.example", "bob@test.example"):
        client = Client(REMOTE_ADDR=f"10.0.0.{len(address)}{len(pages)}")
        for _ in range(5):
            log_in(client, address, "wrong wrong wrong")
        answer = log_in(client, address, PASSWORD)
        pages[address] = without_secrets(answer).replace(address, "ADDRESS")
        assert "_auth_user_id" not in client.session

    assert pages["ada@test.example"] == pages["bob@test.example"]


def ask_code(client, email):
    return client.post("/account/login/code/", {"email": email}, follow=True)


def test_a_code_by_mail_logs_in(ada):
    client = Client()

    page = ask_code(client, ada.email)
    mail = Delivery.objects.get(address=ada.email)
    code = re.search(r"^[A-Z0-9-]{6,}$", mail.text, re.MULTILINE)[0]
    answer = client.post("/account/login/code/confirm/", {"code": code})

    assert page.redirect_chain == [("/account/login/code/confirm/", 302)]
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(ada.pk)


def test_a_wrong_code_is_refused_with_a_sentence(ada):
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    ask_code(client, ada.email)

    answer = client.post("/account/login/code/confirm/", {"code": "AAAA-AAAA"})

    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session
    assert "This code is not right. Look in the latest mail." in answer.content.decode()


@pytest.mark.parametrize("path", ["/account/login/code/", "/account/password/reset/"])
def test_known_and_unknown_addresses_get_the_same_page_and_one_mail_each(ada, path):
    pages = []
    for address in ("ada@test.example", "bob@test.example"):
        answer = Client().post(path, {"email": address}, follow=True)
        pages.append((answer.redirect_chain, without_secrets(answer).replace(address, "ADDRESS")))

    assert pages[0] == pages[1]
    assert sorted(Delivery.objects.values_list("address", flat=True)) == [
        "ada@test.example",
        "bob@test.example",
    ]


def test_the_mail_is_in_the_language_of_who_gets_it(ada):
    Person.objects.filter(pk=ada.pk).update(language="en")

    Client(HTTP_ACCEPT_LANGUAGE="nl").post("/account/login/code/", {"email": ada.email})

    assert Delivery.objects.get().text.startswith("Hello,")


def test_a_reset_link_leads_to_our_own_address_whatever_the_host(ada, settings):
    Client().post("/account/password/reset/", {"email": ada.email}, headers={"host": "127.0.0.1"})

    link = re.search(r"\S+/password/reset/key/\S+", Delivery.objects.get().text)[0]
    assert link.startswith(settings.BASE_URL + "/account/password/reset/key/")


def test_a_new_password_is_set_by_the_link_once(ada, settings):
    client = Client()
    client.post("/account/password/reset/", {"email": ada.email})
    link = re.search(r"\S+/password/reset/key/\S+", Delivery.objects.get().text)[0]
    path = link.removeprefix(settings.BASE_URL)
    form = client.get(path, follow=True)
    new = {"password1": "nog een lang wachtwoord", "password2": "nog een lang wachtwoord"}

    answer = client.post(form.request["PATH_INFO"], new)
    again = Client().get(path, follow=True)

    assert answer.status_code == 302
    ada.refresh_from_db()
    assert ada.check_password("nog een lang wachtwoord")
    assert b'name="password1"' not in again.content
    assert Entry.objects.filter(verb="person.password_set", target_id=str(ada.pk)).count() == 1


@pytest.mark.parametrize(
    "address",
    ["ada\x00@test.example", "😀@test.example", "א@test.example", "a" * 400 + "@x.nl", ""],
)
@pytest.mark.parametrize(
    "path", ["/account/login/", "/account/login/code/", "/account/password/reset/"]
)
def test_a_bad_address_is_answered_at_the_field(db, path, address):
    answer = Client().post(path, {"login": address, "email": address, "password": "x\x00"})

    assert answer.status_code == 200
    assert b"error-summary" in answer.content


def test_an_address_that_no_mailbox_has_gets_the_usual_page_and_no_mail(db):
    answer = Client().post("/account/login/code/", {"email": "a" * 300 + "@x.nl"})

    assert answer["Location"] == "/account/login/code/confirm/"
    assert Delivery.objects.count() == 0


@pytest.mark.parametrize(
    "evil", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:1"]
)
def test_next_never_leads_elsewhere(ada, evil):
    answer = Client().post(
        "/account/login/", {"login": ada.email, "password": PASSWORD, "next": evil}
    )

    assert answer["Location"] == "/"
