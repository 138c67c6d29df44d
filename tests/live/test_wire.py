"""Frames in bytes: each reader gets exactly what the usual way would have sent, in the same order."""

import asyncio

import pytest
import uvicorn
import websockets
from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Opcode
from websockets.protocol import State
from websockets.server import ServerProtocol

from live.outlet import Outlet
from live.wire import EXTENSION, LiveProtocol, door_of, never, wire_of
from tests.live.ports import free_port


@given(st.text(max_size=70_000))
def test_the_bytes_are_those_that_the_server_itself_would_send(text):
    server = ServerProtocol()
    server.state = State.OPEN
    server.send_text(text.encode())

    assert wire_of(text) == b"".join(server.data_to_send())
    assert wire_of(text)[0] & 0x0F == Opcode.TEXT


def test_a_server_without_the_door_sends_the_usual_way():
    assert door_of({}) is never
    assert never(b"") is False


class Room:
    """An application that hands each socket's scope and outlet to the test."""

    def __init__(self):
        self.outlets, self.writes = [], []
        self.entered, self.left = asyncio.Event(), asyncio.Event()

    async def __call__(self, scope, receive, send):
        await receive()
        await send({"type": "websocket.accept"})
        self.writes.append(door_of(scope))
        self.outlets.append(Outlet(send, door_of(scope)))
        self.entered.set()
        while (await receive())["type"] != "websocket.disconnect":
            pass
        self.left.set()


@pytest.fixture
async def room(request):
    made, port = Room(), free_port()
    options = {"ws": LiveProtocol, "lifespan": "off", "log_level": "warning", "port": port}
    server = uvicorn.Server(uvicorn.Config(made, **options, ws_per_message_deflate=request.param))
    running = asyncio.ensure_future(server.serve())
    while not server.started:  # noqa: ASYNC110 -- uvicorn has no event for it
        await asyncio.sleep(0.01)
    yield made, f"ws://127.0.0.1:{port}/"
    server.should_exit = True
    await running


plain = pytest.mark.parametrize("room", [False], indirect=True)


@plain
async def test_ready_bytes_and_usual_frames_come_in_the_order_in_which_they_were_put(room):
    made, address = room
    async with websockets.connect(address) as socket:
        await made.entered.wait()
        (outlet,) = made.outlets
        for number in range(6):
            text = f"é {number}"
            outlet.put(text) if number % 2 else outlet.pass_on(text, wire_of(text))

        assert made.writes[0](wire_of("last")) is True
        assert [await socket.recv() for _frame in range(7)] == [
            *(f"é {number}" for number in range(6)),
            "last",
        ]


@plain
async def test_nothing_goes_out_after_a_close_or_to_who_is_gone(room):
    made, address = room
    async with websockets.connect(address):
        await made.entered.wait()
        made.outlets[0].close(1013)
        assert made.writes[0](wire_of("too late")) is False
    await made.left.wait()

    assert made.writes[0](wire_of("too late")) is False


@plain
async def test_a_reader_who_does_not_read_is_refused_by_the_door_and_keeps_the_order(room):
    made, address = room
    async with websockets.connect(address, max_queue=1) as socket:
        await made.entered.wait()
        (outlet,), text = made.outlets, "x" * 60_000
        sent = 0
        while made.writes[0](wire_of(f"{sent} {text}")):
            sent += 1
        for more in range(3):
            outlet.pass_on(f"{sent + more} {text}", wire_of(f"{sent + more} {text}"))
        came = [await socket.recv() for _frame in range(sent + 3)]

    assert [int(frame.split()[0]) for frame in came] == list(range(sent + 3))


@pytest.mark.parametrize("room", [True], indirect=True)
async def test_where_frames_are_compressed_there_is_no_door(room):
    made, address = room
    async with websockets.connect(address) as socket:
        await made.entered.wait()
        made.outlets[0].pass_on("as usual", wire_of("as usual"))

        assert made.writes == [never]
        assert await socket.recv() == "as usual"
        assert EXTENSION == "klankbord.wire"
