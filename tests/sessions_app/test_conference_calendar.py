"""Work conferences in calendars: for who sees them, from when they are announced, and as they are now."""

from datetime import UTC, datetime, timedelta

import pytest
import vobject
from django.test import Client
from django.urls import reverse

from core import clock
from core.clock import AMSTERDAM
from people.models import Membership
from people.queries import forget
from sessions.actions.calendar import make_feed
from sessions.actions.conference import (
    change_conference,
    close_conference,
    publish_conference,
    reply_to_conference,
)
from sessions.models import Conference, ConferenceReply
from sessions.queries.calendar import calendar_of
from tests.factories.conferences import STARTS, ConferenceFactory
from tests.queries import takes
from tests.sessions_app.conferences import NETWORK, NOT, PARTICIPANTS
from tests.sessions_app.test_calendar_feed import events, feed_of

HOUR = timedelta(hours=1)
BEFORE = clock.amsterdam(2017, 10, 2, 10)
TWICE = datetime(2017, 10, 29, 2, 30, tzinfo=AMSTERDAM)  # comes a second time an hour later


@pytest.fixture(autouse=True)
def autumn():
    """The clock stands still a month before."""
    with clock.frozen(BEFORE):
        yield


@pytest.fixture
def conference(cast) -> Conference:
    made = ConferenceFactory(
        edition=cast.edition, created_by=cast.chris, published_by=None, state="planned"
    )
    return publish_conference(conference=made, by=cast.chris)


def in_feed(person, conference):
    return feed_of(person).get(f"conference-{conference.pk}")


def url_of(conference):
    return reverse("conferences:conference-calendar", args=[conference.pk])


def change(conference, by, **fields):
    conference.refresh_from_db()
    change_conference(conference=conference, fields=fields, revision=conference.revision, by=by)
    conference.refresh_from_db()


@pytest.mark.parametrize("level", ["participants", "network"])
def test_it_stands_in_the_feed_and_file_of_who_sees_it(cast, conference, login, level):
    change(conference, cast.chris, level=level)
    people = cast.everybody()

    feeds = {name for name, one in people.items() if in_feed(one, conference)}
    files = {
        name
        for name, one in people.items()
        if login(one).get(url_of(conference)).status_code == 200
    }

    assert feeds == files == {*PARTICIPANTS, *(NETWORK if level == "network" else [])}
    assert not feeds & set(NOT)
    assert Client().get(url_of(conference)).status_code == 302


def test_the_entry_says_what_when_and_where(cast, conference, login):
    change(conference, cast.chris, link="https://meet.test.example/ede")
    cast.rob.language = "en"
    cast.rob.save()

    page = login(cast.rob).get(url_of(conference))

    event = events(page.content)[f"conference-{conference.pk}"]
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == ("Work conference Ede", "Ede")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (STARTS, STARTS + 6 * HOUR)
    assert "https://meet.test.example/ede" in str(event["DESCRIPTION"])
    assert str(event["URL"]).endswith(f"/conferences/{conference.pk}/")
    assert str(event["TRANSP"]) == "OPAQUE"
    assert page["Content-Disposition"] == f'attachment; filename="conference-{conference.pk}.ics"'
    assert str(in_feed(cast.rob, conference)["UID"]) == str(event["UID"])


def test_the_title_is_in_the_language_of_the_reader(cast, conference):
    assert str(in_feed(cast.mia, conference)["SUMMARY"]) == "Werkconferentie Ede"


def test_what_is_not_announced_stands_in_no_calendar(cast, login):
    hidden = ConferenceFactory(
        edition=cast.edition, created_by=cast.chris, published_by=None, state="planned"
    )

    assert in_feed(cast.chris, hidden) is None
    assert login(cast.chris).get(url_of(hidden)).status_code == 404


def test_another_moment_and_place_are_followed_with_a_higher_number(cast, conference):
    before = in_feed(cast.rob, conference)

    with clock.frozen(BEFORE + HOUR):
        change(
            conference, cast.chris,
            starts_at=STARTS + 24 * HOUR, ends_at=STARTS + 30 * HOUR, place="Zwolle",
        )  # fmt: skip
    after = in_feed(cast.rob, conference)

    assert (after["DTSTART"].dt, str(after["LOCATION"])) == (STARTS + 24 * HOUR, "Zwolle")
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert (before["LAST-MODIFIED"].dt, after["LAST-MODIFIED"].dt) == (BEFORE, BEFORE + HOUR)


def test_who_answers_changes_nothing_in_the_calendar_of_others(cast, conference):
    before = in_feed(cast.rob, conference).to_ical()

    with clock.frozen(BEFORE + HOUR):
        reply_to_conference(
            conference=conference, answer=ConferenceReply.Answer.REGRET, note="", by=cast.mia
        )

    assert in_feed(cast.rob, conference).to_ical() == before


def test_who_may_no_longer_see_it_has_it_in_the_calendar_no_more(cast, conference):
    change(conference, cast.chris, level="network")
    assert in_feed(cast.eva, conference)

    change(conference, cast.chris, level="participants")
    Membership.objects.filter(person=cast.rob).update(until_date="2017-06-01")

    assert (in_feed(cast.eva, conference), in_feed(cast.rob, conference)) == (None, None)


def test_what_is_over_stays_where_it_was(cast, conference):
    close_conference(conference=conference, by=cast.chris)

    assert in_feed(cast.rob, conference)["DTSTART"].dt == STARTS


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (clock.amsterdam(2017, 10, 28, 22), clock.amsterdam(2017, 10, 29, 4)),
        (TWICE, clock.amsterdam(2017, 10, 29, 9)),
        (TWICE.replace(fold=1), clock.amsterdam(2017, 10, 29, 9)),
        (clock.amsterdam(2018, 3, 25, 1, 30), clock.amsterdam(2018, 3, 25, 9)),
        (clock.amsterdam(2018, 3, 24, 9), clock.amsterdam(2018, 3, 25, 3, 30)),
    ],
)
def test_two_readers_read_the_same_moments_on_the_days_when_the_clock_changes(
    cast, conference, starts, ends
):
    starts, ends = starts.astimezone(UTC), ends.astimezone(UTC)
    change(conference, cast.chris, starts_at=starts, ends_at=ends)
    forget(cast.rob)
    url = reverse("calendar:feed", args=[make_feed(person=cast.rob)])

    body = Client().get(url).content

    one = events(body)[f"conference-{conference.pk}"]
    other = vobject.readOne(body.decode()).vevent
    assert (one["DTSTART"].dt.astimezone(UTC), one["DTEND"].dt.astimezone(UTC)) == (starts, ends)
    assert (
        other.dtstart.value.astimezone(UTC), other.dtend.value.astimezone(UTC)
    ) == (starts, ends)  # fmt: skip


@pytest.mark.parametrize("count", [1, 2])
def test_a_calendar_with_conferences_and_no_round_takes_five_queries(cast, conference, count):
    if count == 2:
        ConferenceFactory(edition=cast.edition, number=2, created_by=cast.chris)
    forget(cast.ada)

    with takes(5):
        entries = calendar_of(cast.ada)

    assert len(entries) == count


def test_the_page_offers_the_file_until_it_is_over(cast, conference, login):
    page = reverse("conferences:conference-detail", args=[conference.pk])

    assert url_of(conference) in login(cast.rob).get(page).content.decode()
    close_conference(conference=conference, by=cast.chris)
    assert url_of(conference) not in login(cast.rob).get(page).content.decode()


def test_my_calendar_shows_it(cast, conference, login):
    assert "Werkconferentie Ede" in login(cast.rob).get("/calendar/").content.decode()
