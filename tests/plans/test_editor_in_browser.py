"""The editor in a real browser: saved while typing, kept when offline, both texts when two write."""

import shutil

import pytest
from django.urls import reverse

from plans import actions
from tests.factories.plans import full_dossier
from tests.people import make_cast

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
STATE = "#part-core [data-part-state]"
BOX = "#id_core-source"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.xdist_group("editor_in_browser"),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium here: apt install chromium"),
]


@pytest.fixture
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield started
        started.close()


@pytest.fixture(autouse=True)
def async_is_fine(monkeypatch):
    """Playwright runs a loop in this thread; the test still asks the database itself."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def world(transactional_db):
    """South's team, and its plan."""
    cast = make_cast()
    plan = full_dossier(by=cast.rob, edition=cast.edition, region=cast.south)
    return cast, plan


@pytest.fixture
def open_editor(browser, live_server, login, world):
    """The editor as this person sees it; complaints of the page are kept."""
    _cast, plan = world

    def visit(person, **options):
        context = browser.new_context(locale="en", **options)
        key = login(person).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(live_server.url + reverse("plans:dossier-edit", args=[plan.pk]))
        return page

    return visit


def text_of(plan):
    return plan.sections.get(key="core").source


def wait_for(page, state):
    page.wait_for_selector(f'{STATE}[data-state="{state}"]', timeout=15_000)


def kept(page):
    return page.evaluate("Object.keys(localStorage).filter((key) => key.includes('.core'))")


def test_text_is_saved_while_typing_and_then_leaves_the_device(open_editor, world):
    cast, plan = world
    page = open_editor(cast.mia)

    page.fill(BOX, "Typed in the train.")
    on_device = kept(page)
    wait_for(page, "saved")

    saved = plan.sections.get(key="core")
    assert (saved.source, saved.saved_by) == ("Typed in the train.", cast.mia)
    assert len(on_device) == 1
    assert kept(page) == []
    assert page.inner_text(STATE) == page.inner_text("[data-saved-text]")
    assert page.complaints == []


def test_text_that_was_typed_offline_is_kept_over_a_reload_and_saved_later(open_editor, world):
    cast, plan = world
    page = open_editor(cast.mia)

    page.on("dialog", lambda dialog: dialog.accept())
    page.route("**/parts/core/", lambda route: route.abort())
    page.fill(BOX, "Typed in a tunnel.")
    wait_for(page, "failed")
    before = text_of(plan)
    page.reload()
    restored = page.input_value(BOX)
    page.unroute("**/parts/core/")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    wait_for(page, "saved")

    assert before == "What we say about core."
    assert restored == "Typed in a tunnel."
    assert text_of(plan) == "Typed in a tunnel."


def test_two_writers_see_both_texts_and_one_decides(open_editor, world):
    cast, plan = world
    page = open_editor(cast.mia)
    actions.save_section(dossier=plan, key="core", source="His text.", revision=0, by=cast.rob)

    page.fill(BOX, "Her text.")
    wait_for(page, "failed")
    both = page.inner_text("#part-core [data-conflict]")
    page.fill(BOX, "Her text, with his.")
    while_undecided = text_of(plan)
    page.click('#part-core [data-keep="mine"]')
    wait_for(page, "saved")

    assert "His text." in both
    assert "Her text." in both
    assert "Rob" in both
    assert while_undecided == "His text."
    assert text_of(plan) == "Her text, with his."
    assert page.query_selector("[data-conflict]") is None


def test_the_saved_text_can_be_taken_instead(open_editor, world):
    cast, plan = world
    page = open_editor(cast.mia)
    actions.save_section(dossier=plan, key="core", source="His text.", revision=0, by=cast.rob)

    page.fill(BOX, "Her text.")
    wait_for(page, "failed")
    page.click('#part-core [data-keep="theirs"]')
    wait_for(page, "saved")

    assert page.input_value(BOX) == "His text."
    assert text_of(plan) == "His text."


def test_a_text_that_is_too_long_says_so_and_stays(open_editor, world):
    cast, plan = world
    page = open_editor(cast.mia)

    page.fill(BOX, "x" * 30_000)
    wait_for(page, "refused")

    assert len(page.input_value(BOX)) == 30_000
    assert text_of(plan) == "What we say about core."


def test_logging_out_leaves_no_text_behind(open_editor, world):
    cast, _plan = world
    page = open_editor(cast.mia)
    page.on("dialog", lambda dialog: dialog.accept())
    page.route("**/parts/core/", lambda route: route.abort())
    page.fill(BOX, "A secret that was never sent.")
    before = kept(page)

    page.click(".me summary")
    with page.expect_navigation():
        page.click(".me form button")

    assert len(before) == 1
    assert kept(page) == []


def test_the_preview_shows_what_readers_will_see(open_editor, world):
    cast, _plan = world
    page = open_editor(cast.mia)

    page.fill(BOX, "A **strong** word.")
    page.click("#part-core [data-preview]")
    page.wait_for_selector("#part-core [data-preview-place] strong")

    assert page.inner_text("#part-core [data-preview-place]").strip() == "A strong word."


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1440, "dark")])
def test_the_pages_of_a_plan_have_no_violation_and_nothing_sticks_out(
    open_editor, live_server, world, width, scheme
):
    from axe_playwright_python.sync_playwright import Axe

    cast, plan = world
    actions.submit_plan(dossier=plan, by=cast.rob)
    actions.save_section(dossier=plan, key="core", source="Sharper.", revision=0, by=cast.rob)
    submit = reverse("plans:dossier-submit", args=[plan.pk])
    page = open_editor(cast.rob, viewport={"width": width, "height": 800}, color_scheme=scheme)
    pages = [
        reverse("plans:dossier-edit", args=[plan.pk]),
        reverse("plans:dossier-list"),
        reverse("plans:dossier-detail", args=[plan.pk]),
        reverse("plans:dossier-level", args=[plan.pk]),
        reverse("plans:dossier-create", args=["south"]),
        reverse("plans:version-detail", args=[plan.pk, 1]),
        reverse("plans:version-diff", args=[plan.pk, 1]),
        submit,
    ]

    for path in pages:
        page.goto(live_server.url + path)
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")

        assert [(path, rule["id"]) for rule in found.response["violations"]] == []
        assert (path, wide <= 0) == (path, True)
    assert page.complaints == []
