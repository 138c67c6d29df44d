"""Percentages add up, and the published numbers of the Algemene Rekenkamer come out as published."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviews.overviews.classes import Fulfilment
from reviews.overviews.shares import meter_of, shared_rows, shares
from reviews.summary import Action, Fate, cross_table

# A busy machine is no fault of the functions.
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

COUNTS = st.lists(st.integers(0, 10_000), min_size=1, max_size=12)


def fates(counts: dict[tuple[bool, Action], int]) -> list[Fate]:
    return [Fate(promised, action) for (promised, action), n in counts.items() for _one in range(n)]


@calm
@given(COUNTS)
def test_shares_add_up_to_the_whole(counts):
    assert sum(shares(counts)) == (100 if sum(counts) else 0)


@calm
@given(COUNTS)
def test_a_share_is_less_than_one_from_exact(counts):
    total = sum(counts) or 1

    for count, share in zip(counts, shares(counts), strict=True):
        assert abs(Fraction(count * 100, total) - share) < 1


@calm
@given(COUNTS)
def test_nothing_is_never_a_part_and_more_is_never_less(counts):
    found = shares(counts)

    assert all(share == 0 for count, share in zip(counts, found, strict=True) if count == 0)
    pairs = sorted(zip(counts, found, strict=True))
    for (less, its_share), (more, other_share) in pairwise(pairs):
        assert less == more or its_share <= other_share


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([1, 1, 1], (34, 33, 33)),
        ([0, 0], (0, 0)),
        ([7], (100,)),
        ([1, 0, 999], (0, 0, 100)),
        ([567, 105, 17], (82, 15, 3)),
    ],
)
def test_the_largest_remainder_gets_what_is_missing(counts, expected):
    assert shares(counts) == expected


def test_2023_as_the_rekenkamer_published_it():
    """513 recommendations: 33 % kept, 17 % being kept, 21 % other action, 29 % no action; 71 % action, 52 % promised.

    The counts behind the percentages are the only whole numbers near them that add up to 513; that 267
    were promised follows from the 52 %, so that 11 were promised without action.
    """
    table = cross_table(
        fates(
            {
                (True, Action.YES): 169,
                (True, Action.BUSY): 87,
                (False, Action.YES): 60,
                (False, Action.BUSY): 48,
                (True, Action.NO): 11,
                (False, Action.NO): 138,
            }
        )
    )

    meter = meter_of(table)

    assert meter.total == 513
    assert [(part.fulfilment, part.count, part.share) for part in meter.parts] == [
        (Fulfilment.KEPT, 169, 33),
        (Fulfilment.RUNNING, 87, 17),
        (Fulfilment.OTHER, 108, 21),
        (Fulfilment.NONE, 149, 29),
    ]
    assert [part.start for part in meter.parts] == [0, 33, 50, 71]
    assert meter.action_share == 71
    assert meter.promised_share == 52
    assert table.promised == 267


def test_2012_to_2017_as_the_rekenkamer_published_it():
    """689 recommendations: 567 with action, 105 with neither action nor promise, 17 promised without action."""
    table = cross_table(
        fates(
            {
                (True, Action.YES): 567,
                (False, Action.NO): 105,
                (True, Action.NO): 17,
            }
        )
    )

    meter = meter_of(table)

    assert meter.total == 567 + 105 + 17 == 689
    assert meter.acted == 567
    assert (table.row(Action.NO).unpromised, table.row(Action.NO).promised) == (105, 17)
    assert [(row.action, row.total, row.share) for row in shared_rows(table)] == [
        (Action.YES, 567, 82),
        (Action.BUSY, 0, 0),
        (Action.NO, 122, 18),
    ]


FATES = st.lists(st.builds(Fate, st.booleans(), st.sampled_from(list(Action))))


@calm
@given(FATES)
def test_the_four_parts_are_all_advice(given_fates):
    meter = meter_of(cross_table(given_fates))

    assert sum(part.count for part in meter.parts) == meter.total == len(given_fates)
    assert meter.acted == sum(fate.action != Action.NO for fate in given_fates)
    assert sum(part.share for part in meter.parts) == (100 if given_fates else 0)
    assert sum(row.share for row in shared_rows(cross_table(given_fates))) == (
        100 if given_fates else 0
    )
