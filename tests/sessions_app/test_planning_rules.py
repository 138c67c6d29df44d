"""Templates, moves, the check, the ladder and the picture: pure rules, for all dates."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from core import clock
from sessions.blueprint import STANDARD, Blueprint, Offset, StepOffsets, dated, sitting_day
from sessions.checking import Setting, check, find_repair, repaired
from sessions.ladder import CATCHES_UP, Rung, slots, slots_due
from sessions.models import Season, Side, StepKind, Unit
from sessions.models.round import STEP_ORDER
from sessions.picture import NARROW, WIDE, draw
from sessions.schedule import Moments, faults, suggested
from sessions.shifting import Reach, lost_hours, shifted
from sessions.workdays import (
    holiday_name,
    is_working_day,
    working_days_between,
    working_days_from,
)

JUNE = date(2017, 6, 22)
EARLY = clock.amsterdam(2000, 1, 1)
days = st.dates(date(2001, 6, 1), date(2060, 1, 1))
offsets = st.builds(
    Offset,
    st.integers(-60, 60),
    st.sampled_from(list(Unit)),
    st.sampled_from([time(0), time(2, 30), time(9), time(17), time(23, 59)]),
)
blueprints = st.builds(
    Blueprint,
    offsets,
    st.tuples(
        *(
            st.builds(StepOffsets, st.just(k), offsets, offsets, st.integers(0, 20))
            for k in STEP_ORDER
        )
    ),
)


def setting(blueprint=STANDARD, now=EARLY, others=()):
    return Setting(Season.JUNE, blueprint.minimums, now, others)


def test_the_usual_template_gives_the_dates_that_were_suggested_before():
    assert dated(STANDARD, JUNE) == suggested(JUNE)


@given(days)
def test_the_usual_template_is_accepted_around_every_day(sitting):
    steps = dated(STANDARD, sitting)

    assert faults(steps) == []
    assert sitting_day(steps) == sitting


@given(blueprints, days)
def test_any_template_gives_an_accepted_row_or_a_said_fault(blueprint, sitting):
    steps = dated(blueprint, sitting)

    refused = [finding for finding in check(steps, setting(blueprint)) if finding.refused]
    follows = all(one.closes_at == two.opens_at for one, two in pairwise(steps))
    ordered = all(step.opens_at < step.due_at <= step.closes_at for step in steps)
    assert follows
    assert ordered == (not refused)
    assert all(finding.sentence for finding in refused)


@given(days, st.integers(-400, 400), st.sampled_from(list(Reach)), st.sampled_from(STEP_ORDER))
def test_moving_by_days_and_back_changes_nothing(sitting, count, reach, kind):
    steps = dated(STANDARD, sitting)

    there = shifted(steps, count, reach, kind)

    assert shifted(there, -count, reach, kind) == steps
    assert all(one.closes_at == two.opens_at for one, two in pairwise(there))


@given(days, st.integers(-400, 400))
def test_a_move_keeps_the_hour_on_the_clock(sitting, count):
    def hours(steps):
        return [clock.local(step.due_at).time() for step in steps]

    steps = dated(STANDARD, sitting)

    assert hours(shifted(steps, count)) == hours(steps)
    assert lost_hours(steps, shifted(steps, count)) == []


def test_an_hour_that_the_clock_skips_is_said_and_not_guessed():
    night = replace(STANDARD, opens=Offset(-42, at=time(2, 30)))
    steps = dated(night, date(2027, 5, 2))  # opens on Sunday 21 March at 2:30

    found = lost_hours(steps, shifted(steps, 7))

    assert [(fault.kind, fault.field) for fault in found] == [(StepKind.PLAN, "opens_at")]


def test_an_hour_that_comes_twice_is_said():
    night = replace(STANDARD, opens=Offset(-42, at=time(2, 30)))
    steps = dated(night, date(2026, 11, 29))  # opens on Sunday 18 October at 2:30

    assert len(lost_hours(steps, shifted(steps, 7))) == 1


def test_one_step_alone_takes_its_neighbours_edges_along():
    steps = suggested(JUNE)

    moved = shifted(steps, 2, Reach.STEP, StepKind.SITTING)

    assert moved[0] == steps[0]
    assert moved[1].due_at == steps[1].due_at
    assert moved[1].closes_at == moved[2].opens_at == steps[2].opens_at + timedelta(days=2)
    assert moved[3].opens_at == moved[2].closes_at
    assert moved[3].closes_at == steps[3].closes_at


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 27), "King's Day"),
        (date(2026, 5, 14), "Ascension Day"),
        (date(2027, 1, 1), "New Year's Day"),
        (date(2026, 6, 1), ""),
    ],
)
def test_public_holidays_have_a_name_and_are_no_working_days(day, name):
    with translation.override("en"):
        assert holiday_name(day) == name
    assert is_working_day(day) == (not name)


@given(days, st.integers(1, 60))
def test_working_days_are_counted_there_and_back(day, count):
    later = working_days_from(day, count)

    assert is_working_day(later)
    assert working_days_between(day, later) == count
    assert working_days_from(later, -count) < later


def test_a_day_off_is_a_warning_with_a_repair_to_the_day_before():
    with translation.override("en"):
        # The plan is due on Ascension Day, the review on Pentecost Monday.
        finding, second = check(dated(STANDARD, date(2026, 5, 28)), setting())

    assert (finding.kind, second.kind) == (StepKind.PLAN, StepKind.REVIEW)
    assert not finding.refused
    assert finding.sentence == "The plan step is due on Thursday 14 May 2026: Ascension Day."
    assert [repair.label for repair in finding.repairs] == [
        "Move to the working day before: Wednesday 13 May 2026",
        "Move to the working day after: Friday 15 May 2026",
    ]


@given(days)
def test_a_repair_takes_its_finding_away_and_brings_no_fault(sitting):
    steps = dated(STANDARD, sitting)

    found = check(steps, setting())
    for finding in found:
        for repair in finding.repairs:
            assert find_repair(found, repair.key) == repair
            after = repaired(steps, repair)
            assert faults(after) == []
            assert finding.sentence not in [one.sentence for one in check(after, setting())]


def test_a_gap_is_repaired_by_opening_when_the_one_before_closes():
    steps = suggested(JUNE)
    steps[1] = replace(steps[1], opens_at=steps[1].opens_at + timedelta(hours=3))

    (finding,) = check(steps, setting())

    assert finding.refused
    assert repaired(steps, finding.repairs[0]) == suggested(JUNE)


def test_a_step_that_is_too_short_says_how_long_it_is():
    tight = replace(STANDARD, steps=tuple(replace(step, minimum=40) for step in STANDARD.steps))

    with translation.override("en"):
        first = check(suggested(JUNE), setting(tight))[0]

    # 11 May to 8 June without Ascension Day and Pentecost Monday.
    assert first.sentence == ("The plan step has 18 working days until it is due; it needs 40.")


def test_rounds_of_an_edition_that_overlap_are_refused():
    others = [(Season.SEPTEMBER, suggested(date(2017, 9, 13)))]

    (finding,) = check(suggested(JUNE), setting(others=others))

    assert finding.refused


def test_what_is_over_is_said_while_planning_and_not_later():
    late = clock.amsterdam(2018, 1, 1)
    row = dated(STANDARD, date(2017, 6, 8))  # the plan is due on Ascension Day

    planning = replace(setting(now=late), planning=True)

    assert check(row, setting(now=late)) == []
    with translation.override("en"):
        said = [one.kind for one in check(row, planning) if "is over already" in one.sentence]
    assert said == STEP_ORDER


def test_slots_fall_on_working_days_at_the_hour_of_the_clock():
    due = clock.amsterdam(2026, 10, 26, 17)  # the Monday after the clock went back

    (before,) = slots(Rung(Side.BEFORE, 1), due)
    after = slots(Rung(Side.AFTER, 1, times=2, every=2, then_facilitator=True), due)

    assert before.at == clock.amsterdam(2026, 10, 23, 9)
    assert [(slot.at, slot.to_facilitators) for slot in after] == [
        (clock.amsterdam(2026, 10, 27, 9), False),
        (clock.amsterdam(2026, 10, 29, 9), False),
        (clock.amsterdam(2026, 11, 2, 9), True),
    ]


rungs = st.lists(
    st.builds(
        Rung,
        side=st.sampled_from(list(Side)),
        days=st.integers(1, 9),
        unit=st.sampled_from(list(Unit)),
        times=st.integers(1, 3),
        every=st.integers(1, 3),
        then_facilitator=st.booleans(),
    ),
    max_size=4,
)


@given(rungs, days, st.lists(st.integers(0, 167), max_size=12))
def test_sweeps_at_any_hours_find_the_same_slots_as_one_that_never_stops(ladder, day, gaps):
    """No gap is longer than what a sweep catches up: then nothing is lost and nothing comes twice."""
    due = clock.amsterdam(day.year, day.month, day.day, 17)
    start = due - timedelta(days=30)
    end = due + timedelta(days=40)

    def found(moments):
        given_: set = set()
        for now in moments:
            given_ |= set(slots_due(ladder, due, known_at=start, now=now))
        return given_

    hours = [*(gap or 1 for gap in gaps), *[160] * 12]
    some, at = [], start
    for hour in hours:
        at += timedelta(hours=hour)
        if at < end:
            some.append(at)
    assert all(two - one < CATCHES_UP for one, two in pairwise([start, *some]))
    last = some[-1]
    every = {
        (number, slot)
        for number, rung in enumerate(ladder)
        for slot in slots(rung, due)
        if start < slot.at <= last
    }
    assert found(some) == every


@given(days, st.sampled_from([WIDE, NARROW]), st.integers(-90, 90))
def test_nothing_leaves_the_picture(sitting, width, today):
    steps = dated(STANDARD, sitting)
    now = clock.amsterdam(sitting.year, sitting.month, sitting.day) + timedelta(days=today)

    picture = draw(steps, now=now, width=width)

    assert picture is not None
    for row in picture.rows:
        assert 0 <= row.x <= row.due_x <= row.end_x <= width
        assert row.words_x >= 0
    assert (picture.today is not None) == (steps[0].opens_at <= now <= steps[-1].closes_at)


def test_the_picture_is_the_same_all_day():
    steps = dated(STANDARD, date(2017, 6, 20))
    hours = [clock.amsterdam(2017, 6, 7, hour, 59) for hour in range(24)]

    assert len({draw(steps, now=now).today.x for now in hours}) == 1


def test_without_steps_there_is_no_picture():
    assert draw([], now=datetime.now(tz=clock.AMSTERDAM)) is None


def test_steps_are_plain_moments():
    assert all(isinstance(step, Moments) for step in dated(STANDARD, JUNE))
