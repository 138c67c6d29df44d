"""Merging in a real browser, from the suggestion to the answer that the lead signs, and undoing; axe at three widths."""

import shutil

import pytest
from django.urls import reverse

from reviews.models import Recommendation, Response
from sessions.models import StepKind
from tests.factories.reviews import CommitmentFactory, RecommendationFactory, ReviewFactory
from tests.people import make_cast
from tests.reviews.stage import set_stage

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS = (360, 768, 1440)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.xdist_group("merging_in_browser"),
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
    """Ada and Eva say the same of South's plan; the region may answer."""
    made = set_stage(make_cast())
    for who, title, source in (
        (made.ada, "Make one door for entrepreneurs", "Entrepreneurs get lost between doors."),
        (made.eva, "One door for entrepreneurs", "They get lost; make one door."),
        (made.pim, "Measure what vouchers bring", "Nobody knows whether it works."),
    ):
        review = ReviewFactory(assignment=who, submitted=True)
        RecommendationFactory(
            review=review, title=title, source=source, html=f"<p>{source}</p>", offer="An hour"
        )
    return made.at(StepKind.RESPONSE)


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
        page.on("dialog", lambda dialog: dialog.accept())
        return page

    return opened


def violations(page):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": RULES, "preload": False}).response["violations"]
    return [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in found]


def fits(page):
    """No violation, and nothing sticks out, at any width."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width
        assert violations(page) == [], width
    page.set_viewport_size({"width": 1280, "height": 900})


def press(page, label):
    page.get_by_role("button", name=label, exact=True).first.click()
    page.wait_for_load_state()


def test_merging_undoing_and_merging_again_until_the_lead_signs(stage, window, live_server):
    cast = stage.cast
    merge = live_server.url + reverse("reviews:advice-merge", args=[stage.plan.pk])
    page = window(cast.chris)
    page.goto(merge)
    fits(page)

    page.get_by_role("link", name="Choose these").click()
    page.fill("#id_title", "One door")
    fits(page)
    press(page, "Merge advice")
    first = Recommendation.objects.get(review=None)
    assert page.url.endswith(reverse("reviews:recommendation-detail", args=[first.pk]))
    assert {row.author.name for row in first.originals.all()} == {"Ada", "Eva"}
    fits(page)

    press(page, "Undo merge")
    assert Recommendation.objects.current().count() == 3
    page.goto(merge)
    page.check(f"input[name=advice][value='{stage.ada.review.recommendations.get().pk}']")
    page.check(f"input[name=advice][value='{stage.eva.review.recommendations.get().pk}']")
    press(page, "Write them as one")
    press(page, "Merge advice")
    second = Recommendation.objects.current().get(review=None)
    story = live_server.url + reverse("reviews:recommendation-detail", args=[second.pk])

    member = window(cast.mia)
    member.goto(story)
    member.check("#answer-form input[value=not]")
    member.fill("#answer-form textarea", "There is no money for it.")
    fits(member)
    press(member, "Save proposal")
    lead = window(cast.rob, color_scheme="dark")
    lead.goto(story)
    assert lead.input_value("#answer-form textarea") == "There is no money for it."
    fits(lead)
    press(lead, "Sign and send answer")

    answer = Response.objects.get()
    assert (answer.recommendation, answer.kind, answer.given_by) == (second, "not", cast.rob)
    giver = window(cast.ada)
    giver.goto(story)
    assert "There is no money for it." in giver.inner_text("#answered")
    fits(giver)
    for one in (page, member, lead, giver):
        assert one.complaints == []


def test_commitments_and_help_fit_every_width(stage, window, live_server):
    advice = stage.ada.review.recommendations.get()
    promise = CommitmentFactory(recommendation=advice, help_needed="Somebody who knows rent")
    page = window(stage.cast.mia)

    for name, args in (("commitment-detail", [promise.pk]), ("help-list", [])):
        page.goto(live_server.url + reverse(f"reviews:{name}", args=args))
        fits(page)
    page.goto(live_server.url + reverse("reviews:commitment-detail", args=[promise.pk]))
    page.get_by_text("Add evidence").first.click()
    page.check("#evidence-form input[value=number]")
    page.fill("#id_text", "came in")
    page.fill("#id_amount", "12")
    page.fill("#id_unit", "entrepreneurs")
    press(page, "Add evidence")
    assert "12 entrepreneurs" in page.inner_text("#evidence")

    press(page, "Take back")

    assert "took evidence back" in page.inner_text("main")
    fits(page)
    assert page.complaints == []
