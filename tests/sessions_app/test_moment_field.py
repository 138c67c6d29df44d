"""A moment is what the clocks in Amsterdam show, once."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from core import clock
from sessions.forms.fields import MomentField


@pytest.mark.parametrize(
    ("typed", "utc"),
    [
        ("2017-06-22T17:00", datetime(2017, 6, 22, 15, 0, tzinfo=UTC)),
        ("2017-01-22 17:00", datetime(2017, 1, 22, 16, 0, tzinfo=UTC)),
        ("2026-10-25T01:59", datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        ("2026-10-25T03:00", datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        ("2027-03-28T01:59", datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        ("2027-03-28T03:00", datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
        ("2017-06-22T17:00:59", datetime(2017, 6, 22, 15, 0, tzinfo=UTC)),
        ("22-06-2017 17:00", datetime(2017, 6, 22, 15, 0, tzinfo=UTC)),
        ("22-6-2017 17:00", datetime(2017, 6, 22, 15, 0, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_on_amsterdam_clocks(typed, utc):
    assert MomentField().clean(typed) == utc


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2026-10-25T02:30", "twice"),
        ("2027-03-28T02:30", "skipped"),
        ("2017-13-45T99:00", "invalid"),
        ("tomorrow", "invalid"),
        ("31-2-2017 17:00", "invalid"),
        ("0001-01-01T00:00", "invalid"),
        ("9999-12-31T23:59", "invalid"),
        ("2017-06-22T17:00+05:00", "invalid"),
        ("2017-06-22", "invalid"),
        ("", "required"),
    ],
)
def test_a_moment_without_one_meaning_is_refused(typed, code):
    with pytest.raises(ValidationError) as refused:
        MomentField().clean(typed)

    assert refused.value.code == code


def test_the_box_shows_amsterdam_time():
    shown = MomentField().prepare_value(datetime(2017, 6, 22, 15, 0, tzinfo=UTC))

    assert shown == datetime(2017, 6, 22, 17, 0)  # noqa: DTZ001 -- as the box shows it
    assert MomentField().prepare_value("what was typed") == "what was typed"


def test_both_nights_of_the_year_have_another_offset():
    before, after = clock.amsterdam(2026, 10, 25, 1), clock.amsterdam(2026, 10, 25, 4)

    assert (after.astimezone(UTC) - before.astimezone(UTC)).total_seconds() == 4 * 3600
