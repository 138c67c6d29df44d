"""Take the README's pictures from a running demo: python -m deploy.screenshots [address]."""

import os
import sys

from playwright.sync_api import Browser, sync_playwright

from deploy import machine
from deploy.shell import ROOT, say, stop

FOLDER = ROOT / "platform" / "docs" / "screenshots"
# name of the picture: who looks, where, and the link that is followed from there
PAGES = {
    "my-turn": ("lead", "/", ""),
    "review": ("friend", "/reviews/", "MKB buiten de campus"),
    "thread": ("lead", "/threads/", "Eén ingang"),
}
SIZE = {"width": 1280, "height": 860}


def main(address: str = "http://localhost:8000") -> None:
    """One picture a page, in light colours and in Dutch."""
    chromium = machine.browser() or stop("there is no Chromium here.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        options = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=chromium, args=options)
        for name, (account, path, link) in PAGES.items():
            take(browser, address, name, account, path, link)
        browser.close()


def take(browser: Browser, address: str, name: str, account: str, path: str, link: str) -> None:
    """Log in as one of the demo's accounts and take the picture of one page."""
    context = browser.new_context(viewport=SIZE, color_scheme="light", locale="nl-NL")  # type: ignore[arg-type]  # a plain dict
    page = context.new_page()
    page.goto(f"{address}/account/login/")
    page.fill("input[name=login]", f"{account}@demo.example")
    page.fill("input[name=password]", "klankbord-demo")
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/login/" not in url)
    page.goto(f"{address}{path}")
    if link:
        page.locator("main").get_by_role("link").filter(has_text=link).first.click()
    page.wait_for_load_state("load")
    page.wait_for_timeout(500)  # a live page is never idle
    page.screenshot(path=FOLDER / f"{name}.png")
    say(f"{name}: {page.url}")
    context.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
