"""Nobody takes more than the bucket holds, however many ask at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connection

from core import ratelimit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache(db):
    cache.clear()


def test_burst_is_allowed_and_no_more():
    answers = [ratelimit.allow("preview:1", rate=0.1, burst=3) for _ in range(5)]

    assert answers == [True, True, True, False, False]


def test_people_have_buckets_of_their_own():
    ratelimit.allow("preview:1", rate=0.1, burst=1)

    assert ratelimit.allow("preview:2", rate=0.1, burst=1)
    assert not ratelimit.allow("preview:1", rate=0.1, burst=1)


def test_tokens_come_back():
    ratelimit.allow("preview:1", rate=0.1, burst=1)

    cache.delete_many(ratelimit._slots("preview:1", 1))

    assert ratelimit.allow("preview:1", rate=0.1, burst=1)


def test_forget_gives_all_tokens_back():
    for _ in range(3):
        ratelimit.allow("login:1", rate=0.1, burst=3)

    ratelimit.forget("login:1", burst=3)

    assert ratelimit.allow("login:1", rate=0.1, burst=3)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_exactly_the_burst(settings):
    if (
        connection.vendor == "sqlite"
    ):  # the test database lives in memory, which threads cannot share
        settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

    def ask(_number: int) -> bool:
        try:
            return ratelimit.allow("burst:1", rate=0.1, burst=5)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(ask, range(24)))

    assert answers.count(True) == 5


def test_nothing_is_limited_while_redis_is_away(settings, caplog):
    backend = "django.core.cache.backends.redis.RedisCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "redis://127.0.0.1:1/0"}}

    assert [ratelimit.allow("x", rate=1, burst=1) for _ in range(2)] == [True, True]
    assert "cannot be reached" in caplog.text


def test_key_of_any_length_and_signs_is_fine():
    assert ratelimit.allow("a\x00 \ud800" * 200, rate=1, burst=1)


@pytest.mark.parametrize(("rate", "burst"), [(0, 1), (1, 0), (-1, 5)])
def test_senseless_limits_are_refused(rate, burst):
    with pytest.raises(ValueError, match="rate > 0"):
        ratelimit.allow("x", rate=rate, burst=burst)
