"""The calendar behind a secret address: what stands in it, for whom, and that it moves."""

import logging
from datetime import timedelta

import icalendar
import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Entry
from core import clock
from core.keys import fingerprint
from core.logs import without_secrets
from people.models import Membership
from people.queries import forget
from sessions.actions import change_steps, give_extension
from sessions.actions.calendar import make_feed, revoke_feed
from sessions.calendar.writing import calendar_file
from sessions.models import Attendance, CalendarFeed, Sitting
from sessions.queries.calendar import calendar_of
from sessions.schedule import moments_of
from tests.factories.sessions import AssignmentFactory
from tests.queries import takes
from tests.sessions_app.rounds import REVIEW_CLOSES

EVERYBODY = [
    "chris", "rob", "mia", "ada", "eva", "pim", "wim", "olga", "bo", "cas", "ben", "sam",
]  # fmt: skip


def seat(scene, *people, **more):
    """A sitting about South's plan, to which these are invited."""
    values = {
        "round": scene.round,
        "round_plan": scene.plan,
        "starts_at": clock.amsterdam(2017, 6, 22, 13),
        "ends_at": clock.amsterdam(2017, 6, 22, 14, 30),
        "place": "Town hall, Ede",
        "facilitator": scene.cast.chris,
        "created_by": scene.cast.chris,
    }
    made = Sitting.objects.create(**values | more)
    for person in people:
        Attendance.objects.create(
            sitting=made, person=person, role="friend", invited_by=scene.cast.chris
        )
    return made


def events(body):
    return {
        str(event["UID"]).split("@")[0]: event
        for event in icalendar.Calendar.from_ical(body).walk("VEVENT")
    }


def feed_of(person):
    forget(person)
    return events(Client().get(reverse("calendar:feed", args=[make_feed(person=person)])).content)


def due(event):
    return event["DTEND"].dt


def step(scene, kind):
    return scene.round.steps.get(kind=kind)


def test_each_finds_the_own_steps_and_sittings(cast, scene):
    AssignmentFactory(round_plan=scene.plan, person=cast.ada)
    sitting = seat(scene, cast.ada)
    ids = {row.kind: f"step-{row.pk}" for row in scene.round.steps.all()}

    found = {name: set(feed_of(getattr(cast, name))) for name in EVERYBODY}

    def team(region):
        return {f"{ids[kind]}-region-{region.pk}" for kind in ("plan", "response", "follow_up")}

    seated = f"sitting-{sitting.pk}"
    assert found == {
        "chris": {ids[kind] for kind in ("plan", "review", "response", "follow_up")} | {seated},
        "rob": team(cast.south) | {seated},
        "mia": team(cast.south) | {seated},
        "ada": {f"{ids['review']}-plan-{scene.plan.pk}", seated},
        "pim": team(cast.north) | {ids["sitting"]},
        "sam": team(cast.west) | {ids["sitting"]},
        **{name: set() for name in ("eva", "wim", "olga", "bo", "cas", "ben")},
    }


def test_the_feed_follows_an_extension_of_the_region(cast, scene):
    later = clock.amsterdam(2017, 7, 20, 17)
    before = feed_of(cast.rob)[f"step-{step(scene, 'response').pk}-region-{cast.south.pk}"]

    give_extension(
        step=step(scene, "response"), region=cast.south, due_at=later,
        closes_at=clock.amsterdam(2017, 7, 25), reason="Illness", by=cast.chris,
    )  # fmt: skip
    after = feed_of(cast.rob)[f"step-{step(scene, 'response').pk}-region-{cast.south.pk}"]
    other = feed_of(cast.sam)[f"step-{step(scene, 'response').pk}-region-{cast.west.pk}"]

    assert (due(after), due(other)) == (later, due(before))
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["LAST-MODIFIED"].dt >= before["LAST-MODIFIED"].dt


def test_the_feed_follows_an_extension_of_one_reviewer(cast, scene):
    AssignmentFactory(round_plan=scene.plan, person=cast.ada)
    AssignmentFactory(round_plan=scene.plan, person=cast.wim, capacity="researcher")
    later = REVIEW_CLOSES + timedelta(days=3)

    give_extension(
        step=step(scene, "review"), person=cast.ada, due_at=later, closes_at=later,
        reason="Illness", by=cast.chris,
    )  # fmt: skip

    name = f"step-{step(scene, 'review').pk}-plan-{scene.plan.pk}"
    assert due(feed_of(cast.ada)[name]) == later
    assert due(feed_of(cast.wim)[name]) == step(scene, "review").due_at


def test_the_feed_follows_other_dates_of_the_round(cast, scene):
    moments = moments_of(scene.round.steps.all())
    last = moments[-1].__class__(
        moments[-1].kind, moments[-1].opens_at, moments[-1].due_at + timedelta(days=2),
        moments[-1].closes_at + timedelta(days=2),
    )  # fmt: skip

    change_steps(
        round=scene.round, steps=[*moments[:-1], last], revision=scene.round.revision, by=cast.chris
    )

    name = f"step-{step(scene, 'follow_up').pk}-region-{cast.south.pk}"
    assert due(feed_of(cast.rob)[name]) == last.due_at


def test_who_leaves_the_team_reads_nothing_of_it_any_more(cast, scene):
    secret = make_feed(person=cast.rob)
    Membership.objects.filter(person=cast.rob).update(until_date="2017-06-01")

    page = Client().get(reverse("calendar:feed", args=[secret]))

    assert (page.status_code, events(page.content)) == (200, {})


def test_a_round_that_is_not_announced_stands_in_no_calendar(cast, scene):
    scene.round.published_at = scene.round.published_by = None
    scene.round.save()

    assert {name for name in EVERYBODY if feed_of(getattr(cast, name))} == set()


def test_a_cancelled_sitting_and_one_without_a_moment_stand_in_no_feed(cast, scene):
    seat(scene, cast.ada, state="cancelled", cancelled_at=clock.now())
    seat(scene, cast.ada, starts_at=None, ends_at=None)

    assert feed_of(cast.ada) == {}


def test_a_secret_leads_to_one_calendar_until_it_is_revoked(cast, scene):
    secret = make_feed(person=cast.rob)
    url = reverse("calendar:feed", args=[secret])

    assert Client().get(url).status_code == 200
    assert revoke_feed(person=cast.rob)
    assert Client().get(url).status_code == 404
    assert not revoke_feed(person=cast.rob)
    assert [entry.verb for entry in Entry.objects.order_by("pk")][-2:] == [
        "calendar.address_made", "calendar.address_revoked",
    ]  # fmt: skip


def test_another_address_ends_the_first_one(cast, scene):
    first, second = make_feed(person=cast.rob), make_feed(person=cast.rob)

    codes = [
        Client().get(reverse("calendar:feed", args=[one])).status_code for one in (first, second)
    ]

    assert codes == [404, 200]
    assert CalendarFeed.objects.count() == 1


def test_who_may_no_longer_log_in_has_no_calendar(cast, scene):
    secret = make_feed(person=cast.rob)
    cast.rob.is_active = False
    cast.rob.save()

    assert Client().get(reverse("calendar:feed", args=[secret])).status_code == 404


def test_the_secret_is_kept_nowhere_and_the_log_never_says_it(cast, scene, caplog):
    secret = make_feed(person=cast.rob)
    url = reverse("calendar:feed", args=[secret])

    with caplog.at_level(logging.DEBUG):
        for address in (url, url.replace("c1", "c2", 1)):
            Client().get(address)

    assert CalendarFeed.objects.get().token_hash == fingerprint(secret)
    assert [row for row in Entry.objects.values() if secret in str(row)] == []
    # Tests see what the database was asked: by its fingerprint too.
    assert secret[2:] not in caplog.text
    assert without_secrets(f"Internal Server Error: {url}") == (
        "Internal Server Error: /calendar/[secret].ics"
    )


def test_nobody_keeps_the_answer_and_a_program_that_has_it_gets_nothing_again(cast, scene):
    url = reverse("calendar:feed", args=[make_feed(person=cast.rob)])

    first = Client().get(url)
    second = Client().get(url, HTTP_IF_NONE_MATCH=first["ETag"])
    give_extension(
        step=step(scene, "response"), region=cast.south, due_at=clock.amsterdam(2017, 7, 20),
        closes_at=clock.amsterdam(2017, 7, 25), reason="Illness", by=cast.chris,
    )  # fmt: skip
    third = Client().get(url, HTTP_IF_NONE_MATCH=first["ETag"])

    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert first["Cache-Control"] == "private, no-store"
    assert (second.status_code, second.content) == (304, b"")
    assert third.status_code == 200


def test_too_often_is_told_to_wait(cast, scene):
    url = reverse("calendar:feed", args=[make_feed(person=cast.rob)])

    codes = [Client().get(url).status_code for _ in range(31)]

    assert codes == [200] * 30 + [429]


def test_guessing_ends_soon(db):
    codes = [
        Client().get(reverse("calendar:feed", args=[f"c1guess{number}"])).status_code
        for number in range(121)
    ]

    assert codes == [404] * 120 + [429]


def test_a_look_at_the_feed_writes_nothing(cast, scene):
    url = reverse("calendar:feed", args=[make_feed(person=cast.ada)])
    before = list(Entry.objects.values())

    Client().get(url)

    assert list(Entry.objects.values()) == before


def test_a_calendar_asks_as_often_for_many_as_for_one(cast, scene):
    AssignmentFactory(round_plan=scene.plan, person=cast.ada)
    seat(scene, cast.ada)

    forget(cast.ada)
    with takes(9):
        one = calendar_of(cast.ada)
    for _ in range(29):
        AssignmentFactory(round_plan__round=scene.round, person=cast.ada)
        seat(scene, cast.ada)
    forget(cast.ada)
    with takes(9):
        many = calendar_of(cast.ada)

    assert (len(one), len(many)) == (2, 60)


def test_the_calendar_speaks_the_readers_language(cast, scene):
    cast.rob.language = "en"
    cast.rob.save()

    assert {entry.title for entry in calendar_of(cast.rob)} >= {"Due: the plan of South"}


@pytest.mark.parametrize("name", EVERYBODY)
def test_the_download_of_a_sitting_is_for_who_may_know_of_it(cast, scene, login, name):
    sitting = seat(scene, cast.ada)
    url = reverse("sessions:sitting-file", args=[sitting.pk])

    page = login(getattr(cast, name)).get(url)

    if name in ("chris", "rob", "mia", "ada"):
        event = events(page.content)[f"sitting-{sitting.pk}"]
        assert (page.status_code, event["DTSTART"].dt) == (200, sitting.starts_at)
        assert str(event["LOCATION"]) == "Town hall, Ede"
        assert page["Content-Disposition"] == f'attachment; filename="sitting-{sitting.pk}.ics"'
    else:
        assert page.status_code == 404


def test_the_download_of_a_step_is_the_own_one_or_that_of_everybody(cast, scene, login):
    plan = step(scene, "plan")
    url = reverse("sessions:step-file", args=[scene.round.pk, "plan"])

    own, general = (set(events(login(one).get(url).content)) for one in (cast.rob, cast.olga))

    assert own == {f"step-{plan.pk}-region-{cast.south.pk}"}
    assert general == {f"step-{plan.pk}"}


def test_a_step_of_a_hidden_round_or_of_no_kind_is_not_there(cast, scene, login):
    client = login(cast.rob)
    url = reverse("sessions:step-file", args=[scene.round.pk, "nothing"])

    assert client.get(url).status_code == 404
    scene.round.published_at = scene.round.published_by = None
    scene.round.save()
    for person in (cast.rob, cast.chris):
        url = reverse("sessions:step-file", args=[scene.round.pk, "plan"])
        assert login(person).get(url).status_code == 404


def test_the_page_makes_shows_once_and_revokes(cast, scene, login):
    client = login(cast.rob)

    made = client.post(reverse("calendar:feed-make"))
    address = made.context["address"]
    later = client.get(reverse("calendar:page"))
    found = Client().get(address)
    gone = client.post(reverse("calendar:feed-revoke"), follow=True)

    assert address in made.content.decode()
    assert address not in later.content.decode()
    assert (made["Cache-Control"], found.status_code) == ("private, no-store", 200)
    assert (gone.status_code, Client().get(address).status_code) == (200, 404)


def test_addresses_are_made_and_revoked_by_posts_of_somebody(client, cast, login):
    for view in ("feed-make", "feed-revoke"):
        url = reverse(f"calendar:{view}")
        assert client.post(url).status_code in (302, 403)
        assert login(cast.rob).get(url).status_code == 405
    assert CalendarFeed.objects.count() == 0


def test_the_same_calendar_is_the_same_file(cast, scene):
    first = calendar_file(calendar_of(cast.rob), name="Klankbord")

    with clock.frozen(clock.now() + timedelta(days=1)):
        second = calendar_file(calendar_of(cast.rob), name="Klankbord")

    assert first == second
