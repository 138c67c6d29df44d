"""Profiles, languages, roles that end, and what others may know of somebody."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from audit.models import Entry
from core import clock
from people import errors, hooks
from people.actions import add_person, choose_language
from people.actions.memberships import end_membership
from people.models import Invitation, Membership, Person, Role
from people.queries import present_membership, standing
from tests.factories.people import InvitationFactory, MembershipFactory, PersonFactory
from tests.factories.programme import EditionFactory

PROFILE = {"name": "Rob", "function": "", "expertise": "", "language": "nl"}


# ---------------------------------------------------------------- profile


def test_a_profile_is_kept_with_its_line_in_the_log(cast, login):
    answer = login(cast.rob).post(
        "/people/profile/", {**PROFILE, "function": "Lead", "expertise": "Campus"}
    )

    rob = Person.objects.get(pk=cast.rob.pk)
    entry = Entry.objects.get(verb="person.profile_changed")
    assert answer["Location"] == "/people/profile/"
    assert (rob.function, rob.expertise) == ("Lead", "Campus")
    assert (entry.actor_id, entry.target_id) == (rob.pk, str(rob.pk))
    assert entry.changes["function"] == {"type": "str", "old": "", "new": "Lead"}


def test_nothing_but_the_profile_can_be_written_there(cast, login):
    login(cast.rob).post(
        "/people/profile/",
        {**PROFILE, "email": "x@test.example", "is_superuser": "1", "is_staff": "on"},
    )

    rob = Person.objects.get(pk=cast.rob.pk)
    assert (rob.email, rob.is_superuser, rob.is_staff) == ("rob@test.example", False, False)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "Ro\x00b"}, "name"),
        ({"language": "de"}, "language"),
        ({"expertise": "woord " * 151}, "expertise"),
        ({"function": "x" * 161}, "function"),
    ],
)
def test_a_bad_profile_is_refused_at_the_field_and_the_rest_stays_typed(cast, login, fields, field):
    answer = login(cast.rob).post("/people/profile/", {**PROFILE, "function": "Typed", **fields})

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert not Entry.objects.filter(verb="person.profile_changed").exists()


@pytest.mark.parametrize("words", ["😀", "שלום", "<script>alert(1)</script>", "a\r\nb"])
def test_odd_words_in_a_profile_are_kept_and_never_run(cast, login, words):
    client = login(cast.rob)

    assert client.post("/people/profile/", {**PROFILE, "expertise": words}).status_code == 302
    assert "<script>alert(1)</script>" not in client.get("/people/profile/").content.decode()
    assert Person.objects.get(pk=cast.rob.pk).expertise == words.replace("\r\n", "\n")


# ---------------------------------------------------------------- language


@pytest.mark.parametrize(
    ("person", "cookie", "browser", "language"),
    [
        (None, None, None, "nl"),
        (None, None, "de", "nl"),
        (None, None, "en-GB,nl;q=0.5", "en"),
        (None, "nl", "en", "nl"),
        (None, "xx", "nl", "nl"),
        ("en", None, "nl", "en"),
        ("nl", None, "en", "nl"),
        ("nl", "en", "nl", "en"),
    ],
)
def test_the_language_of_a_page(db, login, person, cookie, browser, language):
    client = login(PersonFactory(language=person)) if person else Client()
    if cookie:
        client.cookies["django_language"] = cookie
    headers = {"accept-language": browser} if browser else {}

    page = client.get("/account/login/" if person is None else "/people/profile/", headers=headers)

    assert f'<html lang="{language}"' in page.content.decode()
    assert page["Content-Language"] == language


def test_a_language_that_is_chosen_holds_for_the_mail_and_elsewhere_too(cast, login):
    choose_language(person=cast.rob, language="en", by=cast.rob)

    assert '<html lang="en"' in login(cast.rob).get("/people/profile/").content.decode()
    assert Entry.objects.get().changes == {"language": {"type": "str", "old": "nl", "new": "en"}}


def test_the_profile_page_switches_this_browser_at_once(cast, login):
    client = login(cast.rob)
    client.cookies["django_language"] = "nl"

    client.post("/people/profile/", {**PROFILE, "language": "en"})

    assert '<html lang="en"' in client.get("/people/profile/").content.decode()


# ---------------------------------------------------------------- roles


def test_a_role_that_ends_counts_no_more_and_the_listeners_hear(
    cast, django_capture_on_commit_callbacks
):
    told: list[int] = []
    listener = told.append
    hooks.on_rights_changed(listener)

    with django_capture_on_commit_callbacks(execute=True):
        end_membership(membership=cast.mia.memberships.get(), by=cast.rob)
    hooks._listeners.remove(listener)

    assert told == [cast.mia.pk]
    assert standing(Person.objects.get(pk=cast.mia.pk)).roles == frozenset()
    assert Entry.objects.get(verb="membership.ended").changes["until_date"]["old"] is None


def test_a_role_that_was_given_today_ends_today(cast):
    membership = MembershipFactory(edition=cast.edition, role=Role.FRIEND, from_date=clock.today())

    end_membership(membership=membership, by=cast.chris)

    assert not Membership.objects.active().filter(pk=membership.pk).exists()


def test_a_role_ends_once(cast):
    membership = cast.mia.memberships.get()
    end_membership(membership=membership, by=cast.rob)

    with pytest.raises(errors.AlreadyEnded):
        end_membership(membership=membership, by=cast.rob)


def test_the_last_facilitator_stays(cast, login):
    membership = cast.chris.memberships.get()
    client = login(cast.chris)
    client.cookies["django_language"] = "en"

    answer = client.post(f"/people/memberships/{membership.pk}/end/", follow=True)

    assert (
        "This is the last facilitator of the edition. Invite another one first."
        in answer.content.decode()
    )
    assert standing(Person.objects.get(pk=cast.chris.pk)).facilitates == {cast.edition.pk}


def test_a_lead_ends_members_and_no_other_lead(cast, login):
    other = MembershipFactory(edition=cast.edition, role=Role.LEAD, region=cast.south)

    assert login(cast.rob).post(f"/people/memberships/{other.pk}/end/").status_code == 403


def test_a_facilitator_takes_no_role_from_an_administrator(cast, login):
    membership = cast.ben.memberships.get()

    assert login(cast.chris).post(f"/people/memberships/{membership.pk}/end/").status_code == 403


@pytest.mark.parametrize(
    ("from_days", "until_days", "counts"),
    [(0, None, True), (1, None, False), (-5, 0, True), (-5, -1, False), (-5, 5, True)],
)
def test_the_last_day_still_counts(cast, from_days, until_days, counts):
    today = clock.today()
    MembershipFactory(
        person=cast.sam,
        edition=cast.edition,
        role=Role.FRIEND,
        from_date=today + timedelta(days=from_days),
        until_date=None if until_days is None else today + timedelta(days=until_days),
    )

    assert ((cast.edition.pk, "friend") in standing(cast.sam).roles) is counts


def test_somebody_who_may_not_log_in_has_no_rights(cast):
    cast.rob.is_active = False

    assert standing(cast.rob).roles == frozenset()


def test_the_present_role_is_that_of_the_current_edition(cast):
    older = EditionFactory(programme=cast.edition.programme, year=2030)
    MembershipFactory(person=cast.ada, edition=older, role=Role.OBSERVER)

    assert present_membership(cast.ada).edition == cast.edition


@pytest.mark.parametrize(
    "fields",
    [
        {"role": "king"},
        {"role": Role.MEMBER, "region": None},
        {"role": Role.EXTRA_FRIEND, "until_date": None},
        {
            "role": Role.FRIEND,
            "from_date": clock.today(),
            "until_date": clock.today() - timedelta(days=1),
        },
    ],
    ids=["unknown role", "member of nothing", "extra friend for ever", "ends before it starts"],
)
def test_the_database_refuses_a_role_that_cannot_be(cast, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(edition=cast.edition, **fields)


def test_the_database_refuses_a_role_twice_and_an_address_in_capitals(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(person=cast.ada, edition=cast.edition, role=Role.FRIEND)
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory(email="Ada@Test.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        InvitationFactory(edition=cast.edition, email="Ada@Test.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        InvitationFactory(edition=cast.edition, role=Role.EXTRA_FRIEND)


# ---------------------------------------------------------------- inviting by the page


def post_invitation(client, **fields):
    client.cookies["django_language"] = "en"
    return client.post(
        "/people/invitations/new/",
        {"email": "n@test.example", "role": "friend", "language": "nl", **fields},
    )


def test_an_invitation_by_the_page(cast, login):
    answer = post_invitation(login(cast.chris))

    assert answer["Location"] == "/people/invitations/"
    assert Invitation.objects.get().edition == cast.edition


def test_a_lead_comes_back_to_the_team(cast, login):
    answer = post_invitation(login(cast.rob), role="member", region=cast.south.pk)

    assert answer["Location"] == "/people/regions/south/team/"


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"email": "no address"}, "email", "Enter a valid email address."),
        ({"email": "a\x00@test.example"}, "email", "Null characters are not allowed."),
        ({"role": "lead"}, "region", "Choose the region of this team."),
        (
            {"role": "extra_friend"},
            "role_until",
            "Say until when; an additional critical friend helps for a limited time.",
        ),
        (
            {"role": "extra_friend", "role_until": "2020-01-01"},
            "role_until",
            "Choose a day that is still to come.",
        ),
        ({"role": "administrator"}, "role", "Select a valid choice."),
        ({"role": "king"}, "role", "Select a valid choice."),
        ({"region": "999999"}, "region", "Select a valid choice."),
    ],
)
def test_an_invitation_that_cannot_be_is_refused_at_the_field(cast, login, fields, field, sentence):
    answer = post_invitation(login(cast.chris), **fields)

    assert answer.status_code == 200
    assert sentence in str(answer.context["form"].errors[field])
    assert not Invitation.objects.exists()


def test_a_role_without_a_region_takes_none(cast, login):
    answer = post_invitation(login(cast.chris), role="friend", region=cast.south.pk)

    assert "This role has no region. Leave it empty." in str(
        answer.context["form"].errors["region"]
    )


def test_the_same_address_twice_is_told_at_the_field(cast, login):
    client = login(cast.chris)
    post_invitation(client)

    answer = post_invitation(client)

    assert "This address already has an invitation for this role." in str(
        answer.context["form"].errors["email"]
    )
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "region"), [("friend", "south"), ("member", "north"), ("facilitator", "south")]
)
def test_a_lead_is_offered_the_own_team_alone(cast, login, role, region):
    answer = post_invitation(login(cast.rob), role=role, region=getattr(cast, region).pk)

    assert answer.status_code == 200
    assert not Invitation.objects.exists()


def test_a_lead_who_lost_the_role_while_typing_is_told_why(cast, login):
    client = login(cast.rob)
    end_membership(membership=cast.rob.memberships.get(), by=cast.chris)

    answer = post_invitation(client, role="member", region=cast.south.pk)

    assert answer.status_code == 403
    assert (
        "Facilitators invite people, and a region&#x27;s lead invites their own team."
        in answer.content.decode()
    )


def test_an_administrator_invites_in_every_edition(cast, login):
    other = EditionFactory(programme=cast.edition.programme, year=2018)

    post_invitation(login(cast.ben), edition=other.pk, role="administrator")

    assert Invitation.objects.get().edition == other


def test_a_person_without_an_invitation_is_made_with_an_address_that_counts(db):
    person = add_person(email="First@Test.example", name="First", by=None)

    assert (person.email, person.emailaddress_set.get().verified) == ("first@test.example", True)
    assert not person.has_usable_password()
