"""The heartbeats of a process: every socket within one heartbeat, at moments that they share."""

import asyncio

import pytest

from live import limits
from live.pulse import Pulse


class Heart:
    def __init__(self):
        self.beats = []

    def beat(self):
        self.beats.append(asyncio.get_running_loop().time())


@pytest.fixture
def fast(monkeypatch):
    monkeypatch.setattr(limits, "HEARTBEAT", 0.2)


async def test_everybody_beats_once_in_a_heartbeat_and_many_at_the_same_moment(fast):
    pulse, hearts = Pulse(), [Heart() for _socket in range(200)]
    for heart in hearts:
        pulse.join(heart)
    await asyncio.sleep(0.3)
    first = [heart.beats[0] for heart in hearts]

    assert len({round(moment, 2) for moment in first}) <= 2 * limits.BEATS
    for heart in hearts:
        pulse.leave(heart)


async def test_who_left_beats_no_more_and_nobody_left_means_no_clock(fast):
    pulse, stays, goes = Pulse(), Heart(), Heart()
    pulse.join(stays)
    pulse.join(goes)
    pulse.leave(goes)
    await asyncio.sleep(0.3)

    assert (len(stays.beats) > 0, goes.beats) == (True, [])
    clock = pulse._ticking
    pulse.leave(stays)
    await asyncio.sleep(0)
    assert clock.cancelled()


async def test_who_comes_after_everybody_left_beats_again(fast):
    pulse, first, second = Pulse(), Heart(), Heart()
    pulse.join(first)
    pulse.leave(first)
    pulse.join(second)
    await asyncio.sleep(0.3)

    assert len(second.beats) > 0
    pulse.leave(second)
