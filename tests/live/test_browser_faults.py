"""Sleep, an ended session, a proxy without sockets, no network: in browsers, with people who go on meanwhile."""

import socket
import threading
import time
from contextlib import contextmanager

import pytest

from tests.journeys.browsers import CHROMIUM, OPTIONS
from tests.live.pages import (
    BOX,
    BROWSER,
    Visits,
    address,
    cookies,
    nothing_waits,
    posts,
    sees,
    sees_each_once,
    stands,
    waiting,
    words,
    write,
)

pytestmark = BROWSER
LOG_OUT = """
from django.contrib.sessions.models import Session
Session.objects.filter(session_key="{key}").delete()
"""
LOG_IN = """
from people.models import Person
from tests.live.conftest import cookie_of
print("COOKIE " + cookie_of(Person.objects.get(pk={pk})))
"""


@pytest.fixture
def other_browser(site):
    """A second browser: a process of its own."""
    opened = []

    def start(browser):
        own = browser.browser_type.launch(executable_path=CHROMIUM, args=OPTIONS)
        opened.append(own)
        return Visits(site, own)

    yield start
    for one in opened:
        one.close()


def test_a_page_that_slept_shows_all_that_was_missed_once(visit, freezer):
    ada, rob = freezer("ada"), visit("rob")
    missed, after, half = [words() for _post in range(3)], words(), "Half a sen"
    ada.fill(BOX, half)

    freezer.freeze(ada)
    for text in missed:
        write(rob, text)
        sees(rob, text)
    assert posts(ada, missed[0]).count() == 0
    freezer.wake(ada)
    write(rob, after)

    sees_each_once(ada, [*missed, after])
    assert ada.input_value(BOX) == half
    stands(ada, "live")
    write(ada, f"{half}tence {after}")
    sees(rob, f"{half}tence {after}")
    assert ada.complaints == []


def test_what_was_being_sent_when_the_page_fell_asleep_is_there_once(visit, freezer):
    ada, rob, text, held = freezer("ada"), visit("rob"), words(), []
    ada.route("**/commands", lambda route: held.append(route))  # noqa: PLW0108 -- Playwright looks at the signature
    write(ada, text)
    while not held:
        ada.wait_for_timeout(50)

    freezer.freeze(ada)
    for route in held:
        route.fetch()  # it reached the server; its answer is lost in the sleep
        route.abort()
    sees(rob, text)
    ada.unroute("**/commands")
    freezer.wake(ada)

    nothing_waits(ada)
    sees_each_once(ada, [text])
    assert posts(rob, text).count() == 1


@pytest.mark.parametrize("seconds", [1, 8])
def test_a_computer_that_slept_shows_all_that_was_missed_once(visit, freezer, seconds):
    """Every process of the browser stands still: no event tells the page."""
    ada, rob = freezer("ada"), visit("rob")
    missed, after, half = words(), words(), "Half a sen"
    ada.fill(BOX, half)

    with freezer.asleep():
        write(rob, missed)
        sees(rob, missed)
        time.sleep(seconds)
    write(rob, after)

    sees_each_once(ada, [missed, after])
    assert ada.input_value(BOX) == half
    stands(ada, "live")


@pytest.fixture
def ends(site):
    """Somebody with a session of her own, that the server can end."""

    def begin(name):
        out = site.manage("shell", "--verbosity=0", "-c", LOG_IN.format(pk=site.people[name]["id"]))
        key, value = out[out.index("COOKIE ") + 7 :].splitlines()[0].split("=", 1)
        cookie = {"name": key, "value": value, "url": f"http://127.0.0.1:{site.ports[0]}"}
        return cookie, lambda: site.manage(
            "shell", "--verbosity=0", "-c", LOG_OUT.format(key=value)
        )

    return begin


def test_a_session_that_ends_in_mid_text_costs_nothing(site, visit, ends):
    """The server forgets the log-in while somebody types and sends; after logging in again it is there once."""
    cookie, end = ends("mia")
    mia, rob, sent, half = visit("mia", connected=None), visit("rob"), words(), words()
    mia.context.add_cookies([cookie])
    mia.goto(address(site))
    stands(mia, "live")
    mia.type(BOX, sent[:8])

    end()
    mia.fill(BOX, sent)
    mia.click("#send-post")
    waiting(mia, "You are logged out; your text is kept")
    mia.fill(BOX, half)
    stands(mia, "out")
    mia.locator("#line-log-in").wait_for()
    assert posts(rob, sent).count() == 0

    mia.context.add_cookies(cookies(site, "mia"))
    mia.click("#line-log-in")

    sees_each_once(mia, [sent])
    sees_each_once(rob, [sent])
    nothing_waits(mia)
    assert mia.input_value(BOX) == half


def test_logging_in_again_in_another_tab_is_enough(site, visit, ends):
    cookie, end = ends("mia")
    mia, rob, text = visit("mia", connected=None), visit("rob"), words()
    mia.context.add_cookies([cookie])
    mia.goto(address(site))
    stands(mia, "live")
    end()
    write(mia, text)
    waiting(mia, "You are logged out; your text is kept")
    stands(mia, "out")

    mia.context.add_cookies(cookies(site, "mia"))
    visit.tab(mia.context)

    sees_each_once(rob, [text])
    sees_each_once(mia, [text])
    nothing_waits(mia)
    stands(mia, "live")


class Proxy:
    """A proxy in front of the site that knows no WebSocket: it refuses them, or passes the request on without `Upgrade`."""

    def __init__(self, behind, way):
        self.behind, self.way, self.refused = behind, way, 0
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                near, _address = self.door.accept()
            except OSError:
                return
            threading.Thread(target=self.talk, args=(near,), daemon=True).start()

    def talk(self, near):
        """One connection: every request gets `Connection: close`, so that the first head is the only one."""
        with near, socket.create_connection(("127.0.0.1", self.behind)) as far:
            head, _end, body = read_head(near)
            lines = head.decode("latin-1").split("\r\n")
            if any(line.lower() == "upgrade: websocket" for line in lines):
                self.refused += 1
                if self.way == "403":
                    near.sendall(
                        b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    )
                    return
            dropped = ("upgrade:", "connection:", "sec-websocket-")
            kept = [line for line in lines if not line.lower().startswith(dropped)]
            far.sendall("\r\n".join([*kept, "Connection: close", "", ""]).encode("latin-1") + body)
            up = threading.Thread(target=pour, args=(near, far), daemon=True)
            up.start()
            pour(far, near)

    def end(self):
        self.door.close()


def read_head(near):
    got = b""
    while b"\r\n\r\n" not in got:
        more = near.recv(65_536)
        if not more:
            break
        got += more
    return got.partition(b"\r\n\r\n")


def pour(one, other):
    try:
        while more := one.recv(65_536):
            other.sendall(more)
    except OSError:
        pass


@contextmanager
def proxy_before(port, way):
    made = Proxy(port, way)
    yield made
    made.end()


@pytest.mark.parametrize("way", ["403", "drops the upgrade"])
def test_behind_a_proxy_without_sockets_two_people_talk(site, visit, other_browser, browser, way):
    with proxy_before(site.ports[0], way) as proxy:
        behind = other_browser(browser)
        pim = behind("pim", port=proxy.port, connected="poll")
        rob, asked, answered = visit("rob"), words(), words()

        write(rob, asked)
        sees(pim, asked, 30_000)
        write(pim, answered)

        sees_each_once(rob, [asked, answered])
        sees_each_once(pim, [asked, answered])
        nothing_waits(pim)
        assert pim.locator("#line-words").text_content() == (
            "New posts appear by themselves, over a slower connection"
        )
        assert proxy.refused >= 2
        assert pim.complaints == []
        behind.end()


def test_offline_and_back_with_two_people(visit, other_browser, browser):
    """Both lose the network, write on, and come back one after the other: each text is there once, in its order."""
    elsewhere = other_browser(browser)
    ada, rob = visit("ada"), elsewhere("rob")
    by_ada, by_rob = [words(), words()], [words(), words()]
    for page, texts in ((ada, by_ada), (rob, by_rob)):
        page.context.set_offline(True)
        for text in texts:
            write(page, text)
            waiting(page, text)
        waiting(page, "Waiting for connection; your text is kept")

    ada.context.set_offline(False)
    nothing_waits(ada)
    rob.context.set_offline(False)
    nothing_waits(rob)

    for page in (ada, rob):
        sees_each_once(page, by_ada)
        sees_each_once(page, by_rob)
        stands(page, "live")
    elsewhere.end()
