"""Sessions that rest, and the lines that every action leaves."""

from datetime import timedelta

import pytest

from audit.models import Entry
from core import clock
from people.actions import add_person, change_profile, choose_language
from people.actions.invitations import (
    accept_invitation,
    invite,
    resend_invitation,
    revoke_invitation,
)
from people.actions.memberships import end_membership
from people.actions.regions import change_region
from people.models import Role
from people.sessions_seen import SEEN


def after(**rest):
    return clock.frozen(clock.now() + timedelta(**rest))


def test_half_a_day_without_a_page_logs_out(cast, login):
    client = login(cast.rob)

    with after(hours=12, minutes=1):
        answer = client.get("/people/")

    assert answer["Location"] == "/account/login/?next=/people/"
    assert "_auth_user_id" not in client.session


def test_whoever_goes_on_stays_in(cast, login):
    client = login(cast.rob)

    with after(hours=11):
        first = client.get("/people/")
    with after(hours=22):
        second = client.get("/people/")

    assert (first.status_code, second.status_code) == (200, 200)


@pytest.mark.parametrize(("minutes", "written"), [(9, False), (11, True)])
def test_the_moment_is_written_once_in_a_while(cast, login, minutes, written):
    client = login(cast.rob)
    before = client.session[SEEN]

    with after(minutes=minutes):
        client.get("/people/")

    assert (client.session[SEEN] > before) is written


def _invitation(cast):
    return invite(by=cast.chris, email=cast.sam.email, role=Role.FRIEND, edition=cast.edition)


FIELDS = [
    "motto",
    "ambition",
    "history",
    "culture",
    "location",
    "economic_structure",
    "social_structure",
    "physical_structure",
    "human_capital",
]
ACTIONS = [
    ("person.added", lambda cast: add_person(email="a@test.example", name="A", by=cast.chris)),
    (
        "person.profile_changed",
        lambda cast: change_profile(person=cast.rob, values={"name": "R"}, by=cast.chris),
    ),
    (
        "person.profile_changed",
        lambda cast: choose_language(person=cast.rob, language="en", by=cast.chris),
    ),
    ("invitation.sent", _invitation),
    (
        "invitation.sent_again",
        lambda cast: resend_invitation(invitation=_invitation(cast), by=cast.chris),
    ),
    (
        "invitation.revoked",
        lambda cast: revoke_invitation(invitation=_invitation(cast), by=cast.chris),
    ),
    (
        "invitation.accepted",
        lambda cast: accept_invitation(invitation=_invitation(cast), by=cast.sam),
    ),
    (
        "membership.ended",
        lambda cast: end_membership(membership=cast.mia.memberships.get(), by=cast.chris),
    ),
    (
        "region.changed",
        lambda cast: change_region(
            region=cast.south,
            revision=0,
            values={**dict.fromkeys(FIELDS, ""), "motto": "M"},
            municipalities=[],
            goals=[],
            by=cast.chris,
        ),
    ),
]


@pytest.mark.parametrize(("verb", "act"), ACTIONS)
def test_every_action_leaves_one_line_with_who_how_and_what(cast, verb, act):
    act(cast)

    entry = Entry.objects.get(verb=verb)
    assert entry.actor_id == (cast.sam.pk if verb == "invitation.accepted" else cast.chris.pk)
    assert entry.how == "command"
    assert entry.changes != {}
    assert all(set(change) == {"type", "old", "new"} for change in entry.changes.values())
