"""One thread in browsers: who visits it, what is written, what is seen."""

import uuid

import pytest

from tests.journeys.browsers import CHROMIUM

BROWSER = [
    pytest.mark.browser,
    pytest.mark.xdist_group("live-site"),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium here: apt install chromium"),
]
BOX = "#composer-form textarea[name=body]"


class Visits:
    """`visits("ada")`: this person on the thread's page, with the page's complaints."""

    def __init__(self, site, browser):
        self.site, self.browser = site, browser
        self.contexts = []

    def __call__(self, name, **options):
        before, connected = options.pop("before", None), options.pop("connected", "live")
        port = options.pop("port", self.site.ports[0])
        context = self.browser.new_context(**options)
        self.contexts.append(context)
        context.add_cookies(cookies(self.site, name, port))
        return self.tab(context, before=before, connected=connected, port=port)

    def tab(self, context, *, before=None, connected="live", port=0):
        """One more page of the same browser, that says how it is connected."""
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.sockets = []
        page.on("websocket", lambda opened: page.sockets.append(opened))  # noqa: PLW0108 -- it looks at the signature
        if before:
            before(page)
        page.goto(address(self.site, port))
        if connected:
            stands(page, connected)
        return page

    def end(self):
        for context in self.contexts:
            context.close()


def address(site, port=0):
    return f"http://127.0.0.1:{port or site.ports[0]}/threads/{site.thread}"


def cookies(site, name, port=0):
    key, value = site.people[name]["cookie"].split("=", 1)
    base = f"http://127.0.0.1:{port or site.ports[0]}"
    return [
        {"name": key, "value": value, "url": base},
        {"name": "django_language", "value": "en", "url": base},
    ]


def stands(page, state, patience=30_000):
    """Wait until the page says that its line is live, lost, poll or out."""
    page.locator(f'#line[data-state="{state}"]').wait_for(timeout=patience)


def words():
    return f"Words {uuid.uuid4().hex[:8]}"


def write(page, text):
    page.fill(BOX, text)
    page.click("#send-post")


def posts(page, text):
    return page.locator("#posts > li[data-post]", has_text=text)


def sees(page, text, patience=20_000):
    posts(page, text).first.wait_for(timeout=patience)


def sees_each_once(page, texts):
    """Every one of these is there once, in this order."""
    for text in texts:
        sees(page, text)
    counts = [posts(page, text).count() for text in texts]
    assert counts == [1] * len(texts)
    numbers = [int(posts(page, text).get_attribute("data-number")) for text in texts]
    assert numbers == sorted(numbers)


def waiting(page, words):
    """Wait until something stands in the outbox that says these words."""
    page.locator("#outbox li", has_text=words).first.wait_for()


def nothing_waits(page, patience=30_000):
    page.locator("#outbox").wait_for(state="hidden", timeout=patience)


def open_sockets(*pages):
    """How many sockets these pages hold."""
    return sum(not one.is_closed() for page in pages for one in page.sockets)
