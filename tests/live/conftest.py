"""Sockets inside the test's own event loop."""

import json

import pytest
from asgiref.testing import ApplicationCommunicator
from django.conf import settings
from django.test import Client

from people.second_factor import PROVEN


class Socket(ApplicationCommunicator):
    """The other side of a socket."""

    def __init__(self, application, headers, path="/ws/live", query=""):
        scope = {
            "type": "websocket",
            "path": path,
            "query_string": query.encode(),
            "headers": headers,
            "subprotocols": [],
        }
        super().__init__(application, scope)

    async def connect(self):
        await self.send_input({"type": "websocket.connect"})
        answer = await self.receive_output(15)
        assert answer["type"] == "websocket.accept", answer

    async def send_to(self, text_data):
        await self.send_input({"type": "websocket.receive", "text": text_data})

    async def receive_from(self, patience):
        message = await self.receive_output(patience)
        assert message["type"] == "websocket.send", message
        return message["text"]

    async def disconnect(self):
        await self.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.wait(15)


@pytest.fixture
def listen(transactional_db):
    """A socket in which somebody is logged in: `await listen(person)`."""
    opened = []

    async def connect(person, cookie=None, query=""):
        from channels.db import database_sync_to_async

        from config.asgi import application

        cookie = cookie or (await database_sync_to_async(cookie_of)(person) if person else "")
        headers = [
            (b"cookie", cookie.encode()),
            (b"origin", b"http://testserver"),
            (b"host", b"testserver"),
        ]
        socket = Socket(application, headers, query=query)
        await socket.connect()
        opened.append(socket)
        return socket

    return connect


def cookie_of(person):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session[PROVEN] = person.pk
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


async def say(socket, **content):
    await socket.send_to(text_data=json.dumps(content))


async def hear(socket, patience=15):
    return json.loads(await socket.receive_from(patience))


async def hear_until(socket, key, patience=15):
    """All frames up to and with the first that holds this key."""
    frames = []
    while not frames or key not in frames[-1]:
        frames.append(await hear(socket, patience))
    return frames


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Two servers on one database; two that hear each other only where there is Redis."""
    from tests.live.site import Site

    made = Site(tmp_path_factory.mktemp("site"))
    made.start()
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def player():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def browser(player):
    from tests.journeys.browsers import launch

    opened = launch(player)
    yield opened
    opened.close()


@pytest.fixture
def freezer(site, player, tmp_path):
    """`freezer("ada")`: this person in a browser of which tabs can be frozen."""
    from tests.live.freezing import Freezer

    made = Freezer(site, player, tmp_path / "profile")
    yield made
    made.end()


@pytest.fixture
def visit(site, browser):
    """`visit("ada")`: this person on the thread's page."""
    from tests.live.pages import Visits

    visits = Visits(site, browser)
    yield visits
    visits.end()


@pytest.fixture(scope="module")
def busy(site):
    """The same site at a thread of its own, for whoever writes much."""
    return site.apart()


@pytest.fixture(scope="module")
def pair(site):
    """Two more servers, for crowds: fifty sockets that ask for everything each second would be the load."""
    numbers = [site.start(LIVE_HEARTBEAT_SECONDS="5") for _server in range(2)]
    yield numbers
    for number in reversed(numbers):
        site.end(number)
