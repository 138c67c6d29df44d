"""Everybody of the story at a browser of their own, logged in whenever they come."""

from typing import Any

from front.demo.accounts import ACCOUNTS, PASSWORD, address
from tests.journeys.browsers import Visitor, press_role, visit
from tests.journeys.standing.site import StandingSite

BUTTONS = {account.key for account in ACCOUNTS}


class People:
    """`people("lead")` is the region's lead, logged in: half a day without a click logs everybody out."""

    def __init__(self, site: StandingSite, browser: Any) -> None:
        self.site, self._browser = site, browser
        self._known: dict[str, Visitor] = {}

    def __call__(self, name: str) -> Visitor:
        """Who this is, at the own browser."""
        if name not in self._known:
            server = self.site.addresses[len(self._known) % len(self.site.addresses)]
            self._known[name] = visit(self._browser, server)
        visitor = self._known[name]
        visitor.go("/account/login/")
        if visitor.page.url.endswith("/account/login/"):
            self._log_in(visitor, name)
        return visitor

    def _log_in(self, visitor: Visitor, name: str) -> None:
        """By the demo's button, else as anybody else does."""
        if name in BUTTONS:
            press_role(visitor, name)
            return
        page = visitor.page
        page.locator("[name=login]").fill(address(name))
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main form", has=page.locator("[name=password]")).locator(
            "button[type=submit]"
        ).first.click()
        page.wait_for_url(visitor.address + "/")

    @property
    def complaints(self) -> dict[str, list[str]]:
        """What went wrong in somebody's browser."""
        return {name: one.complaints for name, one in self._known.items() if one.complaints}

    def leave(self) -> None:
        """Close every browser."""
        for visitor in self._known.values():
            visitor.page.context.close()
