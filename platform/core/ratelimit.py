"""How often somebody may do something, counted in the shared cache."""

import hashlib
import logging
import math

from django.core.cache import cache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


def allow(key: str, *, rate: float, burst: int) -> bool:
    """Whether `key` has a token left: `burst` at once, and `rate` new ones a second.

    `allow(f"preview:{person.pk}", rate=1, burst=20)`

    Each token is one cache key that lives for `burst / rate` seconds. Taking one is `cache.add`,
    which is atomic in every backend (memory, database, Redis), so two processes never take the
    same token, and no clock is compared between machines. While Redis is away everything is
    allowed: a limit is no reason to refuse people's work.
    """
    if rate <= 0 or burst < 1:
        raise ValueError("allow() wants rate > 0 and burst >= 1.")
    life = max(1, math.ceil(burst / rate))
    try:
        return _take(_slots(key, burst), life)
    except (RedisError, OSError):
        logger.exception("the cache cannot be reached, so nothing is limited")
        return True


def forget(key: str, *, burst: int) -> None:
    """Give all tokens back, for example after a right answer."""
    cache.delete_many(_slots(key, burst))


def _take(slots: list[str], life: int) -> bool:
    taken = cache.get_many(slots)
    return any(cache.add(slot, 1, life) for slot in slots if slot not in taken)


def _slots(key: str, burst: int) -> list[str]:
    """The cache keys of the tokens. Hashed: a key may hold an address, the cache must not."""
    digest = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32]
    return [f"rate:{digest}:{number}" for number in range(burst)]
