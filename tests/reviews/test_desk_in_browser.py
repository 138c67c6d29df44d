"""The desk in a real browser: saved while typing, two tabs, no connection, no session, keys and citations."""

import shutil
from datetime import timedelta

import pytest

from core.clock import local, now
from tests.reviews.desk_site import DeskSite

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BOX = "#id_core"
LINE = "[data-saved]"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.xdist_group("desk_in_browser"),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium here: apt install chromium"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    opened = DeskSite(tmp_path_factory.mktemp("desk"))
    yield opened
    opened.stop()


@pytest.fixture(scope="module")
def browser():
    """One Chromium for all of these."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield started
        started.close()


@pytest.fixture
def desk(browser, site):
    """Ada's desk, empty, in a window of its own; more tabs of it with `desk.tab()`."""

    class Window:
        def __init__(self, **options):
            self.context = browser.new_context(locale="en", **options)
            name, _is, key = site.people["ada"]["cookie"].partition("=")
            self.cookie = {"name": name, "value": key, "url": site.address}
            language = {"name": "django_language", "value": "en", "url": site.address}
            self.context.add_cookies([self.cookie, language])
            self.complaints = []

        def tab(self):
            page = self.context.new_page()
            page.on("pageerror", lambda error: self.complaints.append(str(error)))
            page.goto(site.address + site.path)
            page.wait_for_selector("form[data-tab]")
            return page

    windows = []

    def opened(**options):
        windows.append(Window(**options))
        return windows[-1]

    site.clear()
    yield opened
    for window in windows:
        window.context.close()
        assert window.complaints == []


def state(page, wanted):
    page.wait_for_selector(f'{LINE}[data-state="{wanted}"]', timeout=40_000)


def on_device(page):
    return page.evaluate(
        "Object.entries(localStorage).filter(([key]) => key.includes('.core.'))"
        ".map(([, text]) => JSON.parse(text).values[0])"
    )


def test_an_answer_is_saved_while_typing_and_the_time_is_the_servers(desk, site):
    page = desk().tab()
    before = local(now())

    page.fill(BOX, "Typed in the train.")
    at_once = page.inner_text("[data-saved-text]")
    device = on_device(page)
    state(page, "saved")

    moments = {f"Saved at {before + timedelta(minutes=late):%H:%M}" for late in (0, 1)}
    assert (at_once, device) == ("Not saved yet", ["Typed in the train."])
    assert page.inner_text("[data-saved-text]") in moments
    assert (site.kept(), on_device(page)) == ("Typed in the train.", [])
    assert page.locator('[data-part-link="understanding"][data-whole]').count() == 1


def test_what_was_typed_before_the_script_came_is_saved(desk, site):
    window = desk()
    page = window.context.new_page()
    waiting = []
    page.route("**/reviews/draft*.js", lambda route: waiting.append(route))  # noqa: PLW0108 -- Playwright looks at the arguments
    page.goto(site.address + site.path, wait_until="commit")
    page.fill(BOX, "Typed at once.")
    while not waiting:
        page.wait_for_timeout(50)
    waiting[0].continue_()
    page.wait_for_selector('[data-answer="core"][data-state="clean"]', timeout=40_000)

    assert site.kept() == "Typed at once."


def test_two_tabs_show_both_texts_and_the_writer_keeps_both(desk, site):
    window = desk()
    one, two = window.tab(), window.tab()
    one.fill(BOX, "From tab one.")
    state(one, "saved")

    two.fill(BOX, "From tab two.")
    state(two, "conflict")
    both = two.inner_text('[data-answer="core"] [data-other]')
    two.fill(BOX, "From tab two, longer.")
    undecided = site.kept()
    two.click('[data-answer="core"] [data-keep="both"]')
    state(two, "saved")

    assert "From tab one." in both
    assert "From tab two." in both
    assert undecided == "From tab one."
    assert site.kept() == "From tab one.\n\nFrom tab two, longer."
    assert on_device(two) == []


def test_a_text_from_a_tunnel_survives_a_reload_and_is_saved_with_its_revision(desk, site):
    window = desk()
    page = window.tab()
    page.fill(BOX, "First.")
    state(page, "saved")
    window.context.set_offline(True)
    page.fill(BOX, "Typed in a tunnel.")
    state(page, "offline")
    words = page.inner_text("[data-saved-text]")
    page.route("**/field/", lambda route: route.abort())
    page.evaluate("() => { navigator.sendBeacon = () => false; }")
    window.context.set_offline(False)
    page.reload()
    page.wait_for_selector("form[data-tab]")
    restored = page.input_value(BOX)
    before = site.kept()
    page.unroute("**/field/")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    state(page, "saved")

    assert words == "Waits for a connection. Your text is kept on this device."
    assert (restored, before) == ("Typed in a tunnel.", "First.")
    assert (site.kept(), on_device(page)) == ("Typed in a tunnel.", [])


def test_a_crashed_tab_leaves_its_text_and_a_newer_one_elsewhere_is_not_overwritten(desk, site):
    window = desk()
    first, other = window.tab(), window.tab()
    first.evaluate(
        """() => {
          window.fetch = () => Promise.reject(new TypeError("no connection"));
          navigator.sendBeacon = () => false;
        }"""
    )
    first.fill(BOX, "Left behind.")
    state(first, "offline")
    first.close()
    other.fill(BOX, "Newer.")
    state(other, "saved")
    other.close()

    page = window.tab()
    state(page, "conflict")

    assert (page.input_value(BOX), site.kept()) == ("Left behind.", "Newer.")
    assert page.inner_text('[data-answer="core"] [data-theirs]') == "Newer."


def test_a_session_that_ended_keeps_the_text_and_says_how_to_go_on(desk, site):
    window = desk()
    page = window.tab()
    window.context.clear_cookies(name="sessionid")

    page.fill(BOX, "Typed after the session.")
    state(page, "out")
    link = page.get_attribute("[data-log-in]", "href")
    window.context.add_cookies([window.cookie])
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    state(page, "saved")

    assert link.endswith("next=" + page.url.partition("://")[2].partition("/")[2].join(["/", ""]))
    assert site.kept() == "Typed after the session."


def test_the_link_to_log_in_again_stays_under_the_finger(desk):
    window = desk()
    page = window.tab()
    window.context.clear_cookies(name="sessionid")
    page.fill(BOX, "Typed after the session.")
    state(page, "out")
    page.type(BOX, " And more.")

    with page.expect_navigation():
        page.click("[data-log-in]")

    assert "/account/login/" in page.url
    assert on_device(page)[0].startswith("Typed after the session.")


def test_a_device_that_is_full_is_not_said_to_keep_the_text(desk, site):
    window = desk()
    page = window.tab()
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"
    )
    window.context.set_offline(True)

    page.fill(BOX, "Typed on a full device.")
    state(page, "offline")
    words = page.inner_text("[data-saved-text]")
    window.context.set_offline(False)
    state(page, "saved")

    assert words == (
        "Waits for a connection. This device is full and keeps nothing:"
        " leave this page open, or copy your text."
    )
    assert (site.kept(), on_device(page)) == ("Typed on a full device.", [])


def test_a_long_paste_is_not_cut_off_but_refused_in_words(desk, site):
    page = desk().tab()

    page.evaluate(
        """() => {
          document.querySelector("#id_core").focus();
          document.execCommand("insertText", false, "x".repeat(20001));
        }"""
    )
    state(page, "refused")
    said = page.inner_text('[data-answer="core"] [data-trouble]')
    pasted = len(page.input_value(BOX))
    page.fill(BOX, "Shorter.")
    state(page, "saved")

    assert (pasted, said) == (
        20001,
        "Ensure this value has at most 20000 characters (it has 20001).",
    )
    assert site.kept() == "Shorter."
    assert page.locator('[data-answer="core"] [data-trouble]').is_hidden()


def test_a_hint_never_moves_what_somebody_is_pressing(desk):
    page = desk().tab()
    hint = page.locator('[data-answer="probing"] .hint')
    page.fill("#id_probing", "Have you considered to stop?")
    state(page, "saved")
    page.evaluate("document.querySelector('#id_probing').scrollIntoView()")
    page.mouse.move(5, 300)

    page.mouse.down()
    page.wait_for_timeout(500)
    while_pressed = (page.evaluate("document.activeElement.id === 'id_probing'"), hint.count())
    page.mouse.up()
    hint.wait_for()

    assert while_pressed == (False, 0)
    assert hint.count() == 1


def test_leaving_at_once_loses_nothing(desk, site):
    page = desk().tab()

    page.fill(BOX, "Typed and gone.")
    page.goto("about:blank")
    for _try in range(40):
        if site.kept():
            break
        page.wait_for_timeout(200)

    assert site.kept() == "Typed and gone."


def test_a_passage_is_cited_with_the_keyboard_where_the_writer_was(desk, site):
    page = desk().tab()
    page.fill(BOX, "I read:")
    page.evaluate("document.activeElement.blur()")

    page.keyboard.press("l")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-passage][data-cited]")
    page.wait_for_selector("#id_core:focus")
    focused = page.evaluate("document.activeElement.id")
    page.keyboard.type("And I wonder.")
    state(page, "saved")

    quote = page.inner_text("[data-passage][data-cited] [data-cite-text]").strip()
    lines = [line for line in site.kept().split("\n") if line]
    assert focused == "id_core"
    assert lines[0] == "I read:"
    assert lines[1] == f"> {quote}"
    assert lines[-1] == "And I wonder."


def test_selected_words_are_cited_alone(desk, site):
    page = desk().tab()
    page.focus(BOX)
    words = page.evaluate(
        """() => {
          const text = document.querySelector(".plan-section [data-cite-text]");
          const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          const node = walker.nextNode();
          const range = document.createRange();
          range.setStart(node, 2);
          range.setEnd(node, 8);
          document.activeElement.blur();
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          return range.toString().trim();
        }"""
    )

    page.click("[data-cite-selection]")
    page.wait_for_selector("[data-passage][data-cited]")

    assert page.input_value(BOX).split("\n")[0] == f"> {words}"


def test_the_keys_stand_in_a_dialog_and_do_nothing_while_typing(desk, site):
    page = desk().tab()
    shown = "dialog[data-keys-dialog][open]"
    page.fill(BOX, "")
    page.keyboard.type("?n")
    typed = (page.input_value(BOX), page.locator(shown).count())
    page.evaluate("document.activeElement.blur()")

    page.keyboard.press("?")
    page.wait_for_selector(shown)
    page.uncheck("[data-single-keys]")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")

    assert typed == ("?n", 0)
    assert page.locator(shown).count() == 0
    page.click("[data-open-keys]")
    assert page.locator(shown).count() == 1


def test_save_and_next_goes_to_the_next_open_question(desk, site):
    page = desk().tab()
    page.fill(BOX, "Clear.")

    page.keyboard.press("Control+Enter")
    page.wait_for_selector('[data-answer="c1"] input:focus')

    assert site.kept() == "Clear."


def test_checking_saves_everything_first(desk, site):
    page = desk().tab()
    page.fill(BOX, "Typed a moment ago.")

    with page.expect_navigation():
        page.click("[data-check]")

    assert page.url.endswith("/check/")
    assert (site.kept(), on_device(page)) == ("Typed a moment ago.", [])


def test_checking_works_when_nothing_waits_and_again_after_the_back_button(desk):
    page = desk().tab()

    with page.expect_navigation():
        page.click("[data-check]")
    first = page.url
    page.go_back()
    page.wait_for_selector("form[data-tab]")
    with page.expect_navigation():
        page.click("[data-check]")

    assert first.endswith("/check/")
    assert page.url == first


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_the_pages_of_the_desk_have_no_violation_and_nothing_sticks_out(desk, site, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = desk(viewport={"width": width, "height": 900}, color_scheme=scheme).tab()
    page.fill("#id_probing", "Have you considered to stop?")
    state(page, "saved")

    for path in ["", "check/", "text/"]:
        page.goto(site.address + site.path + path)
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")

        violations = [
            (path, rule["id"], [node["html"][:120] for node in rule["nodes"]])
            for rule in found.response["violations"]
        ]
        assert violations == []
        assert (path, wide <= 0) == (path, True)


def test_logging_out_leaves_nothing_on_the_device(desk):
    """The last one: it ends the session of all of them."""
    page = desk().tab()
    page.on("dialog", lambda dialog: dialog.accept())
    page.route("**/field/", lambda route: route.abort())
    page.evaluate("() => { navigator.sendBeacon = () => false; }")
    page.fill(BOX, "A secret that was never sent.")
    before = on_device(page)

    page.click(".me summary")
    with page.expect_navigation():
        page.click(".me form button")

    assert before == ["A secret that was never sent."]
    assert on_device(page) == []
