"""Bars of a planning: pure arithmetic."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.planning import Bar, Span, plan

JANUARY = date(2026, 1, 1)
DAYS = st.dates(date(2016, 1, 1), date(2030, 1, 1))


def test_without_steps_there_is_no_picture():
    assert plan([], JANUARY).lines == []


def test_two_steps_share_one_scale():
    picture = plan(
        [Span(date(2026, 1, 1), date(2026, 1, 5)), Span(date(2026, 1, 6), date(2026, 1, 10))],
        date(2026, 1, 6),
    )

    assert [line.planned for line in picture.lines] == [Bar(0, 50), Bar(50, 50)]
    assert picture.today_at == 55


def test_a_running_step_reaches_until_today():
    picture = plan([Span(date(2026, 1, 1), date(2026, 1, 5), date(2026, 1, 3))], date(2026, 1, 10))

    assert picture.lines[0].actual == Bar(20, 80)


@pytest.mark.parametrize("today", [date(2025, 1, 1), date(2027, 1, 1)])
def test_today_outside_the_planning_is_not_drawn(today):
    done = Span(date(2026, 1, 1), date(2026, 1, 5), date(2026, 1, 1), date(2026, 1, 5))

    assert plan([done], today).today_at is None


@given(
    st.lists(
        st.tuples(DAYS, DAYS, st.none() | st.tuples(DAYS, st.none() | DAYS)), min_size=1, max_size=7
    ),
    DAYS,
)
def test_no_bar_ever_leaves_the_picture(rows, today):
    spans = [
        Span(
            min(start, end),
            max(start, end),
            actual and min(actual[0], actual[1] or actual[0]),
            actual and actual[1] and max(actual),
        )
        for start, end, actual in rows
    ]

    for line in plan(spans, today).lines:
        for bar in (line.planned, line.actual):
            assert bar is None or (bar.x >= 0 and bar.width > 0)
        assert line.planned.x + line.planned.width <= 100.02
