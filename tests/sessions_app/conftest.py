"""What tests of rounds may ask for."""

from collections.abc import Callable, Iterator

import pytest

from core import clock
from sessions.queries import states
from sessions.queries.states import ReviewState
from tests.people import Cast
from tests.sessions_app.conferences import Room, make_room
from tests.sessions_app.matched import Matched, make_matched
from tests.sessions_app.rounds import IN_REVIEW, Scene, make_scene
from tests.sessions_app.sittings import Table, lay_table


@pytest.fixture
def in_review() -> Iterator[None]:
    """The clock stands still in the review step of June."""
    with clock.frozen(IN_REVIEW):
        yield


@pytest.fixture
def scene(cast: Cast, in_review: None) -> Scene:
    """A published round with a plan in it, while the review step is open."""
    return make_scene(cast)


@pytest.fixture
def handed_in() -> Iterator[Callable[[int], None]]:
    """Lets a test say that the review of an assignment was handed in, as the room above would."""
    done: set[int] = set()

    def told(_person, ids):
        return {pk: ReviewState("handed in", "good", submitted=True) for pk in done & set(ids)}

    before = list(states._providers)
    states._providers[:] = [told]
    yield done.add
    states._providers[:] = before


@pytest.fixture
def room(cast: Cast) -> Room:
    """A conference for the network that is going on, with one of everything in it."""
    return make_room(cast)


@pytest.fixture
def table(scene: Scene) -> Table:
    """A planned sitting about South's plan."""
    return lay_table(scene)


@pytest.fixture
def matched(scene: Scene) -> Matched:
    """A round with two plans and friends of every side."""
    return make_matched(scene)
