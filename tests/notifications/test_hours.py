"""Nights, weekends and the moments of digests, over changes of the clock too."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import amsterdam
from notifications.hours import Hours, last_daily, last_weekly, quiet_until

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
USUAL = Hours(AMSTERDAM)
FRIDAY = (2026, 10, 23)
ZONES = ["Europe/Amsterdam", "America/Aruba", "Pacific/Auckland", "Asia/Kathmandu", "Europe/London"]


@pytest.mark.parametrize(
    ("moment", "free"),
    [
        (amsterdam(2026, 10, 21, 20, 59), None),
        (amsterdam(2026, 10, 21, 21), amsterdam(2026, 10, 22, 7)),
        (amsterdam(2026, 10, 22, 6, 59), amsterdam(2026, 10, 22, 7)),
        (amsterdam(2026, 10, 22, 7), None),
        (amsterdam(*FRIDAY, 21), amsterdam(2026, 10, 26, 7)),
        (amsterdam(2026, 10, 25, 12), amsterdam(2026, 10, 26, 7)),  # the clock goes back that night
    ],
)
def test_nights_and_weekends_are_quiet(moment: datetime, free: datetime | None) -> None:
    assert quiet_until(USUAL, moment) == free


def test_who_wants_no_quiet_gets_none() -> None:
    assert (
        quiet_until(Hours(AMSTERDAM, nights=False, weekends=False), amsterdam(2026, 10, 25, 3))
        is None
    )


def test_a_quiet_afternoon_ends_the_same_day() -> None:
    hours = Hours(AMSTERDAM, begins=time(12), ends=time(14))

    assert quiet_until(hours, amsterdam(2026, 10, 21, 13)) == amsterdam(2026, 10, 21, 14)


@pytest.mark.parametrize(
    ("moment", "daily", "weekly"),
    [
        (amsterdam(2026, 10, 21, 6, 59), (2026, 10, 20), (2026, 10, 19)),
        (amsterdam(2026, 10, 21, 7), (2026, 10, 21), (2026, 10, 19)),
        (amsterdam(2026, 10, 25, 12), FRIDAY, (2026, 10, 19)),
        (amsterdam(2026, 10, 26, 7), (2026, 10, 26), (2026, 10, 26)),
    ],
)
def test_digests_come_in_the_morning_and_weekly_on_monday(
    moment: datetime, daily: tuple[int, int, int], weekly: tuple[int, int, int]
) -> None:
    assert last_daily(USUAL, moment) == amsterdam(*daily, 7)
    assert last_weekly(USUAL, moment) == amsterdam(*weekly, 7)


def test_the_morning_is_that_of_the_person() -> None:
    aruba = Hours(ZoneInfo("America/Aruba"))

    assert last_daily(aruba, datetime(2026, 10, 21, 12, tzinfo=UTC)) == datetime(
        2026, 10, 21, 11, tzinfo=UTC
    )


@st.composite
def any_hours(draw: st.DrawFn) -> Hours:
    clock = st.integers(0, 95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))
    begins = draw(clock)
    ends = draw(clock.filter(lambda one: one != begins))
    return Hours(
        ZoneInfo(draw(st.sampled_from(ZONES))),
        draw(st.booleans()),
        begins,
        ends,
        draw(st.booleans()),
    )


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 -- made aware there


@given(any_hours(), MOMENTS)
def test_quiet_ends_within_days_and_then_it_is_not_quiet(hours: Hours, moment: datetime) -> None:
    free = quiet_until(hours, moment)

    assert free is None or moment < free <= moment + timedelta(days=5)
    assert free is None or quiet_until(hours, free) is None


@given(any_hours(), MOMENTS)
def test_the_last_digest_has_come_and_is_not_older_than_its_period(
    hours: Hours, moment: datetime
) -> None:
    daily, weekly = last_daily(hours, moment), last_weekly(hours, moment)

    assert weekly <= daily <= moment
    assert moment - daily < timedelta(days=3, hours=2)
    assert moment - weekly < timedelta(days=7, hours=2)
