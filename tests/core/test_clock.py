"""One clock, with days as Amsterdam counts them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core import clock


def test_now_is_aware():
    assert clock.now().utcoffset() == timedelta(0)


def test_frozen_clock_stands_still_and_goes_on():
    at = clock.amsterdam(2026, 6, 1, 12)

    with clock.frozen(at):
        assert clock.now() == at
        with clock.frozen(at + timedelta(days=1)):
            assert clock.today() == date(2026, 6, 2)
        assert clock.today() == date(2026, 6, 1)

    assert clock.now() > datetime(2026, 1, 1, tzinfo=UTC)


def test_frozen_refuses_a_naive_moment():
    with pytest.raises(ValueError, match="aware"), clock.frozen(datetime(2026, 6, 1)):  # noqa: DTZ001 -- the point
        pass


def test_today_is_the_day_in_amsterdam():
    with clock.frozen(datetime(2026, 6, 1, 22, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 6, 2)


def test_days_of_the_two_clock_changes_have_23_and_25_hours():
    spring, autumn = date(2026, 3, 29), date(2026, 10, 25)

    lengths = [
        clock.start_of_day(day + timedelta(days=1)).astimezone(UTC)
        - clock.start_of_day(day).astimezone(UTC)
        for day in (spring, autumn)
    ]

    assert lengths == [timedelta(hours=23), timedelta(hours=25)]


def test_end_of_day_is_its_last_minute():
    assert clock.end_of_day(date(2026, 6, 1)) == clock.amsterdam(2026, 6, 1, 23, 59)


@pytest.mark.parametrize(
    ("moment", "days"),
    [
        (clock.amsterdam(2026, 6, 1, 23, 59), 0),
        (clock.amsterdam(2026, 6, 2, 0, 0), 1),
        (clock.amsterdam(2026, 5, 31, 23, 59), -1),
        (clock.amsterdam(2026, 6, 8, 1), 7),
    ],
)
def test_days_left_counts_calendar_days(moment, days):
    with clock.frozen(clock.amsterdam(2026, 6, 1, 23, 30)):
        assert clock.days_left(moment) == days


def test_days_left_over_a_clock_change():
    with clock.frozen(clock.amsterdam(2026, 10, 24, 23, 30)):
        assert clock.days_left(clock.amsterdam(2026, 10, 26, 0, 30)) == 2


def test_is_past_counts_the_moment_itself():
    at = clock.amsterdam(2026, 6, 1)

    with clock.frozen(at):
        past = [clock.is_past(at), clock.is_past(at + timedelta(seconds=1)), clock.is_past(None)]

    assert past == [True, False, False]


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 6, 5), 1, date(2026, 6, 4)),
        (date(2026, 6, 8), 1, date(2026, 6, 5)),
        (date(2026, 6, 8), 5, date(2026, 6, 1)),
        (date(2026, 6, 7), 0, date(2026, 6, 7)),
    ],
)
def test_working_days_before_skips_weekends(day, count, expected):
    assert clock.working_days_before(day, count) == expected
