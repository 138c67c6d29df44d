"""Ranges against plain sets."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from discussion.ranges import holds, union, within

numbers = st.integers(1, 60)
ranges = st.lists(
    st.tuples(numbers, st.integers(0, 9)).map(lambda pair: [pair[0], pair[0] + pair[1]]),
    max_size=12,
)


def as_set(some):
    return {number for low, high in some for number in range(low, high + 1)}


@given(ranges, ranges)
def test_union_holds_what_either_holds(one, other):
    assert as_set(union(one, other)) == as_set(one) | as_set(other)


@given(ranges, ranges)
def test_union_is_sorted_apart_and_the_same_in_any_order(one, other):
    merged = union(one, other)

    assert all(a[1] + 1 < b[0] for a, b in pairwise(merged))
    assert merged == union(other, one) == union(merged, one) == union(merged)


@given(ranges, numbers, numbers)
def test_within_keeps_what_lies_between(some, low, high):
    assert as_set(within(some, low, high)) == {one for one in as_set(some) if low <= one <= high}


@given(ranges, numbers)
def test_holds_is_membership(some, number):
    assert holds(some, number) == (number in as_set(some))


def test_a_range_that_is_the_wrong_way_round_holds_nothing():
    assert union([[5, 3]]) == []
