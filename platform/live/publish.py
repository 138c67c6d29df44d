"""Ringing: after the commit, and never at the cost of the request.

The layer may lose what is sent through it. That is no harm: whatever happened stands in the
database, and every reader finds a missed number by the next event or heartbeat.
"""

import asyncio
import json
import logging
import time
from collections.abc import Iterable
from typing import Any
from weakref import WeakKeyDictionary

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction

from live import limits
from live.inbox import inbox_of
from live.reads import frame_of

logger = logging.getLogger(__name__)
_shut: WeakKeyDictionary[Any, float] = WeakKeyDictionary()  # until when a layer is left alone


def publish(topic: str, seq: int, event: dict[str, Any]) -> None:
    """Give readers of the topic this event, once the transaction is committed."""
    text = frame_of(topic, seq, event)
    if len(text) > limits.CARRIED:  # the layer's queues are for bells: readers fetch this one
        text = json.dumps({"topic": topic, "seq": seq})
    _after_commit([topic], {"frame": text})


def ring_inbox(person_ids: Iterable[int]) -> None:
    """Tell open pages of these people that what waits for them changed, after the commit."""
    _after_commit([inbox_of(pk) for pk in sorted(set(person_ids))], {})


def group_of(topic: str) -> str:
    """The channel layer's name of a topic."""
    return "live." + topic.replace(":", ".")


def _after_commit(topics: list[str], message: dict[str, Any]) -> None:
    def knock() -> None:  # a function of its own: Django cannot log a failing partial
        ring(topics, message)

    if topics:
        transaction.on_commit(knock, robust=True)


def ring(topics: list[str], message: dict[str, Any]) -> None:
    """Ring now. Whatever goes wrong with the layer is logged and forgotten."""
    async_to_sync(ring_now)(topics, message)


async def ring_now(topics: list[str], message: dict[str, Any]) -> None:
    """The same from the event loop. A layer that failed is left alone for a moment, so that a request with many bells waits once."""
    layer = get_channel_layer()
    if _shut.get(layer, 0.0) > time.monotonic():
        return
    try:
        async with asyncio.timeout(limits.RING):
            for topic in topics:
                await layer.group_send(group_of(topic), {"type": "live", "topic": topic, **message})
    except Exception as error:  # noqa: BLE001 -- the write is committed: it must not look failed
        _shut[layer] = time.monotonic() + limits.RING
        logger.warning("the doorbell is out of order: %s", type(error).__name__)
