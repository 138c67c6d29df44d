"""Small numbers: neither shown, nor to be found by taking what is shown from a total."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviews.overviews.small import enough, left_out, left_out_of_all
from reviews.summary import FEWEST

# A busy machine is no fault of the functions.
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

SIZES = st.dictionaries(st.integers(0, 30), st.integers(0, 8), max_size=10)


def test_three_is_enough():
    assert [enough(count) for count in range(5)] == [False, False, False, True, True]
    assert FEWEST == 3


def test_one_small_unit_stays_out_of_the_total():
    assert left_out({"a": 5, "b": 2, "c": 4}) == {"b"}


def test_two_small_units_that_hide_each_other_stay_in():
    assert left_out({"a": 5, "b": 2, "c": 1}) == frozenset()


def test_two_small_units_that_do_not_hide_each_other_stay_out():
    assert left_out({"a": 5, "b": 1, "c": 1}) == {"b", "c"}


def test_a_unit_without_answers_hides_nothing():
    assert left_out({"a": 5, "b": 2, "c": 0}) == {"b"}


@calm
@given(SIZES)
def test_a_total_less_what_is_shown_is_nothing_or_enough(sizes):
    out = left_out(sizes)
    total = sum(size for unit, size in sizes.items() if unit not in out)
    shown = sum(size for size in sizes.values() if enough(size))

    assert total - shown == 0 or enough(total - shown)


@calm
@given(SIZES)
def test_what_is_large_enough_always_counts(sizes):
    assert not [unit for unit in left_out(sizes) if enough(sizes[unit])]


@calm
@given(
    st.dictionaries(
        st.integers(0, 6),
        st.lists(st.integers(0, 6), max_size=5),
        max_size=6,
    )
)
def test_a_total_of_all_gives_away_no_region_and_no_plan(given_sizes):
    """Whoever takes plans and totals of regions from the total of all finds nothing, or three at least."""
    groups = {
        group: {(group, at): size for at, size in enumerate(sizes)}
        for group, sizes in given_sizes.items()
    }
    out = left_out_of_all(groups)
    total = sum(
        size for units in groups.values() for unit, size in units.items() if unit not in out
    )
    of_regions = 0
    for units in groups.values():
        kept = [size for unit, size in units.items() if unit not in left_out(units)]
        of_regions += sum(kept)

    assert total - of_regions == 0 or enough(total - of_regions)
    for group, units in groups.items():
        inside = sum(size for unit, size in units.items() if unit not in left_out(units))
        shown = sum(size for size in units.values() if enough(size))
        assert inside - shown == 0 or enough(inside - shown), group
