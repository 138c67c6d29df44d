"""One recommendation in real browsers: given in June in two tabs and a tunnel, merged, answered, promised, done, and judged in September by its giver."""

import shutil
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from core.clock import today
from plans.models import Version
from plans.sections import SECTIONS
from reviews.models import Commitment, Recommendation, Review, Verification
from sessions.models import Capacity, Season, StepKind
from tests.factories.plans import SectionFactory
from tests.factories.sessions import AssignmentFactory, RoundFactory, RoundPlanFactory, steps_around
from tests.people import make_cast
from tests.reviews.stage import handed_in, set_stage, whole_answers

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SAVED = "[data-saved]"
ONE = {"rec-1-title": "Make one door", "rec-1-source": "Entrepreneurs get lost between doors."}
SAME = {"rec-1-title": "One door for entrepreneurs", "rec-1-source": "They get lost; make one."}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("one_recommendation_in_browser"),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium here: apt install chromium"),
]
expect.set_options(timeout=20_000)


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
    """June's review step is open for South; its team has a working copy."""
    made = set_stage(make_cast())
    for kind in SECTIONS:
        if kind.required:
            SectionFactory(
                dossier=made.plan.dossier, key=kind.key, source="Entrepreneurs do not find us."
            )
    return made


@pytest.fixture
def window(browser, live_server, login):
    """`window(person)`: a browser of this person; more tabs with `.new_page()`."""
    complaints = []

    def opened(person):
        context = browser.new_context(locale="en")
        key = login(person).cookies["sessionid"].value
        for name, value in (("sessionid", key), ("django_language", "en")):
            context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
        context.on("page", lambda page: page.on("dialog", lambda dialog: dialog.accept()))
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        return context

    yield opened
    assert complaints == []


@pytest.fixture
def path(live_server):
    """The address of a page, by its name."""
    return lambda name, *args: live_server.url + reverse(name, args=args)


def state(page, wanted):
    expect(page.locator(f'{SAVED}[data-state="{wanted}"]')).to_be_visible()


def press(page, label):
    page.get_by_role("button", name=label, exact=True).first.click()
    page.wait_for_load_state()


def fill(page, values):
    """Answer questions by their keys, as a person does: open what is folded, tick, type."""
    for key, value in values.items():
        for one in value if isinstance(value, list) else [value]:
            value_of = "" if one is True else f'[value="{one}"]'
            choice = page.locator(
                f'[name="{key}"][type=radio]{value_of}, [name="{key}"][type=checkbox]{value_of}'
            )
            if choice.count():
                choice.first.check()
            else:
                page.locator(f'[name="{key}"]').fill(str(one))


def test_one_recommendation_from_june_to_a_verified_september(stage, window, path):
    cast = stage.cast

    _two_tabs_and_a_tunnel(stage, window(cast.ada), path)
    handed_in(stage.eva, **SAME)
    stage.at(StepKind.RESPONSE)
    merged = _the_facilitator_merges(stage, window(cast.chris), path)
    _the_member_proposes_and_the_lead_signs(merged, window(cast.mia), window(cast.rob), path)
    _it_is_promised_and_done(merged, window(cast.rob), path)
    version = _the_plan_changes_because_of_it(stage, merged, window(cast.rob), path)
    september, task = _september(stage, version)
    _the_giver_judges(task, merged, window(cast.ada), path)
    steps_around(september, StepKind.RESPONSE)
    _everybody_reads_the_whole_story(merged, window(cast.rob), path)


def _two_tabs_and_a_tunnel(stage, ada, path):
    desk = path("reviews:review-write", stage.ada.pk)
    one, two = ada.new_page(), ada.new_page()
    for page in (one, two):
        page.goto(desk)
        page.wait_for_selector("form[data-tab]")
    one.fill("#id_core", "From tab one.")
    state(one, "saved")
    two.fill("#id_core", "From tab two.")
    state(two, "conflict")
    two.click('[data-answer="core"] [data-keep="both"]')
    state(two, "saved")
    one.close()

    ada.set_offline(True)
    two.fill("#id_strong", "Typed in a tunnel.")
    state(two, "offline")
    ada.set_offline(False)
    two.evaluate("window.dispatchEvent(new Event('online'))")
    state(two, "saved")

    given = whole_answers(stage.ada) | ONE
    fill(two, {key: value for key, value in given.items() if key not in ("core", "strong")})
    two.click("[data-check]")
    two.wait_for_url("**/check/")
    press(two, "Hand in review")
    review = Review.objects.get(author=stage.cast.ada)
    assert review.state == "submitted"
    assert review.answers.get(key="core").value == "From tab one.\n\nFrom tab two."
    assert review.answers.get(key="strong").value == "Typed in a tunnel."


def _the_facilitator_merges(stage, chris, path):
    page = chris.new_page()
    page.goto(path("reviews:advice-merge", stage.plan.pk))
    page.get_by_role("link", name="Choose these").first.click()
    page.fill("#id_title", "One door for everybody")
    press(page, "Merge advice")
    merged = Recommendation.objects.get(review=None)
    assert {row.author.name for row in merged.originals.all()} == {"Ada", "Eva"}
    return merged


def _the_member_proposes_and_the_lead_signs(merged, mia, rob, path):
    story = path("reviews:recommendation-detail", merged.pk)
    page = mia.new_page()
    page.goto(story)
    page.check("#answer-form input[value=partly]")
    page.fill("#answer-form textarea", "One door, and two telephones.")
    press(page, "Save proposal")
    page = rob.new_page()
    page.goto(story)
    assert page.input_value("#answer-form textarea") == "One door, and two telephones."
    press(page, "Sign and send answer")
    assert (merged.response.kind, merged.response.given_by.name) == ("partly", "Rob")


def _it_is_promised_and_done(merged, rob, path):
    page = rob.new_page()
    page.goto(path("reviews:commitment-create", merged.pk))
    due = (today() + timedelta(days=30)).isoformat()
    fill(page, {"what": "Open the door", "owner": "Rob", "due_on": due, "result": "It is open"})
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    promise = Commitment.objects.get()
    page.goto(path("reviews:commitment-detail", promise.pk))
    fill(page, {"state": "done", "explanation": "Open since Monday."})
    page.locator('form[action$="/progress/"] button[type=submit]').click()
    page.wait_for_load_state()
    page.locator("details", has=page.locator("#evidence-form")).locator("summary").first.click()
    fill(page, {"kind": "quote", "text": "I walked in.", "dated": today().isoformat()})
    page.locator("#evidence-form button[type=submit]").click()
    page.wait_for_load_state()
    promise.refresh_from_db()
    assert (promise.state, [row.text for row in promise.evidence.all()]) == (
        "done",
        ["I walked in."],
    )


def _the_plan_changes_because_of_it(stage, merged, rob, path):
    dossier = stage.plan.dossier
    page = rob.new_page()
    page.goto(path("plans:dossier-edit", dossier.pk))
    page.fill('[name="core-source"]', "Entrepreneurs find one door.")
    page.get_by_text("Saved at").first.wait_for()
    page.wait_for_timeout(1_500)
    page.goto(path("plans:dossier-submit", dossier.pk))
    box = page.locator(f'input[type=checkbox][value="{merged.pk}"][name*="core"]')
    page.locator(".because__choose").filter(has=box).locator("summary").first.click()
    box.first.check()
    page.locator('[name="change_note"]').fill("We made one door, because both friends said so.")
    press(page, "Submit plan")
    version = Version.objects.get(dossier=dossier, number=2)
    assert [(row.part, row.recommendation_id) for row in version.change_links.all()] == [
        ("core", merged.pk)
    ]
    return version


@transaction.atomic
def _september(stage, version):
    cast = stage.cast
    stage.at(StepKind.FOLLOW_UP)
    september = RoundFactory(edition=cast.edition, season=Season.SEPTEMBER, created_by=cast.chris)
    steps_around(september, StepKind.REVIEW)
    plan = RoundPlanFactory(
        round=september, version=version, dossier=version.dossier, tied_by=cast.chris
    )
    task = AssignmentFactory(
        round_plan=plan, person=cast.ada, capacity=Capacity.FRIEND, planned_by=cast.chris
    )
    return september, task


def _the_giver_judges(task, merged, ada, path):
    from tests.factories.reviews import seeded

    seeded("september")
    page = ada.new_page()
    page.goto(path("reviews:review-write", task.pk))
    first = page.locator("form [data-answer]").locator("visible=true").first
    assert page.locator(f'[name="verify-{merged.pk}"]').count() > 0
    assert first is not None
    given = whole_answers(task) | {f"verify-{merged.pk}": "clearly"}
    given = {key: value for key, value in given.items() if not key.startswith("rec-")}
    fill(page, given)
    page.click("[data-check]")
    page.wait_for_url("**/check/")
    press(page, "Hand in review")
    judged = Verification.objects.get()
    assert (judged.recommendation, judged.judgement) == (merged, "clearly")


def _everybody_reads_the_whole_story(merged, rob, path):
    page = rob.new_page()
    page.goto(path("reviews:recommendation-detail", merged.pk))
    for folded in page.locator("main summary").all():
        folded.click()
    words = " ".join(page.inner_text("main").split())
    told = [
        "One door for everybody",  # said
        "Make one door",  # by one friend
        "One door for entrepreneurs",  # and by another
        "One door, and two telephones.",  # answered
        "Open the door",  # promised
        "Open since Monday.",  # done
        "I walked in.",  # shown
        "Clearly",  # judged
    ]
    assert [part for part in told if part not in words] == []
