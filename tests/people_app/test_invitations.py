"""Invitations: who may send them, what the link does, and every way in which it may be worn out."""

import re
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from audit.models import Entry
from core import clock
from notifications.models import Delivery
from people import errors
from people.actions.invitations import (
    accept_invitation,
    invite,
    resend_invitation,
    revoke_invitation,
)
from people.actions.memberships import end_membership
from people.models import Invitation, Membership, Person, Role
from people.queries import standing
from tests.factories.people import InvitationFactory, MembershipFactory, PersonFactory

ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


def link_in(delivery: Delivery) -> str:
    return re.search(r"/people/invitations/accept/[\w-]+/", delivery.text)[0]


@pytest.fixture
def friend_link(cast) -> str:
    invite(
        by=cast.chris, email="New@Test.example", role=Role.FRIEND, edition=cast.edition, name="Nora"
    )
    return link_in(Delivery.objects.get(address="new@test.example"))


# ---------------------------------------------------------------- who may send


@pytest.mark.parametrize("role", Role.values)
def test_a_facilitator_invites_for_every_role_but_administrator(cast, role):
    place = {"region": cast.south} if role in {"lead", "member"} else {}
    until = {"role_until": date(2100, 1, 1)} if role == "extra_friend" else {}

    def send():
        return invite(
            by=cast.chris, email="a@test.example", role=role, edition=cast.edition, **place, **until
        )

    if role == "administrator":
        with pytest.raises(errors.NotYoursToInvite):
            send()
    else:
        assert send().role == role


def test_a_lead_invites_to_the_own_team_only(cast):
    def send(by, region, role=Role.MEMBER):
        return invite(by=by, email="a@test.example", role=role, edition=cast.edition, region=region)

    assert send(cast.rob, cast.south).region == cast.south
    for by, region, role in (
        (cast.rob, cast.north, Role.MEMBER),
        (cast.rob, None, Role.FRIEND),
        (cast.mia, cast.south, Role.MEMBER),
        (cast.sam, cast.south, Role.MEMBER),
        (cast.ada, cast.south, Role.MEMBER),
    ):
        with pytest.raises(errors.NotYoursToInvite):
            send(by, region, role)


def test_an_invitation_is_a_mail_and_a_line_in_the_log(cast):
    invitation = invite(
        by=cast.rob,
        email=" Nora@Test.example ",
        role=Role.MEMBER,
        edition=cast.edition,
        region=cast.south,
    )

    entry = Entry.objects.get(verb="invitation.sent")
    assert (invitation.email, Delivery.objects.get().address) == (
        "nora@test.example",
        "nora@test.example",
    )
    assert (entry.actor_id, entry.region_id) == (cast.rob.pk, cast.south.pk)
    assert entry.changes["role"] == {"type": "str", "old": None, "new": "member"}


def test_the_mail_is_in_the_language_that_the_inviter_chose(cast):
    invite(
        by=cast.chris, email="a@test.example", role=Role.FRIEND, edition=cast.edition, language="en"
    )

    assert "Accept the invitation:" in Delivery.objects.get().text


def test_the_same_invitation_waits_once(cast, friend_link):
    with pytest.raises(errors.AlreadyInvited):
        invite(by=cast.chris, email="new@test.example", role=Role.FRIEND, edition=cast.edition)

    assert Invitation.objects.count() == 1


def test_the_database_refuses_a_second_one_that_waits(cast, friend_link):
    with pytest.raises(IntegrityError), transaction.atomic():
        InvitationFactory(email="new@test.example", role=Role.FRIEND, edition=cast.edition)


def test_an_expired_one_makes_place(cast, friend_link):
    Invitation.objects.update(
        created_at=clock.now() - timedelta(days=40), expires_at=clock.now() - timedelta(days=1)
    )

    invite(by=cast.chris, email="new@test.example", role=Role.FRIEND, edition=cast.edition)

    assert [row.state for row in Invitation.objects.all()] == ["open", "revoked"]


# ---------------------------------------------------------------- the link


def test_a_guest_sees_what_is_offered_and_the_page_writes_nothing(cast, friend_link):
    client = Client(**ENGLISH)

    page = client.get(friend_link).content.decode()

    assert "You are invited" in page
    assert "critical friend (core)" in page
    assert "Chris invites you" in page
    assert dict(client.session) == {}


def sign_up(client, link, **fields):
    client.post(link)
    form = {"name": "Nora", "password1": "korrekt paard batterij", **fields}
    return client.post("/account/signup/", form)


def test_somebody_new_makes_an_account_and_is_in(cast, friend_link):
    client = Client()

    answer = sign_up(client, friend_link)

    nora = Person.objects.get(email="new@test.example")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(nora.pk)
    assert standing(nora).roles == {(cast.edition.pk, "friend")}
    assert Invitation.objects.get().accepted_by == nora
    assert nora.emailaddress_set.get().verified
    assert list(Entry.objects.filter(actor_id=nora.pk).values_list("verb", flat=True)) == [
        "person.logged_in",
        "invitation.accepted",
        "person.signed_up",
    ]


def test_without_a_password_one_logs_in_by_code(cast, friend_link):
    answer = sign_up(Client(), friend_link, password1="")

    assert answer["Location"] == "/"
    assert not Person.objects.get(email="new@test.example").has_usable_password()


def test_the_address_and_the_rights_in_the_form_count_for_nothing(cast, friend_link):
    sign_up(
        Client(),
        friend_link,
        email="evil@test.example",
        is_superuser="1",
        is_staff="1",
        role="facilitator",
    )

    nora = Person.objects.get(email="new@test.example")
    assert not Person.objects.filter(email="evil@test.example").exists()
    assert (nora.is_superuser, nora.is_staff) == (False, False)
    assert standing(nora).roles == {(cast.edition.pk, "friend")}


def test_without_an_invitation_nobody_signs_up_and_known_and_unknown_are_told_the_same(cast):
    def page(email):
        client = Client(**ENGLISH)
        answer = client.post(
            "/account/signup/", {"email": email, "name": "X", "password1": "korrekt paard batterij"}
        )
        return answer.status_code, re.sub(
            r'"X-CSRFToken": "\w+"|value="\w{64}"|u[0-9a-f]{8}', "", answer.content.decode()
        )

    known, unknown = page("rob@test.example"), page("nobody@test.example")

    assert known == unknown
    assert "You get an account by invitation." in known[1]
    assert not Person.objects.filter(name="X").exists()


@pytest.mark.parametrize("name", ["Nora\x00", "😀 Nora", "נורה", "<b>Nora</b>", "Nora  "])
def test_odd_names_are_kept_or_refused_at_the_field_but_never_break(cast, friend_link, name):
    client = Client()

    answer = sign_up(client, friend_link, name=name)

    made = Person.objects.filter(email="new@test.example").first()
    if made is None:
        assert answer.status_code == 200
        assert b"error-summary" in answer.content
    else:
        assert made.name == name.strip()
        assert "<b>Nora</b>" not in client.get("/people/profile/", follow=True).content.decode()


@pytest.mark.parametrize("password", ["short", "password1234", "123456789012", "new@test.example"])
def test_a_weak_password_is_refused_at_the_field_and_nothing_is_written(
    cast, friend_link, password
):
    answer = sign_up(Client(), friend_link, password1=password)

    assert answer.status_code == 200
    assert b"error-summary" in answer.content
    assert 'value="Nora"' in answer.content.decode()
    assert not Person.objects.filter(email="new@test.example").exists()


# ---------------------------------------------------------------- worn out links


def closed(client, link, status, sentence):
    for answer in (client.get(link), client.post(link)):
        assert answer.status_code == status
        assert sentence in answer.content.decode()


def test_an_unknown_link(db):
    closed(
        Client(**ENGLISH),
        "/people/invitations/accept/nonsense/",
        404,
        "This invitation cannot be used.",
    )


def test_an_expired_link(friend_link):
    Invitation.objects.update(
        created_at=clock.now() - timedelta(days=40), expires_at=clock.now() - timedelta(days=1)
    )

    closed(Client(**ENGLISH), friend_link, 410, "This invitation has expired.")


def test_a_link_to_a_role_that_has_ended(cast):
    InvitationFactory(
        role=Role.EXTRA_FRIEND, role_until=clock.today(), edition=cast.edition, token_hash="x"
    )
    assert Invitation.objects.get().state == "open"

    Invitation.objects.update(role_until=clock.today() - timedelta(days=1))

    assert Invitation.objects.get().state == "expired"
    assert not Invitation.objects.usable().exists()


def test_a_revoked_link(cast, friend_link):
    revoke_invitation(invitation=Invitation.objects.get(), by=cast.chris)

    closed(Client(**ENGLISH), friend_link, 410, "This invitation was withdrawn.")


def test_a_used_link(cast, friend_link):
    sign_up(Client(), friend_link)

    closed(Client(**ENGLISH), friend_link, 410, "This invitation was already accepted.")


def test_a_link_that_was_sent_again_no_longer_works(cast, friend_link):
    resend_invitation(invitation=Invitation.objects.get(), by=cast.chris)

    new = link_in(Delivery.objects.first())
    assert new != friend_link
    assert Client().get(friend_link).status_code == 404
    assert Client().get(new).status_code == 200


def test_an_invitation_that_is_withdrawn_between_form_and_button_makes_nobody(cast, friend_link):
    client = Client(**ENGLISH)
    client.post(friend_link)
    assert b'name="name"' in client.get("/account/signup/").content
    revoke_invitation(invitation=Invitation.objects.get(), by=cast.chris)

    answer = client.post(
        "/account/signup/", {"name": "Nora", "password1": "korrekt paard batterij"}
    )

    assert "You get an account by invitation." in answer.content.decode()
    assert not Person.objects.filter(email="new@test.example").exists()


def test_somebody_else_who_is_logged_in_is_asked_to_log_out(cast, login, friend_link):
    client = login(cast.rob)
    client.cookies["django_language"] = "en"

    closed(client, friend_link, 403, "This invitation is for another address.")
    assert Invitation.objects.get().accepted_at is None


def test_a_known_person_logs_in_and_accepts_with_a_button(cast, login):
    invite(by=cast.chris, email=cast.sam.email, role=Role.RESEARCHER, edition=cast.edition)
    link = link_in(Delivery.objects.get())

    go_on = Client().post(link)
    client = login(cast.sam)
    page = client.get(link)
    answer = client.post(link)

    assert go_on["Location"].startswith("/account/login/?next=%2Fpeople%2Finvitations%2Faccept%2F")
    assert page.status_code == 200
    assert answer["Location"] == "/"
    assert (cast.edition.pk, "researcher") in standing(Person.objects.get(pk=cast.sam.pk)).roles


def test_a_second_press_on_the_button_changes_nothing(cast, login):
    invite(by=cast.chris, email=cast.sam.email, role=Role.RESEARCHER, edition=cast.edition)
    link = link_in(Delivery.objects.get())
    client = login(cast.sam)

    first, second = client.post(link), client.post(link)

    assert (first.status_code, second.status_code) == (302, 410)
    assert Membership.objects.filter(person=cast.sam, role=Role.RESEARCHER).count() == 1


def test_too_many_links_from_one_place_are_refused_for_a_while(db):
    answers = [Client().get(f"/people/invitations/accept/guess{n}/").status_code for n in range(31)]

    assert answers == [404] * 30 + [429]


# ---------------------------------------------------------------- what a role becomes


def test_somebody_who_left_comes_back_in_the_same_row(cast):
    end_membership(membership=cast.mia.memberships.get(), by=cast.rob)
    assert standing(Person.objects.get(pk=cast.mia.pk)).teams == frozenset()

    invitation = invite(
        by=cast.rob, email=cast.mia.email, role=Role.MEMBER, edition=cast.edition, region=cast.south
    )
    accept_invitation(invitation=invitation, by=cast.mia)

    membership = cast.mia.memberships.get()
    assert (membership.from_date, membership.until_date) == (clock.today(), None)


def test_an_additional_friend_gets_the_end_date_of_the_invitation(cast):
    nora = PersonFactory(email="nora@test.example")
    until = clock.today() + timedelta(days=30)
    invitation = invite(
        by=cast.chris,
        email=nora.email,
        role=Role.EXTRA_FRIEND,
        edition=cast.edition,
        role_until=until,
    )

    assert accept_invitation(invitation=invitation, by=nora).until_date == until


def test_an_invitation_never_shortens_a_role(cast):
    nora = PersonFactory(email="nora@test.example")
    late = date(2100, 1, 1)
    MembershipFactory(person=nora, role=Role.EXTRA_FRIEND, edition=cast.edition, until_date=late)
    invitation = invite(
        by=cast.chris,
        email=nora.email,
        role=Role.EXTRA_FRIEND,
        edition=cast.edition,
        role_until=clock.today(),
    )

    assert accept_invitation(invitation=invitation, by=nora).until_date == late


def test_who_lost_the_right_meanwhile_cannot_send_again_or_withdraw(cast):
    invitation = invite(
        by=cast.rob,
        email="n@test.example",
        role=Role.MEMBER,
        edition=cast.edition,
        region=cast.south,
    )
    end_membership(membership=cast.rob.memberships.get(), by=cast.chris)
    rob = Person.objects.get(pk=cast.rob.pk)

    for action in (resend_invitation, revoke_invitation):
        with pytest.raises(errors.NotYoursToInvite):
            action(invitation=invitation, by=rob)


@pytest.mark.parametrize("action", [resend_invitation, revoke_invitation])
def test_an_accepted_invitation_can_be_neither_sent_again_nor_withdrawn(cast, action):
    nora = PersonFactory(email="nora@test.example")
    invitation = invite(by=cast.chris, email=nora.email, role=Role.FRIEND, edition=cast.edition)
    accept_invitation(invitation=invitation, by=nora)

    with pytest.raises(errors.InvitationUsed):
        action(invitation=invitation, by=cast.chris)
