"""Counts do not travel from one test to the next, nor from one test process to another."""

import pytest
from django.conf import settings
from django.core.cache import cache

from tests.workers import WORKER


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db
def test_the_cache_begins_empty(turn):
    assert cache.add("counted", turn)


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_the_cache_begins_empty_after_a_commit(turn):
    assert cache.add("counted", turn)


@pytest.mark.xdist_group("one process")
def test_a_group_of_tests_stays_in_one_process(request):
    """With a pytest that xdist does not know, groups are scattered and nobody says so."""
    in_parallel = hasattr(request.config, "workerinput")

    assert request.node.nodeid.endswith("@one process") == in_parallel


def test_each_process_has_a_part_of_redis_of_its_own():
    if not settings.REDIS_URL:
        assert settings.CHANNEL_LAYERS["default"]["BACKEND"].endswith("InMemoryChannelLayer")
        return

    assert settings.CACHES["default"]["LOCATION"] == settings.REDIS_URL
    assert settings.CHANNEL_LAYERS["default"]["CONFIG"]["prefix"] == f"test-{WORKER}"
