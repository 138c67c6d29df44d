"""What tests of reviews may ask for."""

from collections.abc import Iterator

import pytest

from core import clock
from tests.people import Cast
from tests.reviews.caught import Ended, ended
from tests.sessions_app.rounds import IN_REVIEW, make_scene
from tests.sessions_app.sittings import STARTS, Table, lay_table


@pytest.fixture
def table(cast: Cast) -> Iterator[Table]:
    """A planned sitting about South's plan, on the day of the sitting."""
    with clock.frozen(IN_REVIEW):
        laid = lay_table(make_scene(cast))
    with clock.frozen(STARTS):
        yield laid


@pytest.fixture
def sat(table: Table) -> Ended:
    """The same after the session, with what was caught."""
    return ended(table)
