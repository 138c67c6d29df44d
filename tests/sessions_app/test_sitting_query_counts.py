"""Pages of sittings ask the database as often for thirty as for one."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from people.models import Role
from people.queries import forget
from sessions.actions.minutes import end_room
from sessions.actions.notes import Spoken, catch_advice
from sessions.models import (
    Approval,
    Attendance,
    CorrectionState,
    DatePoll,
    Evaluation,
    EvaluationGiven,
    MinutesVersion,
    PollAnswer,
    PollMoment,
    Sitting,
    SittingDay,
)
from sessions.queries.days import day_lines
from sessions.queries.evaluations import evaluation_of
from sessions.queries.polls import poll_table
from sessions.queries.sittings import my_sittings, round_sittings
from sessions.topics_sitting import SittingTopic
from tests.factories.people import MembershipFactory, RegionFactory
from tests.factories.plans import DossierFactory, VersionFactory
from tests.factories.sessions import RoundPlanFactory
from tests.queries import takes
from tests.sessions_app.sittings import ENDS, STARTS

counts = pytest.mark.parametrize("count", [1, 30])


def sit(table, count):
    """So many sittings, half about a plan and half about a region, on one day and each with a poll and a guest."""
    cast, round_ = table.scene.cast, table.scene.round
    day = SittingDay.objects.create(
        round=round_, starts_at=STARTS, facilitator=cast.chris, created_by=cast.chris
    )
    for number in range(count):
        about = RegionFactory()
        dossier = DossierFactory(edition=cast.edition, region=about)
        planned = RoundPlanFactory(round=round_, version=VersionFactory(dossier=dossier))
        for position, subject in enumerate(({"round_plan": planned}, {"region": RegionFactory()})):
            made = Sitting.objects.create(
                round=round_, day=day, day_position=2 * number + position, starts_at=STARTS,
                ends_at=ENDS, facilitator=cast.chris, created_by=cast.chris, **subject,
            )  # fmt: skip
            made.items.create(position=1, kind="talk", minutes=20, speaker="friends")
            DatePoll.objects.create(sitting=made, until=STARTS, asked_by=cast.chris)
            for person in (cast.ada, MembershipFactory(edition=cast.edition).person):
                Attendance.objects.create(
                    sitting=made, person=person, role="friend", invited_by=cast.chris
                )
    forget(cast.chris)
    forget(cast.ada)
    return day


def crowd(table, count):
    """So many people at the table, who each answer a poll of so many moments."""
    cast = table.scene.cast
    poll = DatePoll.objects.create(
        sitting=table.sitting, until=STARTS + timedelta(days=1), asked_by=cast.chris
    )
    moments = [
        PollMoment.objects.create(
            poll=poll, starts_at=STARTS + timedelta(days=day), ends_at=ENDS + timedelta(days=day)
        )
        for day in range(count)
    ]
    for _number in range(count):
        person = MembershipFactory(edition=cast.edition, role=Role.FRIEND).person
        Attendance.objects.create(
            sitting=table.sitting, person=person, role="friend", state="present",
            invited_by=cast.chris,
        )  # fmt: skip
        for moment in moments:
            PollAnswer.objects.create(moment=moment, person=person, answer="yes")
        Evaluation.objects.create(sitting=table.sitting, useful=5, safe=5, guarded=5)
        EvaluationGiven.objects.create(sitting=table.sitting, person=person)
        table.sitting.items.create(
            position=table.sitting.items.count() + 1, kind="talk", minutes=1, speaker="friends"
        )


def write(table, count):
    """Minutes with so many versions, corrections and approvals, and so much advice that was caught."""
    cast = table.scene.cast
    table.open()
    for number in range(count):
        spoken = Spoken(f"Begin with {number}", "", cast.ada)
        catch_advice(sitting=table.sitting, spoken=spoken, key=uuid.uuid4(), by=cast.pim)
    minutes = end_room(sitting=table.sitting, by=cast.chris)
    for number in range(count):
        person = MembershipFactory(edition=cast.edition, role=Role.FRIEND).person
        MinutesVersion.objects.create(minutes=minutes, number=number + 2, body="x", saved_by=person)
        for settled in ({}, {"settled_at": STARTS, "settled_by": cast.pim}):
            state = CorrectionState.TAKEN if settled else CorrectionState.OPEN
            minutes.corrections.create(person=person, body="x", state=state, **settled)
        Approval.objects.create(minutes=minutes, person=person, revision=1)
    return minutes


@counts
def test_the_lists_take_so_many_queries(table, count, django_assert_num_queries):
    sit(table, count)
    cast = table.scene.cast

    with django_assert_num_queries(3):
        assert (
            len([str(line.sitting.about) for line in round_sittings(table.scene.round, cast.chris)])
            == 2 * count + 1
        )
    forget(cast.ada)
    with django_assert_num_queries(3):
        mine = my_sittings(cast.ada)
        assert len([str(line.sitting.about) for line in mine.coming]) == 2 * count + 1


@counts
def test_a_day_takes_so_many_queries(table, count, django_assert_num_queries):
    day = sit(table, count)
    cast = table.scene.cast

    with django_assert_num_queries(4):
        lines = day_lines(day, cast.chris)
        assert len({line.sitting.about for line in lines if line.sitting}) == 2 * count


@counts
def test_a_poll_takes_so_many_queries(table, count, django_assert_num_queries):
    crowd(table, count)

    with django_assert_num_queries(4):
        found = poll_table(table.sitting, table.scene.cast.chris)

    assert (len(found.columns), found.columns[0].yes) == (count, count)


@pytest.mark.parametrize("count", [3, 30])
def test_evaluations_take_two_queries(table, count, django_assert_num_queries):
    crowd(table, count)

    with django_assert_num_queries(2):
        assert evaluation_of(table.sitting).scales[0].counts == [0, 0, 0, 0, count]


@counts
def test_the_socket_asks_twice_a_person(table, count, django_assert_num_queries):
    sit(table, count)
    cast = table.scene.cast
    wishes = {pk: [cast.ada] for pk in Sitting.objects.values_list("pk", flat=True)}

    with django_assert_num_queries(2):
        assert len(SittingTopic().allowed(wishes)) == 2 * count + 1


def page_of(client, url, number):
    assert client.get(url).status_code == 200
    with takes(number):
        client.get(url)


@counts
@pytest.mark.parametrize(
    ("name", "view", "own"),
    [
        ("chris", "my-sittings", 10),
        ("chris", "sitting-list", 13),
        ("ada", "my-sittings", 12),
        ("ada", "sitting-list", 15),
    ],
)
def test_a_page_of_many_takes_so_many_queries(table, login, count, name, view, own):
    sit(table, count)
    args = [] if view == "my-sittings" else [table.scene.round.pk]

    page_of(login(getattr(table.scene.cast, name)), reverse(f"sessions:{view}", args=args), own)


@counts
@pytest.mark.parametrize(("view", "own"), [("day-detail", 12), ("day-edit", 10)])
def test_a_page_of_a_day_takes_so_many_queries(table, login, count, view, own):
    day = sit(table, count)

    page_of(login(table.scene.cast.chris), reverse(f"sessions:{view}", args=[day.pk]), own)


PLANNED = [
    ("sitting-detail", 20),
    ("poll-ask", 14),
    ("sitting-agenda", 10),
    ("sitting-invite", 14),
    ("sitting-presence", 10),
]


@counts
@pytest.mark.parametrize(("view", "own"), PLANNED)
def test_a_page_of_a_sitting_takes_so_many_queries(table, login, count, view, own):
    crowd(table, count)

    page_of(
        login(table.scene.cast.chris), reverse(f"sessions:{view}", args=[table.sitting.pk]), own
    )


WRITTEN = [
    ("sitting-detail", 24),
    ("sitting-minutes", 17),
    ("minutes-edit", 14),
    ("room", 23),
]


@counts
@pytest.mark.parametrize(("view", "own"), WRITTEN)
def test_a_page_after_a_sitting_takes_so_many_queries(table, login, count, view, own):
    crowd(table, max(count, 3))
    write(table, count)

    page_of(
        login(table.scene.cast.chris), reverse(f"sessions:{view}", args=[table.sitting.pk]), own
    )


@counts
def test_one_version_takes_so_many_queries(table, login, count):
    write(table, count)
    url = reverse("sessions:minutes-version", args=[table.sitting.pk, 2])

    page_of(login(table.scene.cast.chris), url, 15)
