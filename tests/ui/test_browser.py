"""The gallery in a real browser: readable for a screen reader, usable by keyboard, nothing sticks out."""

import shutil
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

HOME = "http://klankbord.test"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.xdist_group("ui"),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium here: apt install chromium"),
]


def static_file(path: str) -> str | None:
    return finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None


@pytest.fixture
def visit(cast, login):
    """Open the gallery as a facilitator sees it: visit(width, scheme). The page is drawn once; no server is needed."""
    client = login(cast.chris)
    client.cookies["django_language"] = "en"
    drawn = client.get(reverse("ui:gallery"), headers={"accept-language": "en"})
    from playwright.sync_api import sync_playwright

    def answer(route):
        path = urlsplit(route.request.url).path
        if path == "/ui/":
            policy = {"content-security-policy": drawn.headers["Content-Security-Policy"]}
            route.fulfill(
                body=drawn.content, content_type="text/html; charset=utf-8", headers=policy
            )
        elif found := static_file(path):
            route.fulfill(path=found)
        else:
            route.fulfill(status=204)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)

        def open_gallery(width=1280, scheme="light"):
            context = browser.new_context(
                viewport={"width": width, "height": 800}, color_scheme=scheme
            )
            page = context.new_page()
            page.complaints = []
            page.on(
                "console", lambda m: page.complaints.append(m.text) if m.type == "error" else None
            )
            page.on("pageerror", lambda error: page.complaints.append(str(error)))
            page.route(HOME + "/**", answer)
            page.goto(HOME + "/ui/")
            return page

        yield open_gallery
        browser.close()


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1440, "light"), (1440, "dark")])
def test_the_gallery_has_no_violation_and_nothing_sticks_out(visit, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = visit(width, scheme)
    complaints = list(page.complaints)
    sticks_out = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    found = Axe().run(page, options={"runOnly": RULES, "preload": False}).response["violations"]

    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == []
    assert sticks_out == 0
    assert complaints == []


def test_the_keyboard_meets_the_skip_link_first_and_sees_where_it_is(visit):
    page = visit()
    page.evaluate("document.body.tabIndex = -1, document.body.focus()")
    page.keyboard.press("Tab")

    first = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Tab")
    ring = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")

    assert first == "#main"
    assert ring >= 3


def test_a_menu_opens_walks_and_closes_by_keyboard(visit):
    page = visit()
    menu = page.locator("#actions details[data-menu]").first
    menu.locator("summary").focus()

    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    walked = page.evaluate("document.activeElement.textContent.trim()")
    page.keyboard.press("Escape")

    assert walked == "Print this page"
    assert menu.get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_double_click_sends_a_form_once(visit):
    page = visit()
    sent = []
    page.route("**/somewhere/", lambda route: (sent.append(1), route.abort()))
    page.evaluate(
        """() => {
          const form = document.querySelector("#forms form");
          form.removeAttribute("data-submit-many");
          form.action = "/somewhere/";
        }"""
    )
    page.evaluate(
        """() => {
          const button = document.querySelector("#forms form button");
          button.click();
          button.click();
        }"""
    )
    page.wait_for_timeout(300)

    assert sent == [1]


def test_a_question_comes_before_a_form_that_asks_for_it(visit):
    page = visit()
    asked, sent = [], []
    page.route("**/somewhere/", lambda route: (sent.append(1), route.abort()))
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.evaluate(
        """() => {
          const form = document.querySelector("#forms form");
          form.action = "/somewhere/";
          form.dataset.confirm = "Sure?";
        }"""
    )
    page.locator("#forms form").first.get_by_role("button", name="Send form").click()
    page.wait_for_timeout(200)

    assert asked == ["Sure?"]
    assert sent == []


def test_words_are_counted_while_typing(visit):
    page = visit()
    page.fill("#limited_question", "one two three")

    assert page.locator("#limited_question_words").inner_text() == "3 / 150 · At most 150 words"


def test_the_summary_of_errors_has_the_focus_and_leads_to_the_field(visit):
    page = visit()
    has_focus = page.evaluate("document.activeElement.hasAttribute('data-error-summary')")
    page.locator("[data-error-summary] a").nth(5).click()

    assert has_focus
    assert page.evaluate("document.activeElement.id") == "wrong_step"


def test_the_colours_change_without_a_new_page(visit):
    page = visit()
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.evaluate("window.stayed = true")
    page.locator("[data-theme-form] button[value=dark]").click()
    page.wait_for_timeout(300)

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    assert page.evaluate("window.stayed")
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_a_page_prints_as_ink_on_paper_also_in_the_dark(visit):
    page = visit(1280, "dark")
    page.emulate_media(media="print", color_scheme="dark")

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.locator("header.top").is_hidden()
