"""Calendar files: two readers of other makers read back what was meant, also on the days when the clock changes."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from core.clock import AMSTERDAM, amsterdam
from sessions.calendar.entries import Entry, Method, Somebody
from sessions.calendar.writing import calendar_file, invitation_file

HOUR = timedelta(hours=1)
LONG = "Ünë lange titel; met komma's, puntkomma's en \\ strepen " * 8


def entry(starts=None, **more):
    starts = starts or amsterdam(2026, 6, 18, 13, 30)
    values = {
        "uid": "sitting-1@klankbord.test",
        "title": "Sitting about South",
        "starts_at": starts,
        "ends_at": starts + HOUR,
        "changed_at": amsterdam(2026, 5, 1, 9),
    }
    return Entry(**values | more)


def by_icalendar(file):
    event = icalendar.Calendar.from_ical(file).walk("VEVENT")[0]
    return event["DTSTART"].dt.astimezone(UTC), event["DTEND"].dt.astimezone(UTC)


def by_vobject(file):
    event = vobject.readOne(file.decode()).vevent
    return event.dtstart.value.astimezone(UTC), event.dtend.value.astimezone(UTC)


def change_days():
    """Moments within two days of a change of the clock, and any others, to the minute."""
    edges = [
        datetime(year, month, day, 1, tzinfo=UTC)
        for year, month, day in (
            (2017, 3, 26), (2017, 10, 29), (2026, 3, 29), (2026, 10, 25), (2027, 3, 28),
            (2027, 10, 31), (2045, 3, 26), (2045, 10, 29),
        )
    ]  # fmt: skip
    near = st.builds(
        lambda edge, minutes: edge + timedelta(minutes=minutes),
        st.sampled_from(edges),
        st.integers(-2 * 24 * 60, 2 * 24 * 60),
    )
    minutes = st.integers(0, 110 * 365 * 24 * 60)
    anywhere = minutes.map(lambda one: datetime(1980, 1, 1, tzinfo=UTC) + timedelta(minutes=one))
    return near | anywhere


@given(moment=change_days(), minutes=st.integers(1, 24 * 60))
def test_every_moment_is_read_back_as_the_same_moment_by_two_readers(moment, minutes):
    ends = moment + timedelta(minutes=minutes)

    file = calendar_file([entry(moment, ends_at=ends)], name="Klankbord")

    assert by_icalendar(file) == (moment, ends)
    assert by_vobject(file) == (moment, ends)


def test_a_moment_stands_on_amsterdams_clocks_and_the_zone_is_told_by_its_rule():
    text = calendar_file([entry(amsterdam(2026, 11, 5, 9, 30))]).decode()

    assert "DTSTART;TZID=Europe/Amsterdam:20261105T093000\r\n" in text
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n" in text
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n" in text
    assert text.count("BEGIN:VTIMEZONE") == 1


@pytest.mark.parametrize("fold", [0, 1])
def test_the_hour_that_comes_twice_is_written_without_a_doubt(fold):
    moment = datetime(2026, 10, 25, 2, 30, tzinfo=AMSTERDAM, fold=fold)

    text = calendar_file([entry(moment)]).decode()

    assert f"DTSTART:20261025T0{fold}3000Z" in text


def test_words_come_back_as_they_were_written_and_lines_are_folded():
    file = calendar_file([entry(title=LONG, text="One\nTwo; three, four", place="Zaal 1, Ede")])

    for event in (
        icalendar.Calendar.from_ical(file).walk("VEVENT")[0],
        vobject.readOne(file.decode()).vevent,
    ):
        read = event.contents if hasattr(event, "contents") else None
        words = (
            [read[name][0].value for name in ("summary", "description", "location")]
            if read
            else [str(event[name]) for name in ("SUMMARY", "DESCRIPTION", "LOCATION")]
        )
        assert words == [LONG, "One\nTwo; three, four", "Zaal 1, Ede"]
    assert max(len(line) for line in file.split(b"\r\n")) <= 75


@given(title=st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=80))
def test_no_title_breaks_out_of_its_line(title):
    read = icalendar.Calendar.from_ical(calendar_file([entry(title=title)]))

    assert [str(event["SUMMARY"]) for event in read.walk("VEVENT")] == [title]


def test_a_line_break_in_a_title_starts_no_new_property():
    file = calendar_file([entry(title="One\r\nATTENDEE:mailto:evil@test.example")])

    event = icalendar.Calendar.from_ical(file).walk("VEVENT")[0]

    assert "ATTENDEE" not in event


def test_the_same_entries_are_the_same_file_in_any_order():
    one, two = entry(), entry(amsterdam(2026, 6, 1, 9), uid="step-2@klankbord.test")

    assert calendar_file([one, two]) == calendar_file([two, one])


def test_due_dates_take_no_time_and_sittings_do():
    file = calendar_file([entry(busy=False), entry(uid="sitting-2@klankbord.test")])

    events = icalendar.Calendar.from_ical(file).walk("VEVENT")

    assert [str(event["TRANSP"]) for event in events] == ["TRANSPARENT", "OPAQUE"]


@pytest.mark.parametrize(
    ("method", "status"), [(Method.REQUEST, "CONFIRMED"), (Method.CANCEL, "CANCELLED")]
)
def test_an_invitation_says_who_asks_whom_and_what(method, status):
    file = invitation_file(
        entry(sequence=4),
        method=method,
        organiser=Somebody("Chris", "klankbord@test.example"),
        guest=Somebody('Ada "A." Å; B', "ada@test.example"),
    )

    read = icalendar.Calendar.from_ical(file)
    event = read.walk("VEVENT")[0]
    other = vobject.readOne(file.decode())

    assert (str(read["METHOD"]), str(event["STATUS"]), event["SEQUENCE"]) == (
        method.value, status, 4,
    )  # fmt: skip
    assert (other.method.value, other.vevent.sequence.value) == (method.value, "4")
    assert str(event["ORGANIZER"]) == "mailto:klankbord@test.example"
    assert str(event["ATTENDEE"]) == "mailto:ada@test.example"
    assert other.vevent.attendee.value == "mailto:ada@test.example"
    assert str(event["UID"]) == other.vevent.uid.value == "sitting-1@klankbord.test"
