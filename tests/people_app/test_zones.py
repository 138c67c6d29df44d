"""A reader on another clock sees both times; Amsterdam's stays the one that counts."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation

from core import clock, zones
from notifications.actions import notify
from notifications.letters import letter_for
from people.actions import change_profile
from sessions.notices import EXTENDED, round_context
from sessions.stages import moment_in_words
from tests.factories.sessions import ExtensionFactory
from tests.sessions_app.rounds import IN_PLAN, june_round

DUE = clock.amsterdam(2026, 6, 8, 17)


def beside(zone, moment=DUE):
    with translation.override("en"), zones.read_in(zone):
        return zones.beside(moment)


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Europe/Amsterdam", ""),
        ("Europe/Berlin", ""),  # another place, the same time
        ("Europe/Lisbon", "16:00 in Lisbon"),
        ("America/New_York", "11:00 in New York"),
        ("Pacific/Auckland", "9 June 3:00 in Auckland"),
        ("Mars/Olympus", ""),
    ],
)
def test_the_own_time_stands_beside_where_it_is_another(zone, words):
    assert beside(zone) == words


def test_between_two_changes_of_the_clock_the_difference_is_another():
    assert beside("America/New_York", clock.amsterdam(2026, 10, 26, 17)) == "12:00 in New York"
    assert beside("America/New_York", clock.amsterdam(2026, 11, 3, 17)) == "11:00 in New York"


def test_sentences_say_both():
    with translation.override("en"), zones.read_in("Europe/Lisbon"):
        assert moment_in_words(DUE) == {"date": "8 June 2026", "time": "17:00 (16:00 in Lisbon)"}


def test_outside_a_request_nothing_stands_beside():
    assert zones.beside(DUE) == ""


def test_a_zone_that_is_none_is_refused(cast):
    with pytest.raises(ValidationError):
        change_profile(person=cast.rob, values={"time_zone": "Moon/Base"}, by=cast.rob)


def test_the_profile_keeps_the_zone_and_pages_show_it(cast, login):
    round_ = june_round(cast)
    client = login(cast.rob)
    sent = {"name": "Rob", "language": "en", "time_zone": "Europe/Lisbon"}
    with clock.frozen(IN_PLAN):
        assert client.post("/people/profile/", sent).status_code == 302
        page = client.get(reverse("sessions:round-detail", args=[round_.pk])).content.decode()
        other = login(cast.mia).get(reverse("sessions:round-detail", args=[round_.pk]))

    cast.rob.refresh_from_db()
    assert cast.rob.time_zone == "Europe/Lisbon"
    assert "8 June 2017, 17:00 (16:00 in Lisbon)" in page
    assert "16:00" not in other.content.decode()


def test_a_profile_form_that_does_not_ask_keeps_the_zone(cast, login):
    change_profile(person=cast.rob, values={"time_zone": "Europe/Lisbon"}, by=cast.rob)

    login(cast.rob).post("/people/profile/", {"name": "Rob", "language": "en"})

    cast.rob.refresh_from_db()
    assert cast.rob.time_zone == "Europe/Lisbon"


def test_a_letter_says_both_times_to_who_gets_it(cast):
    cast.rob.time_zone, cast.rob.language = "Europe/Lisbon", "en"
    cast.rob.save()
    step = june_round(cast).steps.get(kind="plan")
    given = ExtensionFactory(
        step=step, region=cast.south, due_at=step.due_at, closes_at=step.closes_at
    )
    context = round_context(step.round, ["plan"]) | {"due_at": step.due_at.isoformat()}

    (notice,) = notify([cast.rob], EXTENDED, about=given, by=cast.chris, context=context)
    letter = letter_for(notice)

    assert letter is not None
    assert "until 8 June 2017 at 17:00 (16:00 in Lisbon)." in letter.text
