"""Commenting on words of a plan with a mouse, with keys alone, and on a phone."""

import shutil

import pytest
from django.urls import reverse

from discussion.models import Thread
from people.levels import Level
from plans import actions
from plans.models import Anchor, Dossier
from tests.factories.plans import full_dossier
from tests.people import make_cast

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
TEXT = "A rocket 🚀 and **bold words** stand here. Nobody reads this."
SELECT = """([from, to]) => {
  const block = document.querySelector('[data-block="core.1"]');
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.data.includes(from)) range.setStart(node, node.data.indexOf(from));
    if (node.data.includes(to)) range.setEnd(node, node.data.indexOf(to) + to.length);
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.xdist_group("passages_in_browser"),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium here: apt install chromium"),
]


@pytest.fixture
def page(transactional_db, live_server, login, monkeypatch):
    """South's first version, as Ada reads it."""
    from playwright.sync_api import sync_playwright

    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    cast = make_cast()
    plan = full_dossier(by=cast.rob, edition=cast.edition, region=cast.south)
    Dossier.objects.filter(pk=plan.pk).update(level=Level.PARTICIPANTS)
    plan.refresh_from_db()
    actions.save_section(dossier=plan, key="core", source=TEXT, revision=0, by=cast.rob)
    actions.submit_plan(dossier=plan, by=cast.rob)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        key = login(cast.ada).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
        found = context.new_page()
        found.goto(live_server.url + reverse("plans:version-detail", args=[plan.pk, 1]))
        yield found
        browser.close()


def send(page, words):
    form = page.locator("#passage-form")
    form.locator("textarea[name=body]").fill(words)
    form.locator("button.nl-button--primary").click()
    page.wait_for_url("**/threads/**")


def test_selected_words_get_a_comment_beside_the_text_and_a_mark_over_the_tags(page):
    plan = page.url
    page.evaluate(SELECT, ["🚀", "bold"])
    page.locator("#passage-float").click()
    page.wait_for_selector("#passage-place #passage-form")
    send(page, "Which ones?")

    anchor = Anchor.objects.get()
    assert (anchor.quote, anchor.start, anchor.end) == ("🚀 and bold", 9, 19)
    page.goto(plan)
    assert page.locator('[data-block="core.1"] mark').all_inner_texts() == ["🚀 and ", "bold"]
    page.locator('[data-block="core.1"] .passage__badge').click()
    page.wait_for_url(f"**/threads/{Thread.objects.get().pk}")
    assert "🚀 and bold" in page.locator("#passage").inner_text()


def test_words_behind_a_badge_are_counted_without_it(page):
    plan = page.url
    for words in (["🚀", "bold"], ["stand", "here"]):
        page.goto(plan)
        page.evaluate(SELECT, words)
        page.locator("#passage-float").click()
        page.wait_for_selector("#passage-form")
        send(page, "Here.")

    last = Anchor.objects.latest("pk")
    assert (last.quote, last.start) == ("stand here", 26)


def test_with_keys_alone_a_sentence_is_chosen_from_a_list(page):
    page.locator('a[data-passage="core.1"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#passage-form")
    page.wait_for_function("document.activeElement.id === 'title-passage-form'")
    first = page.locator("#passage-form [name=spot]").first
    first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    send(page, "Who does?")

    assert Anchor.objects.get().quote == "Nobody reads this."


def test_on_a_phone_nothing_sticks_out_and_the_comment_has_its_own_page(page):
    page.set_viewport_size({"width": 360, "height": 740})
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.locator('a[data-passage="core.1"]').click()
    page.wait_for_url("**/passages/new/**")

    assert (wide, page.evaluate("document.documentElement.scrollWidth")) == (360, 360)
    send(page, "Hm.")
    assert Anchor.objects.get().quote == "A rocket 🚀 and bold words stand here. Nobody reads this."
