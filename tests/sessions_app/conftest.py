"""What tests of rounds may ask for."""

from collections.abc import Callable, Iterator

import pytest

from core import clock
from sessions.queries import states
from sessions.queries.states import ReviewState
from tests.people import Cast
from tests.sessions_app.rounds import IN_REVIEW, Scene, make_scene


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
