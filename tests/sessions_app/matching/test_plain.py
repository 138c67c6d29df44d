"""The plain question: as good as the flow over all pairs, and its bound holds by itself."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.graph.python import min_cost_flow

from sessions.matching.plain import plain

pytestmark = pytest.mark.once


def table(seed, number, width, *, highest=1000, barred=0.05, popular=False):
    """A table of fits: a few barred, and if asked with reviewers whom everybody wants."""
    chance = np.random.default_rng(seed)
    fit = chance.integers(0, highest + 1, (number, width))
    if popular:
        fit = (fit + chance.integers(0, highest + 1, width)) // 2
    fit[chance.random((number, width)) < barred] = -1
    return fit


def by_flow(fit, wanted, most):
    """Empty places and total fit of the best choice, from the flow over all pairs."""
    number, width = fit.shape
    rows, columns = np.nonzero(fit >= 0)
    end, fine = number + width, int(fit.max(initial=0)) * (number + width) + 1
    flow = min_cost_flow.SimpleMinCostFlow()
    add = flow.add_arcs_with_capacity_and_unit_cost
    add(rows, number + columns, np.ones(len(rows), int), -fit[rows, columns])
    add(number + np.arange(width), np.full(width, end), most, np.zeros(width, int))
    empty = add(np.arange(number), np.full(number, end), wanted, np.full(number, fine))
    flow.set_nodes_supplies(np.arange(number), wanted)
    flow.set_nodes_supplies(np.array([end]), np.array([-int(wanted.sum())]))
    assert flow.solve() == flow.OPTIMAL
    short = int(flow.flows(empty).sum())
    return short, fine * short - flow.optimal_cost()


def assert_keeps_the_rules(fit, wanted, most, choice):
    number, width = fit.shape
    pairs = list(zip(choice.rows, choice.columns, strict=True))
    assert len(set(pairs)) == len(pairs)
    assert (fit[choice.rows, choice.columns] >= 0).all()
    assert (np.bincount(choice.columns, minlength=width) <= most).all()
    filled = np.bincount(choice.rows, minlength=number)
    assert (filled <= wanted).all()
    assert int((wanted - filled).sum()) == choice.short


@pytest.mark.parametrize("popular", [False, True])
@pytest.mark.parametrize("highest", [3, 1000])
@pytest.mark.parametrize("seed", range(3))
def test_a_choice_is_as_good_as_the_flow_over_all_pairs(seed, highest, popular):
    fit = table(seed, 120, 90, highest=highest, popular=popular)
    wanted, most = 3 + np.arange(120) % 2, np.full(90, 6)

    choice = plain(fit, wanted, most)

    total = int(fit[choice.rows, choice.columns].sum())
    assert (choice.short, total) == by_flow(fit, wanted, most)
    assert choice.gap == 0
    assert_keeps_the_rules(fit, wanted, most, choice)


@given(
    st.integers(0, 10**6),
    st.integers(1, 12),
    st.integers(1, 12),
    st.sampled_from([0, 1, 4, 1000]),
    st.sampled_from([0.05, 0.5, 1.0]),
)
@settings(max_examples=60, deadline=None)
def test_also_where_places_stay_empty(seed, number, width, highest, barred):
    fit = table(seed, number, width, highest=highest, barred=barred)
    chance = np.random.default_rng(seed)
    wanted, most = chance.integers(0, 5, number), chance.integers(0, 4, width)

    choice = plain(fit, wanted, most)

    total = int(fit[choice.rows, choice.columns].sum())
    assert (choice.short, total) == by_flow(fit, wanted, most)
    assert choice.gap == 0
    assert_keeps_the_rules(fit, wanted, most, choice)


@pytest.mark.parametrize("kind", [np.int8, np.int16, np.int32])
def test_small_numbers_do_not_overflow(kind):
    fit = table(5, 400, 30, highest=127).astype(kind)
    wanted, most = np.full(400, 3), np.full(30, 39)

    choice = plain(fit, wanted, most)

    assert choice.gap == 0
    assert choice.short == 1200 - 30 * 39


def test_pairs_left_out_come_in_when_they_are_needed():
    """All want the same few, so that most of the choice is outside of everybody's best."""
    fit = np.tile(np.arange(60, 0, -1), (40, 1))

    choice = plain(fit, np.full(40, 3), np.full(60, 2))

    assert choice.gap == 0
    assert choice.worth == 2 * sum(range(1, 61))


def test_the_same_question_has_the_same_answer():
    fit = table(8, 200, 150, highest=2)
    wanted, most = np.full(200, 3), np.full(150, 6)

    one, two = plain(fit, wanted, most), plain(fit.copy(), wanted, most)

    assert one.rows.tolist() == two.rows.tolist()
    assert one.columns.tolist() == two.columns.tolist()
