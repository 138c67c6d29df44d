"""Steps follow each other: no overlap, no gap, in their order."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from core import clock
from sessions.models import Season, StepKind
from sessions.models.round import STEP_ORDER
from sessions.schedule import Moments, faults, overlap_with, suggested

START = clock.amsterdam(2017, 5, 1, 9)
days = st.dates(min_value=date(2001, 3, 1), max_value=date(2150, 1, 1))


def row(*hours):
    """Five steps from fifteen offsets in hours."""
    moments = [START + timedelta(hours=hour) for hour in hours]
    return [Moments(kind, *moments[3 * at : 3 * at + 3]) for at, kind in enumerate(STEP_ORDER)]


GOOD = row(0, 1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 8, 8, 9, 10)


def english(found):
    with translation.override("en"):
        return [fault.sentence for fault in found()]


@given(st.lists(st.integers(0, 40), min_size=15, max_size=15))
def test_an_accepted_row_is_ordered_and_contiguous(hours):
    steps = row(*hours)

    if faults(steps):
        return

    assert all(step.opens_at < step.due_at <= step.closes_at for step in steps)
    assert all(one.closes_at == two.opens_at for one, two in pairwise(steps))


@given(st.lists(st.integers(1, 40), min_size=5, max_size=5))
def test_a_contiguous_row_is_accepted(lengths):
    hours, at = [], 0
    for length in lengths:
        hours += [at, at + length, at + length]
        at += length

    assert faults(row(*hours)) == []


@given(days)
def test_suggested_dates_are_always_accepted(sitting):
    assert faults(suggested(sitting)) == []


@pytest.mark.parametrize("sitting", [date(2026, 10, 25), date(2027, 3, 28)])
def test_suggested_hours_stay_on_the_clock_when_it_changes(sitting):
    steps = suggested(sitting)

    hours = {clock.local(step.opens_at).hour for step in steps}

    assert hours == {9, 17}
    assert clock.local(steps[2].opens_at).date() == sitting


def test_an_overlap_names_both_steps_and_moments():
    steps = list(GOOD)
    steps[1] = Moments(
        StepKind.REVIEW, START + timedelta(hours=1), steps[1].due_at, steps[1].closes_at
    )

    (sentence,) = english(lambda: faults(steps))

    assert sentence == (
        "plan and review overlap: plan closes on 1 May 2017 at 11:00, review opens on "
        "1 May 2017 at 10:00. Let review open when plan closes."
    )


def test_a_gap_names_both_steps_and_moments():
    steps = list(GOOD)
    late = START + timedelta(hours=2, minutes=1)
    steps[1] = Moments(StepKind.REVIEW, late, steps[1].due_at, steps[1].closes_at)

    (sentence,) = english(lambda: faults(steps))

    assert sentence == (
        "There is a gap between plan and review: plan closes on 1 May 2017 at 11:00, review opens "
        "on 1 May 2017 at 11:01. Let review open when plan closes."
    )


def test_due_before_opening_is_refused_at_the_due_field():
    steps = list(GOOD)
    steps[0] = Moments(StepKind.PLAN, START, START, steps[0].closes_at)

    assert [(fault.kind, fault.field) for fault in faults(steps)] == [(StepKind.PLAN, "due_at")]


def test_closing_before_due_is_refused_at_the_close_field():
    steps = row(0, 2, 1, 1, 3, 4, 4, 5, 6, 6, 7, 8, 8, 9, 10)

    assert [(fault.kind, fault.field) for fault in faults(steps)] == [(StepKind.PLAN, "closes_at")]


def test_september_may_open_when_june_closes():
    june = suggested(date(2017, 6, 22))
    september = suggested(date(2017, 9, 14))

    assert overlap_with(june, Season.JUNE, september, Season.SEPTEMBER) is None
    assert overlap_with(september, Season.SEPTEMBER, june, Season.JUNE) is None


@pytest.mark.parametrize(
    ("season", "other", "kind", "field"),
    [
        (Season.JUNE, Season.SEPTEMBER, StepKind.FOLLOW_UP, "closes_at"),
        (Season.SEPTEMBER, Season.JUNE, StepKind.PLAN, "opens_at"),
    ],
)
def test_rounds_that_overlap_are_named_at_the_field_that_is_mine(season, other, kind, field):
    dates = {Season.JUNE: date(2017, 6, 22), Season.SEPTEMBER: date(2017, 9, 13)}

    with translation.override("en"):
        fault = overlap_with(suggested(dates[season]), season, suggested(dates[other]), other)

    assert (fault.kind, fault.field) == (kind, field)
    assert fault.sentence == (
        "The rounds overlap: follow-up of the June round closes on 3 August 2017 at 9:00, "
        "plan of the September round opens on 2 August 2017 at 9:00."
    )


def test_a_september_round_before_june_is_refused():
    june, september = suggested(date(2017, 9, 14)), suggested(date(2017, 3, 1))

    assert overlap_with(june, Season.JUNE, september, Season.SEPTEMBER) is not None
