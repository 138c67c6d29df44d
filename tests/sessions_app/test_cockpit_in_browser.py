"""A facilitator acts from the cockpit, and a reviewer puts the own calendar elsewhere, in a real browser."""

import shutil
from datetime import timedelta

import icalendar
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sessions.actions import give_extension
from sessions.models import Assignment, StepKind
from tests.factories.sessions import AssignmentFactory
from tests.people import make_cast
from tests.reviews.stage import set_stage

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS = (360, 768, 1440)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.xdist_group("cockpit_in_browser"),
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
def stage(transactional_db):
    """South's plan in the review step; one more friend was asked ten days ago and did not answer."""
    made = set_stage(make_cast())
    asked = AssignmentFactory(
        round_plan=made.plan, person__name="Silent Sue", state="sent", planned_by=made.cast.chris
    )
    Assignment.objects.filter(pk=asked.pk).update(sent_at=timezone.now() - timedelta(days=10))
    return made


@pytest.fixture
def window(browser, live_server, login):
    """`window(person)`: a page in which this person is logged in; errors of the page are kept."""

    def opened(person, **options):
        context = browser.new_context(locale="en", **options)
        key = login(person).cookies["sessionid"].value
        for name, value in (("sessionid", key), ("django_language", "en")):
            context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        person.language = "en"
        person.save()
        return page

    return opened


def check(page):
    """No violation, and nothing to scroll sideways, at any width."""
    from axe_playwright_python.sync_playwright import Axe

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        answer = Axe().run(page, options={"runOnly": RULES, "preload": False}).response
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in answer["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 1440, "height": 900})


def test_a_facilitator_acts_puts_aside_and_takes_up_again(stage, window, live_server):
    from playwright.sync_api import expect

    page = window(stage.cast.chris)
    page.goto(live_server.url)
    page.get_by_role("link", name="See what is at risk, and act").click()
    check(page)

    row = page.locator("[data-kind=invitation-open]")
    expect(row).to_contain_text("Silent Sue did not answer yet for South.")
    row.get_by_role("button", name="Remind reviewer").click()
    expect(page.get_by_text("Silent Sue is reminded of the invitation.")).to_be_visible()
    expect(row).to_contain_text("You can do it again after a day.")

    # Aside: refused without a reason, with what was typed; then taken.
    row.get_by_text("Put this aside").click()
    later = (timezone.now() + timedelta(days=5)).date().isoformat()
    row.get_by_label("Put aside until").fill(later)
    row.get_by_role("button", name="Put risk aside").click()
    expect(row.get_by_label("Put aside until")).to_have_value(later)
    check(page)
    row.get_by_label("Why this can wait").fill("Sue is on holiday")
    row.get_by_role("button", name="Put risk aside").click()
    expect(page.get_by_role("heading", name="Put aside 1")).to_be_visible()
    expect(page.get_by_text("Sue is on holiday")).to_be_visible()
    check(page)
    page.locator(".risk--aside").get_by_role("button", name="Take up again").click()
    expect(page.locator(".risk--aside")).to_have_count(0)

    page.get_by_text("The same as a table").first.click()
    expect(page.get_by_role("row", name="South 1 of 1 3 of 4 0 of 3")).to_be_visible()
    assert page.complaints == []


def test_a_lead_copies_the_address_and_the_calendar_follows_an_extension(
    stage, window, live_server
):
    from playwright.sync_api import expect

    page = window(stage.cast.rob, permissions=["clipboard-read", "clipboard-write"])
    page.goto(live_server.url + reverse("calendar:page"))
    check(page)
    page.get_by_role("button", name="Make calendar address").click()
    check(page)
    page.get_by_role("button", name="Copy address").click()
    expect(
        page.get_by_role("status", name="Copied").or_(page.get_by_text("Copied"))
    ).to_be_visible()
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == page.get_by_label("Address of your calendar").input_value()

    step = stage.june.steps.get(kind=StepKind.RESPONSE)
    later = step.closes_at.replace(microsecond=0, second=0) + timedelta(days=3)
    give_extension(
        step=step, region=stage.cast.south, due_at=later, closes_at=later, reason="Illness",
        by=stage.cast.chris,
    )  # fmt: skip
    # A program without cookies, elsewhere.
    body = Client().get(address.removeprefix(live_server.url)).content
    ends = {
        event["DTEND"].dt
        for event in icalendar.Calendar.from_ical(body).walk("VEVENT")
        if f"step-{step.pk}-" in str(event["UID"])
    }
    assert ends == {later}

    page.goto(live_server.url + reverse("calendar:page"))
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Revoke address").click()
    expect(page.get_by_role("button", name="Make calendar address")).to_be_visible()
    assert Client().get(address.removeprefix(live_server.url)).status_code == 404
    assert page.complaints == []
