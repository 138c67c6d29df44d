"""One reader's way out: in order, at once, with an end."""

import asyncio

from live import limits
from live.outlet import Outlet


class Door:
    """A socket's send that can be held shut."""

    def __init__(self):
        self.open = asyncio.Event()
        self.open.set()
        self.sent = []

    async def send(self, message):
        await self.open.wait()
        self.sent.append(message.get("text", message.get("code")))


async def test_frames_go_out_at_once_and_without_a_task():
    door = Door()
    outlet = Outlet(door.send)
    before = len(asyncio.all_tasks())

    outlet.put("one")
    outlet.put("two")

    assert door.sent == ["one", "two"]
    assert len(asyncio.all_tasks()) == before


async def test_what_had_to_wait_goes_out_in_order():
    door = Door()
    outlet = Outlet(door.send)
    door.open.clear()

    for number in range(5):
        outlet.put(str(number))
    assert door.sent == []
    door.open.set()
    await outlet.room()
    outlet.put("5")

    assert door.sent == list("012345")


async def test_a_reader_that_does_not_keep_up_is_closed_with_1013(monkeypatch):
    monkeypatch.setattr(limits, "BACKLOG", 3)
    door = Door()
    outlet = Outlet(door.send)
    door.open.clear()

    for number in range(10):
        outlet.put(str(number))
    door.open.set()
    await outlet.room()

    assert outlet.closed
    assert door.sent == ["0", 1013]


async def test_after_closing_nothing_goes_out():
    door = Door()
    outlet = Outlet(door.send)

    outlet.close(4401)
    outlet.put("late")
    outlet.close(1012)

    assert door.sent == [4401]


async def test_a_socket_that_died_is_no_fault():
    async def dead(_message):
        raise ConnectionResetError

    outlet = Outlet(dead)

    outlet.put("one")

    assert outlet.closed


async def test_a_cancelled_wait_tells_the_send():
    heard = []

    async def send(_message):
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            heard.append("cancelled")
            raise

    outlet = Outlet(send)
    outlet.put("one")
    await asyncio.sleep(0)
    outlet.drop()
    await asyncio.sleep(0.05)

    assert heard == ["cancelled"]
