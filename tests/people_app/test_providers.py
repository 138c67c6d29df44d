"""Logging in with an organisation's own account: linked by issuer and subject, never by an address."""

import json

import pytest
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows.login import complete_login
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client, RequestFactory

from audit.models import Entry
from config import backends
from people.actions import add_person
from people.actions.invitations import revoke_invitation
from people.invited import SESSION_KEY
from people.models import Invitation, Person, Role
from people.queries import standing
from tests.people_app.test_invitations import friend_link  # noqa: F401 -- a fixture

PROVIDER = {
    "id": "sso",
    "name": "My organisation",
    "client_id": "k",
    "secret": "s",
    "server_url": "https://login.example",
}
CLAIMS = {"sub": "42", "name": "Nora at work", "email": "nora@work.example", "email_verified": True}


@pytest.fixture
def provider(settings, monkeypatch):
    monkeypatch.setenv("OIDC_PROVIDERS", json.dumps([PROVIDER]))
    settings.SOCIALACCOUNT_PROVIDERS = backends.openid_providers("OIDC_PROVIDERS")


def come_back(claims, *, session=None, user=None):
    """What happens when the provider's answer is in."""
    request = RequestFactory().get("/account/oidc/sso/login/callback/")
    request.session = session or SessionStore()
    request.user = user or AnonymousUser()
    request._messages = CookieStorage(request)
    with context.request_context(request):
        provider = get_adapter(request).get_provider(request, "sso")
        login = provider.sociallogin_from_response(request, {"userinfo": claims})
        login.state["process"] = "login"
        return request, complete_login(request, login)


def session_with(link) -> SessionStore:
    session = SessionStore()
    session[SESSION_KEY] = link.rstrip("/").rpartition("/")[2]
    return session


def test_without_an_invitation_nobody_new_comes_in(db, provider):
    _request, answer = come_back(CLAIMS)

    assert "nodig" in answer.content.decode() or "invitation" in answer.content.decode()
    assert not Person.objects.exists()


def test_an_address_that_is_known_opens_nothing(db, provider):
    add_person(email=CLAIMS["email"], name="Nora", by=None)

    request, _answer = come_back(CLAIMS)

    assert "_auth_user_id" not in request.session
    assert not SocialAccount.objects.exists()


def test_with_an_invitation_one_comes_in_at_the_invited_address(cast, provider, friend_link):  # noqa: F811 -- the fixture
    request, answer = come_back(CLAIMS, session=session_with(friend_link))

    nora = Person.objects.get(email="new@test.example")
    assert answer.status_code == 302
    assert request.session["_auth_user_id"] == str(nora.pk)
    assert (nora.name, nora.has_usable_password()) == ("Nora at work", False)
    assert list(EmailAddress.objects.filter(user=nora).values_list("email", "verified")) == [
        ("new@test.example", True)
    ]
    assert SocialAccount.objects.get().uid == "42"
    assert standing(nora).roles == {(cast.edition.pk, Role.FRIEND)}
    assert Entry.objects.filter(verb="person.signed_up", actor_id=nora.pk).exists()


def test_the_next_time_the_subject_is_enough_whatever_the_address(cast, provider, friend_link):  # noqa: F811 -- the fixture
    come_back(CLAIMS, session=session_with(friend_link))

    request, _answer = come_back({**CLAIMS, "email": "changed@work.example"})
    other, _answer = come_back({**CLAIMS, "sub": "43"})

    assert request.session["_auth_user_id"] == str(Person.objects.get(email="new@test.example").pk)
    assert "_auth_user_id" not in other.session


def test_an_invitation_that_is_gone_makes_nobody(cast, provider, friend_link):  # noqa: F811 -- the fixture
    session = session_with(friend_link)
    revoke_invitation(invitation=Invitation.objects.get(), by=cast.chris)

    come_back(CLAIMS, session=session)

    assert not Person.objects.filter(name="Nora at work").exists()
    assert not SocialAccount.objects.exists()


def test_the_log_in_page_names_the_providers_of_the_settings(db, provider):
    page = Client().get("/account/login/").content.decode()

    assert "My organisation" in page
    assert "/account/oidc/sso/login/" in page
