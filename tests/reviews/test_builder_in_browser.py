"""A facilitator builds a small form in a real browser, looks at it as a reviewer, and publishes it."""

import shutil

import pytest
from django.urls import reverse

from reviews.models import FormDraft, FormVersion
from reviews.queries.sheets import schema_of
from reviews.schema import Condition, FieldReaders
from tests.people import make_cast

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.xdist_group("builder_in_browser"),
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
def visit(browser, live_server, login, transactional_db):
    """The list of forms, as Chris sees it; with or without script."""
    cast = make_cast()

    def start(**options):
        context = browser.new_context(locale="en", **options)
        key = login(cast.chris).cookies["sessionid"].value
        cookies = {"sessionid": key, "django_language": "en"}
        context.add_cookies(
            [{"name": n, "value": v, "url": live_server.url} for n, v in cookies.items()]
        )
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(live_server.url + reverse("reviews:form-list"))
        return page

    return start


def make_form(page):
    page.click("text=Make form")
    page.fill("[name=name_nl]", "Proef")
    page.fill("[name=name_en]", "Trial")
    page.click("text=Begin form")
    page.click("text=Add section")
    page.fill("[name=title_nl]", "Deel")
    page.fill("[name=title_en]", "Part")
    page.click("button:has-text('Save')")


def add(page, kind, dutch, english):
    page.click("text=Add question")
    page.select_option("[name=kind]", kind)
    page.fill("[name=prompt_nl]", dutch)
    page.fill("[name=prompt_en]", english)
    page.click("button:has-text('Save')")


def build(page):
    make_form(page)
    add(page, "choice", "Ben je het eens?", "Do you agree?")
    for n, (dutch, english) in enumerate([("Ja", "Yes"), ("Nee", "No")]):
        page.fill(f"[name=options-{n}-nl]", dutch)
        page.fill(f"[name=options-{n}-en]", english)
    page.click("text=Save question")
    add(page, "long_text", "Waarom niet?", "Why not?")
    page.fill("[name=example_good_nl]", "Actie 2 heeft geen eigenaar.")
    page.select_option("[name=shown_if]", "ben_je_het_eens")
    page.check("[name=readers][value=region]")
    page.click("button:has-text('Save and stay here')")
    page.check("[name=shown_if_values][value=nee]")
    page.click("text=Save question")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_small_form_is_built_previewed_and_published(visit, script):
    page = visit(java_script_enabled=script)
    build(page)
    blocked = page.inner_text("text=lacks one language >> nth=0")
    page.click("text=lacks one language >> nth=0")
    page.fill("[name=example_good_en]", "Action 2 has no owner.")
    page.click("text=Save question")
    page.click("text=Preview form")
    why = page.locator("#field-waarom_niet")
    why.wait_for(state="hidden" if script else "visible")
    page.check("[name=ben_je_het_eens][value=nee]")
    why.wait_for(state="visible")
    page.go_back()
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("text=Publish form")
    page.wait_for_url("**/versions/**")

    assert "Why not?" in blocked
    version = FormVersion.objects.get()
    asked = schema_of(version).by_key()["waarom_niet"]
    assert asked.shown_if == Condition("ben_je_het_eens", ("nee",))
    assert asked.readers == FieldReaders.REGION
    assert not FormDraft.objects.exists()
    assert page.complaints == []


def test_the_bench_has_no_barriers(visit):
    from axe_playwright_python.sync_playwright import Axe

    page = visit()
    build(page)
    addresses = [page.url.partition("#")[0]]  # from the top: nothing under the bar
    page.click("text=Why not?")
    addresses.append(page.url)
    page.go_back()
    addresses.append(page.url.partition("#")[0] + "preview/")

    found = {}
    for address in addresses:
        page.goto(address)
        report = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
        found[address] = [
            (one["id"], [node["target"] for node in one["nodes"]])
            for one in report.response["violations"]
        ]

    assert not any(found.values()), found
