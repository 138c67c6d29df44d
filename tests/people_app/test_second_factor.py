"""Who must prove more than a password, and how."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from audit.context import coming_by
from audit.models import Entry
from notifications.models import Delivery
from people import hooks, vault
from people.actions import add_person
from people.models import Person, Role
from people.present import persons_of
from people.second_factor import PROVEN
from tests.factories.people import MembershipFactory

PASSWORD = "korrekt paard batterij"


@pytest.fixture
def chris(cast) -> Person:
    person = add_person(email="new@test.example", name="New", by=None, password=PASSWORD)
    MembershipFactory(person=person, edition=cast.edition, role=Role.FACILITATOR)
    return person


def logged_in(person: Person, **extra) -> Client:
    client = Client(**extra)
    client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    return client


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def new_secret(client: Client) -> str:
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    client.get("/account/2fa/totp/activate/")
    return client.session["mfa.totp.secret"]


def switch_on(client: Client) -> str:
    secret = new_secret(client)
    client.post("/account/2fa/totp/activate/", {"code": code_for(secret)})
    return secret


@pytest.mark.parametrize("path", ["/", "/people/", "/people/invitations/", "/programme/"])
def test_a_facilitator_without_one_is_sent_to_set_it_up(chris, path):
    answer = logged_in(chris).get(path)

    assert (answer.status_code, answer["Location"]) == (302, "/account/2fa/")


def test_a_fragment_and_a_program_are_told_too(chris):
    client = logged_in(chris)
    client.cookies["django_language"] = "en"

    assert client.get("/people/", headers={"hx-request": "true"})["HX-Redirect"] == "/account/2fa/"
    answer = client.get("/api/v1/anything")
    assert answer.status_code == 403
    assert "Your role asks for a second factor." in answer.json()["detail"]


def test_a_socket_opens_only_with_it(chris):
    without, proven = logged_in(chris), logged_in(chris)
    switch_on(proven)

    Authenticator.objects.all().delete()

    assert persons_of([without.session.session_key]) == {}
    session = proven.session
    session[PROVEN] = chris.pk
    session.save()
    assert persons_of([session.session_key]) == {session.session_key: chris}


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.FACILITATOR])
def test_it_is_asked_of_who_runs_things(cast, role):
    person = add_person(email="x@test.example", name="X", by=None, password=PASSWORD)
    MembershipFactory(person=person, edition=cast.edition, role=role)

    assert logged_in(person).get("/people/")["Location"] == "/account/2fa/"


@pytest.mark.parametrize("role", [Role.FRIEND, Role.OBSERVER, Role.RESEARCHER])
def test_it_is_not_asked_of_others(cast, role):
    person = add_person(email="x@test.example", name="X", by=None, password=PASSWORD)
    MembershipFactory(person=person, edition=cast.edition, role=role)

    assert logged_in(person).get("/people/").status_code == 200


def test_in_the_demo_it_is_asked_of_nobody(chris, settings):
    settings.DEMO = True

    assert logged_in(chris).get("/people/").status_code == 200


def test_logging_out_and_choosing_a_language_stay_possible(chris):
    client = logged_in(chris)

    assert client.post("/language/", {"language": "en", "next": "/"}).status_code == 302
    assert client.post("/account/logout/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_an_app_opens_the_way_and_its_key_is_kept_encrypted(
    chris, django_capture_on_commit_callbacks
):
    client = logged_in(chris)

    with django_capture_on_commit_callbacks(execute=True):
        secret = switch_on(client)

    kept = Authenticator.objects.get(type="totp").data["secret"]
    notes = Entry.objects.filter(verb="person.second_factor_added", actor_id=chris.pk)
    assert secret not in kept
    assert vault.unlock(kept) == secret
    assert client.get("/people/").status_code == 200
    assert [note.changes["second_factor"]["new"] for note in notes] == ["recovery_codes", "totp"]
    assert {mail.address for mail in Delivery.objects.all()} == {chris.email}


def test_the_next_log_in_asks_for_the_code(chris):
    secret = switch_on(logged_in(chris))
    Authenticator.objects.filter(type="totp").update(last_used_at=None)
    client = logged_in(chris)

    assert "_auth_user_id" not in client.session
    assert client.get("/people/")["Location"].startswith("/account/login/")
    wrong = client.post("/account/2fa/authenticate/", {"code": "000000"})
    from django.core.cache import cache

    cache.clear()  # the same code may be used once; the app would show the next one by now
    right = client.post("/account/2fa/authenticate/", {"code": code_for(secret)})

    assert wrong.status_code == 200
    assert right.status_code == 302
    assert client.get("/people/").status_code == 200


def test_a_recovery_code_logs_in_once(chris):
    first = logged_in(chris)
    switch_on(first)
    first.post("/account/2fa/recovery-codes/generate/")
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]

    once, twice = logged_in(chris), logged_in(chris)
    used = once.post("/account/2fa/authenticate/", {"code": code})
    again = twice.post("/account/2fa/authenticate/", {"code": code})

    assert (used.status_code, again.status_code) == (302, 200)
    assert "_auth_user_id" not in twice.session


def test_changing_how_one_logs_in_asks_once_more_who_it_is(chris):
    answer = logged_in(chris).post("/account/2fa/totp/activate/", {"code": "123456"})

    assert answer["Location"].startswith("/account/reauthenticate/")


def test_a_new_password_ends_other_sessions_and_tells_the_listeners(
    chris, django_capture_on_commit_callbacks
):
    here, elsewhere = logged_in(chris), logged_in(chris)
    told: list[int] = []
    listener = told.append
    hooks.on_rights_changed(listener)
    new = "een heel ander wachtwoord"

    with django_capture_on_commit_callbacks(execute=True):
        answer = here.post(
            "/account/password/change/",
            {"oldpassword": PASSWORD, "password1": new, "password2": new},
        )
    hooks._listeners.remove(listener)

    assert answer.status_code == 302
    assert set(told) == {chris.pk}
    assert here.get("/account/email/").status_code == 200
    assert elsewhere.get("/account/email/").status_code == 302
    assert Entry.objects.filter(verb="person.password_set").count() == 1


def test_other_devices_are_logged_out_with_one_button(cast):
    person = add_person(email="x@test.example", name="X", by=None, password=PASSWORD)
    here, elsewhere = (
        logged_in(person),
        logged_in(person, HTTP_USER_AGENT="Mozilla/5.0 (Windows) Firefox/150"),
    )

    page = here.get("/account/sessions/").content.decode()
    here.post("/account/sessions/")

    assert "Firefox, Windows" in page
    assert here.get("/account/sessions/").status_code == 200
    assert elsewhere.get("/account/sessions/").status_code == 302
    assert Entry.objects.filter(verb="person.sessions_ended", actor_id=person.pk).count() == 1


def test_the_line_in_the_log_and_the_change_stand_or_fall_together(chris, settings):
    opened = logged_in(chris)
    secret = new_secret(opened)
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "ActorMiddleware" not in name]
    client = Client(raise_request_exception=False)
    client.cookies = opened.cookies

    with coming_by("nowhere"):  # a way that the database does not know
        answer = client.post("/account/2fa/totp/activate/", {"code": code_for(secret)})

    assert answer.status_code == 500
    assert not Authenticator.objects.filter(user=chris).exists()
    assert not Entry.objects.filter(verb="person.second_factor_added").exists()
