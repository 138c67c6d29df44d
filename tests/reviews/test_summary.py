"""Promised against done."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.summary import Action, Fate, cross_table, fate_of, spread

FATES = st.builds(Fate, st.booleans(), st.sampled_from(list(Action)))


def test_the_published_numbers_of_2017_add_up():
    """Algemene Rekenkamer, 2012-2017: 567 with action, 105 with neither, 17 promised without action."""
    fates = (
        [Fate(promised=True, action=Action.YES)] * 567
        + [Fate(promised=False, action=Action.NO)] * 105
        + [Fate(promised=True, action=Action.NO)] * 17
    )

    table = cross_table(fates)

    assert table.total == 689
    assert table.row(Action.YES).total == 567
    assert table.row(Action.NO).unpromised == 105
    assert table.row(Action.NO).promised == 17


@given(st.lists(FATES))
def test_rows_and_columns_add_up_to_all(fates):
    table = cross_table(fates)

    assert table.total == len(fates)
    assert table.promised == sum(fate.promised for fate in fates)
    assert sum(row.total for row in table.rows) == len(fates)
    assert [row.action for row in table.rows] == list(Action)


@given(st.lists(FATES), st.lists(FATES))
def test_two_tables_count_as_one(first, second):
    whole, one, other = cross_table(first + second), cross_table(first), cross_table(second)

    for action in Action:
        assert whole.row(action).promised == one.row(action).promised + other.row(action).promised
        assert whole.row(action).total == one.row(action).total + other.row(action).total


@pytest.mark.parametrize(
    ("commitments", "judgements", "fate"),
    [
        ([], [], Fate(promised=False, action=Action.NO)),
        ([], ["somewhat"], Fate(promised=False, action=Action.BUSY)),
        ([], ["not", "clearly"], Fate(promised=False, action=Action.YES)),
        (["not_started"], ["amply"], Fate(promised=True, action=Action.NO)),
        (["stopped"], [], Fate(promised=True, action=Action.NO)),
        (["stopped", "on_schedule"], [], Fate(promised=True, action=Action.BUSY)),
        (["needs_attention"], [], Fate(promised=True, action=Action.BUSY)),
        (["on_schedule", "done"], [], Fate(promised=True, action=Action.YES)),
    ],
)
def test_what_became_of_advice(commitments, judgements, fate):
    assert fate_of(commitments, judgements) == fate


def test_a_spread_is_shown_from_three_answers_on():
    assert spread([3, "na"]).shown is False
    assert spread([3, None, "na", 5]).shown is True


def test_a_spread_counts_points_apart_from_who_cannot_judge():
    found = spread([3, 3, 5, "na", None])

    assert found.bars == [(1, 0), (2, 0), (3, 2), (4, 0), (5, 1)]
    assert (found.cannot_judge, found.total) == (1, 4)
