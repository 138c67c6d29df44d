"""A browser whose tabs can really be hidden and frozen, which Playwright's own browsers prevent."""

import os
import signal
import subprocess
import time
from contextlib import contextmanager

import httpx

from tests.journeys.browsers import CHROMIUM, OPTIONS
from tests.live.pages import Visits, cookies
from tests.live.site import free_port


class Freezer:
    """One Chromium with one person in it, and as many tabs as are asked for."""

    def __init__(self, site, playwright, folder):
        port = free_port()
        words = [f"--remote-debugging-port={port}", f"--user-data-dir={folder}", "--no-first-run"]
        self.process = subprocess.Popen(
            [CHROMIUM, *OPTIONS, "--headless=new", *words, "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.browser = playwright.chromium.connect_over_cdp(_answering(port), no_defaults=True)
        self.context = self.browser.contexts[0]
        self.visits = Visits(site, self.browser)

    def __call__(self, name):
        """This person on the thread's page."""
        self.context.add_cookies(cookies(self.visits.site, name))
        return self.tab()

    def tab(self):
        """One more tab on the thread's page, in front of the others."""
        return self.visits.tab(self.context)

    def freeze(self, page, front=None):
        """Put another tab in front, and let this one neither hear nor do anything; it is told so just before."""
        page.evaluate("document.addEventListener('freeze', () => (document.title = 'frozen'))")
        (front or self.context.new_page()).bring_to_front()
        cdp = self.context.new_cdp_session(page)
        cdp.send("Page.setWebLifecycleState", {"state": "frozen"})
        assert page.title() == "frozen"

    def wake(self, page):
        """It goes on, in front."""
        cdp = self.context.new_cdp_session(page)
        cdp.send("Page.setWebLifecycleState", {"state": "active"})
        page.bring_to_front()

    @contextmanager
    def asleep(self):
        """All processes of this browser stand still, as when the lid of a laptop is closed."""
        self._signal(signal.SIGSTOP)
        yield
        self._signal(signal.SIGCONT)

    def _signal(self, which):
        os.killpg(self.process.pid, which)

    def end(self):
        self.browser.close()
        self._signal(
            signal.SIGKILL
        )  # Chromium and the processes that it started: the group is ours
        self.process.wait(20)


def _answering(port):
    address = f"http://127.0.0.1:{port}"
    for _try in range(300):
        try:
            httpx.get(f"{address}/json/version", timeout=5)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return address
    raise AssertionError("Chromium did not start")
