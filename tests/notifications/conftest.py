"""The kind of notice that these tests use is known while they run."""

from collections.abc import Iterator

import pytest

from notifications import kinds
from tests.notifications.kind import REGION_NEWS


@pytest.fixture(autouse=True)
def region_news() -> Iterator[None]:
    kinds.register(REGION_NEWS)
    yield
    kinds._kinds.pop(REGION_NEWS.key)
