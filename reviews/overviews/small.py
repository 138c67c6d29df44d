"""Small numbers: what may not be shown because it would show who said what. The one place for it.

Reviewers answer under their name, to those who may read their review. An overview is printed, projected
and sent on; so how reviewers answered is shown from three answers on, and a total never gives away a part
that is too small to be shown: whoever takes the shown parts from it finds nothing, or three at least.

What a region does in public under its lead's name (answers, promises, progress) is counted as it is.
Limits, known and accepted: a page that is looked at before and after somebody hands in differs by that
one; and when all of three gave the same answer, all is known of each.
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

from reviews.summary import FEWEST

Unit = TypeVar("Unit", bound=Hashable)
Group = TypeVar("Group", bound=Hashable)


def enough(count: int) -> bool:
    """Whether so many answers hide who gave which."""
    return count >= FEWEST


def left_out(sizes: Mapping[Unit, int]) -> frozenset[Unit]:
    """The units that stay out of the total of all of them.

    Those that are too small to be shown, unless together they are large enough: then the total less
    what is shown is their sum, which gives away none of them.
    """
    small = {unit: size for unit, size in sizes.items() if size and not enough(size)}
    return frozenset() if enough(sum(small.values())) else frozenset(small)


def left_out_of_all(groups: Mapping[Group, Mapping[Unit, int]]) -> frozenset[Unit]:
    """The same over two levels: plans in regions, of which each region shows a total too.

    What a region left out of its own total is what that region brings along, unshown, to the whole.
    """
    rests = {group: left_out(units) for group, units in groups.items()}
    sizes = {group: sum(groups[group][unit] for unit in rest) for group, rest in rests.items()}
    out = left_out(sizes)
    return frozenset(unit for group in out for unit in rests[group])
