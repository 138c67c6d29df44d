"""The timer of a step: whatever happens to it, the time that ran is what was not paused."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.timer import Timer, in_clock

START = datetime(2017, 6, 22, 8, tzinfo=UTC)
moves = st.lists(
    st.tuples(st.sampled_from(["wait", "pause", "resume", "extend"]), st.integers(1, 3600)),
    max_size=30,
)


@given(st.integers(1, 120), moves)
def test_what_is_left_is_what_was_given_less_what_ran(minutes, history):
    timer, at, ran, given_seconds, runs = Timer.of(START, minutes), START, 0, minutes * 60, True
    for what, amount in history:
        if what == "wait":
            at += timedelta(seconds=amount)
            ran += amount if runs else 0
        elif what == "pause":
            timer, runs = timer.paused(at), False
        elif what == "resume":
            timer, runs = timer.resumed(at), True
        else:
            timer, given_seconds = timer.extended(amount), given_seconds + amount * 60
        assert timer.left(at) == pytest.approx(given_seconds - ran)
        assert (timer.paused_at is None) == runs


@given(st.integers(1, 120), st.integers(0, 7200), st.integers(0, 7200))
def test_it_stands_still_while_it_is_paused(minutes, before, after):
    paused = Timer.of(START, minutes).paused(START + timedelta(seconds=before))

    left = paused.left(START + timedelta(seconds=before + after))

    assert left == minutes * 60 - before


@given(st.integers(1, 120), st.integers(0, 7200))
def test_pausing_and_resuming_at_once_changes_nothing(minutes, spent):
    at = START + timedelta(seconds=spent)
    timer = Timer.of(START, minutes)

    assert timer.paused(at).resumed(at).left(at) == timer.left(at)
    assert timer.paused(at).paused(at + timedelta(seconds=9)) == timer.paused(at)
    assert timer.resumed(at) == timer


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (300, "5:00"),
        (299.9, "4:59"),
        (61, "1:01"),
        (0.2, "0:00"),
        (0, "0:00"),
        (-0.4, "0:00"),
        (-30.5, "-0:30"),
        (-61, "-1:01"),
    ],
)
def test_it_reads_as_a_clock(seconds, shown):
    assert in_clock(seconds) == shown
