"""Real browsers: one for each person of a story, with what went wrong in them."""

import re
import shutil
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page, Playwright, expect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
expect.set_options(timeout=15_000)


def launch(playwright: Playwright) -> Browser:
    """Debian's Chromium, without a screen."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)


@dataclass
class Visitor:
    """One person at one browser, at one of the site's addresses."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open a page of the site; it must not be an error."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status < 400, f"{path}: {answer.status}"
        return self.page

    def links(self, path: str, pattern: str) -> list[str]:
        """Addresses on this page that follow the pattern, each once."""
        all_of_them = "links => links.map(link => link.getAttribute('href'))"
        found = self.go(path).locator("a[href]").evaluate_all(all_of_them)
        return [address for address in dict.fromkeys(found) if re.fullmatch(pattern, address)]

    def see(self, text: str) -> None:
        """These words stand on the page and can be seen."""
        expect(self.page.get_by_text(text).first).to_be_visible()

    def press(self, label: str) -> None:
        """Press the button, or follow the link, with this name."""
        page = self.page
        button = page.get_by_role("button", name=label, exact=True)
        (
            button if button.count() else page.get_by_role("link", name=label, exact=True)
        ).first.click()

    def violations(self) -> list[Any]:
        """What axe finds wrong on this page, by WCAG 2.2 A and AA."""
        from axe_playwright_python.sync_playwright import Axe

        found = (
            Axe()
            .run(self.page, options={"runOnly": RULES, "preload": False})
            .response["violations"]
        )
        return [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in found]

    def sticks_out(self, width: int) -> bool:
        """Whether this page has to be scrolled sideways in a window of so many pixels."""
        before = self.page.viewport_size
        self.page.set_viewport_size({"width": width, "height": 800})
        found: bool = self.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        self.page.set_viewport_size(before)
        return found


def visit(
    browser: Browser, address: str, *, role: str = "", language: str = "nl", scheme: str = "light"
) -> Visitor:
    """A fresh browser window, logged in as one of the demo's people where a role is named."""
    context = browser.new_context(
        locale="nl-NL", color_scheme=scheme, viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    visitor = Visitor(page, address)
    page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
    page.on("console", lambda said: said.type == "error" and visitor.complaints.append(said.text))
    visitor.go("/account/login/")
    if language == "en":
        page.locator("button[name=language][value=en]").click()
    if role:
        press_role(visitor, role)
    return visitor


def press_role(visitor: Visitor, role: str) -> None:
    """Log in as one of the demo's people, at the page where one logs in."""
    visitor.page.locator(f"button[name=role][value={role}]").click()
    visitor.page.wait_for_url(visitor.address + "/")
