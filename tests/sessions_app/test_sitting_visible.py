"""Who knows of which sitting: page, list, socket, log and parts agree."""

import pytest
from django.urls import reverse

from notifications.kinds import get
from people.models import Role
from people.queries import forget
from sessions.actions.attendance import uninvite
from sessions.models import Attendance, Round, Sitting, SittingDay
from sessions.queries.sittings import my_sittings, round_sittings
from sessions.topics_sitting import SittingTopic
from tests.factories.people import MembershipFactory
from tests.factories.plans import VersionSectionFactory
from tests.factories.programme import EditionFactory
from tests.sessions_app.sittings import plan

# South's team, its reviewers Ada and Pim, Olga who is invited, Chris who runs the edition.
KNOW = {"chris", "rob", "mia", "ada", "pim", "olga"}


def seen(cast, rows=None):
    return {
        name for name, one in cast.everybody().items() if (rows or Sitting.objects.visible_to)(one)
    }


def test_who_takes_part_in_the_plan_s_round_knows_of_the_sitting(cast, table):
    assert seen(cast) == KNOW


def test_nobody_but_facilitators_knows_of_it_before_the_round_is_published(cast, table):
    Round.objects.update(published_at=None, published_by=None)

    assert seen(cast) == {"chris"}


def test_whose_invitation_was_taken_back_knows_no_more(cast, table):
    uninvite(attendance=table.seat("olga"), by=cast.chris)

    assert seen(cast) == KNOW - {"olga"}
    assert [
        row.person.name
        for row in Attendance.objects.visible_to(cast.chris)
        if row.state == "withdrawn"
    ] == ["Olga"]
    assert not [row for row in Attendance.objects.visible_to(cast.rob) if row.state == "withdrawn"]


def test_who_has_no_part_in_the_edition_any_more_sees_nothing(cast, table):
    cast.olga.memberships.update(until_date="2017-06-01")
    forget(cast.olga)

    assert not Sitting.objects.visible_to(cast.olga)


def test_a_facilitator_of_another_edition_sees_nothing(cast, table):
    other = EditionFactory(programme=cast.edition.programme, year=2018)
    stranger = MembershipFactory(edition=other, role=Role.FACILITATOR).person

    assert not Sitting.objects.visible_to(stranger)


@pytest.mark.parametrize(
    "view", ["sitting-detail", "room", "room-parts", "room-events", "sitting-evaluate"]
)
def test_the_doors_agree(cast, table, login, view):
    url = reverse(f"sessions:{view}", args=[table.sitting.pk])

    there = {
        name for name, one in cast.everybody().items() if login(one).get(url).status_code != 404
    }

    assert there == KNOW


def test_the_lists_agree(cast, table):
    assert seen(cast, lambda one: round_sittings(table.scene.round, one)) == KNOW
    assert seen(cast, lambda one: my_sittings(one).coming) == {"chris", "rob", "ada", "pim", "olga"}


def test_the_socket_agrees(cast, table):
    pk = table.sitting.pk
    everybody = cast.everybody()

    allowed = SittingTopic().allowed({pk: list(everybody.values())})

    assert {name for name, one in everybody.items() if (pk, one.pk) in allowed} == KNOW


@pytest.mark.parametrize("kind", ["sitting-invited", "sitting-moved"])
def test_a_notice_is_for_who_may_know(cast, table, kind):
    ids = {table.sitting.pk}

    assert seen(cast, lambda one: get(f"sessions.{kind}").still_seen_by(one, ids)) == KNOW


def test_a_day_is_seen_by_who_sees_one_of_its_sittings(cast, table):
    day = SittingDay.objects.create(
        round=table.scene.round,
        starts_at=table.sitting.starts_at,
        facilitator=cast.chris,
        created_by=cast.chris,
    )
    assert seen(cast, SittingDay.objects.visible_to) == {"chris"}

    Sitting.objects.update(day=day, day_position=1)

    assert seen(cast, SittingDay.objects.visible_to) == KNOW


def test_who_may_not_read_the_plan_is_not_shown_its_words(cast, table, login):
    VersionSectionFactory(version=table.scene.plan.version, key="core", html="<p>One core</p>")
    table.open()
    chris = login(cast.chris)
    chris.post(
        reverse("sessions:room-run", args=[table.sitting.pk]),
        {"what": "passage", "passage": "core"},
    )
    url = reverse("sessions:room-parts", args=[table.sitting.pk])
    words = "One core"

    shown = {
        name: words in login(getattr(cast, name)).get(url).content.decode()
        for name in ("rob", "ada", "olga")
    }

    assert shown == {"rob": True, "ada": True, "olga": False}


def test_a_region_without_a_plan_sits_too(cast, scene):
    sitting = plan(scene, about=cast.north)

    assert seen(cast) == {"chris", "pim"}
    assert sitting.about == cast.north
