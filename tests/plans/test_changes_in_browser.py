"""What changed, as eyes and screen readers get it: no violation, nothing sticks out, words and shapes."""

import shutil

import pytest
from django.urls import reverse

from plans import actions
from tests.factories.plans import full_dossier
from tests.people import make_cast

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
TABLE = "| Who | When |\n|---|---|\n| Ann | May |"
OLD = f"We **meet** monthly.\n\n{TABLE}\n\n- One\n- Two"
NEW = f"We **meet** every week.\n\n{TABLE.replace('May', 'July')}\n| Bob | June |\n\n- One\n- Two"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.xdist_group("changes_in_browser"),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium here: apt install chromium"),
]


@pytest.fixture
def page(transactional_db, live_server, login, monkeypatch):
    """The changes of South's second version, as its lead sees them."""
    from playwright.sync_api import sync_playwright

    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    cast = make_cast()
    plan = full_dossier(by=cast.rob, edition=cast.edition, region=cast.south)
    for revision, words in enumerate([OLD, NEW]):
        actions.save_section(
            dossier=plan, key="parties", source=words, revision=revision, by=cast.rob
        )
        actions.submit_plan(dossier=plan, by=cast.rob, change_note="We listened.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        context = browser.new_context(locale="en")
        key = login(cast.rob).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
        found = context.new_page()
        found.goto(live_server.url + reverse("plans:version-diff", args=[plan.pk, 2]))
        yield found
        browser.close()


def test_words_that_came_and_went_have_words_and_shapes_and_the_table_no_pipes(page):
    change = page.locator("#change-text-parties")

    assert "|" not in change.inner_text()
    assert change.locator("table tr").count() == 3
    said = change.locator("table .visually-hidden").all_inner_texts()
    assert [words.strip() for words in said[:2]] == ["verwijderd:", "(einde verwijderd)"]
    assert [words.strip() for words in said[2:4]] == ["toegevoegd:", "(einde toegevoegd)"]
    lines = [
        change.locator(tag).first.evaluate("(node) => getComputedStyle(node).textDecorationLine")
        for tag in ("ins", "del")
    ]
    assert lines == ["underline", "line-through"]


EMPTY_LINES = """() => [...document.querySelectorAll(".changed ins, .changed del")]
    .flatMap((node) => [...node.getClientRects()].filter((box) => box.width < 6)).length"""


def test_no_coloured_box_stands_on_a_line_without_a_word(page):
    found = []
    for width in range(320, 420, 5):
        page.set_viewport_size({"width": width, "height": 900})
        found += [width] if page.evaluate(EMPTY_LINES) else []

    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1440])
def test_no_violation_and_nothing_sticks_out(page, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.wait_for_timeout(200)

    found = Axe().run(page).response["violations"]

    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
