"""A thread in real browsers: live, over the long poll, without script, and with a network that fails."""

import re

import pytest

from tests.journeys.browsers import RULES
from tests.live.pages import BOX, BROWSER, address, cookies, posts, sees, words, write

pytestmark = BROWSER


def test_two_people_talk(site, visit):
    ada, rob = visit("ada"), visit("rob")
    question, answer, better = words(), words(), words()

    write(ada, question)
    sees(rob, question)
    posts(rob, question).locator("[data-part=reply] a").click()
    write(rob, answer)
    sees(ada, answer)
    posts(ada, question).locator("[data-part=edit] a").click()
    ada.fill("textarea[name=body]", better)
    ada.get_by_role("button", name="Save change").click()
    sees(rob, better)

    heading = posts(ada, answer).locator("[data-part=heading]").text_content()
    assert re.fullmatch(r"Post \d+(, unread)?, answer to post \d+", heading)
    assert posts(rob, question).count() == 0
    assert ada.complaints == rob.complaints == []


def test_deleting_and_restoring_are_seen_at_once(visit):
    ada, rob = visit("ada"), visit("rob")
    text = words()
    write(ada, text)
    sees(rob, text)
    number = posts(rob, text).get_attribute("data-number")
    ada.on("dialog", lambda dialog: dialog.accept())

    posts(ada, text).locator("[data-part=more] summary").click()
    posts(ada, text).locator("[data-part=delete] button").click()
    rob.locator(f"#post-{number}.post--gone").wait_for()
    ada.locator(f"#post-{number} [data-part=restore] button").click()
    sees(rob, text)

    assert rob.locator(f"#post-{number}.post--gone").count() == 0


def test_a_post_says_its_language_as_it_comes_and_after_a_reload(visit):
    ada, rob = visit("ada"), visit("rob")
    dutch, english = f"Dit is wat wij van het plan vinden: {words()}", f"So that is it, {words()}"

    write(ada, dutch)
    sees(rob, dutch)
    came = posts(rob, dutch).locator("[data-part=body]").get_attribute("lang")
    rob.reload()
    stayed = posts(rob, dutch).locator("[data-part=body]").get_attribute("lang")
    posts(ada, dutch).locator("[data-part=edit] a").click()
    ada.fill("textarea[name=body]", english)
    ada.get_by_role("button", name="Save change").click()
    sees(rob, english)

    changed = posts(rob, english).locator("[data-part=body]").get_attribute("lang")
    assert (came, stayed, changed) == ("nl", "nl", None)


def test_where_sockets_are_blocked_the_long_poll_brings_posts(visit):
    blocked = visit(
        "pim",
        connected="poll",
        before=lambda page: page.route_web_socket("**/ws/live*", lambda ws: ws.close()),
    )
    rob, text = visit("rob"), words()

    write(rob, text)

    sees(blocked, text, 30_000)
    assert blocked.complaints == []


def test_an_answer_that_got_lost_doubles_nothing(visit):
    text, tries = words(), []

    def deaf(page):
        page.route_web_socket("**/ws/live*", lambda ws: ws.close())
        page.route("**/events?*", lambda route: route.abort())

    ada = visit("ada", connected="poll", before=deaf)

    def lose(route):
        tries.append(route.request.post_data_json["key"])
        if len(tries) < 3:
            route.fetch()  # it reaches the server; its answer does not reach the page
            route.abort()
        else:
            route.continue_()

    ada.route("**/commands", lose)
    write(ada, text)
    sees(ada, text)
    ada.locator("#outbox").wait_for(state="hidden", timeout=30_000)

    assert len(tries) >= 3
    assert len(set(tries)) == 1
    assert posts(ada, text).count() == 1


def test_what_is_written_without_connection_survives_a_reload(visit):
    ada, rob = visit("ada"), visit("rob")
    first, second = words(), words()
    ada.route("**/commands", lambda route: route.abort())
    write(ada, first)
    write(ada, second)
    ada.locator("#outbox li", has_text="Waiting for connection; your text is kept").first.wait_for()

    ada.unroute("**/commands")
    ada.reload()

    sees(rob, second)
    assert posts(rob, first).count() == posts(rob, second).count() == 1
    numbers = [int(posts(rob, text).get_attribute("data-number")) for text in (first, second)]
    assert numbers == sorted(numbers)
    ada.locator("#outbox").wait_for(state="hidden", timeout=30_000)


def test_what_waits_is_sent_again_at_once_by_one_button(visit):
    ada, rob, text = visit("ada"), visit("rob"), words()
    tries = []

    def lose(route):
        tries.append(route.request)
        route.abort()

    ada.route("**/commands", lose)
    write(ada, text)
    while len(tries) < 4:  # by now the next try is seconds away
        ada.wait_for_timeout(100)
    ada.unroute("**/commands")

    ada.click("text=Send all again")

    sees(rob, text)
    ada.locator("#outbox-again").wait_for(state="hidden")
    assert posts(rob, text).count() == 1


def test_new_posts_under_the_screen_wait_behind_a_button_and_nothing_moves(visit):
    ada, rob = visit("ada", viewport={"width": 800, "height": 260}), visit("rob")
    first, second = words(), words()
    ada.evaluate("window.scrollTo(0, 0)")

    write(rob, first)
    sees(ada, first)
    write(rob, second)
    sees(ada, second)
    ada.locator("#new-below", has_text="2 new posts below").wait_for()
    assert ada.evaluate("window.scrollY") == 0

    ada.locator("#new-below button").dispatch_event("click")  # a click would scroll to it first
    number = posts(ada, first).get_attribute("data-number")
    ada.locator(f"#post-{number}:focus").wait_for()
    posts(ada, second).scroll_into_view_if_needed()
    ada.locator("#new-below").wait_for(state="hidden")


def test_others_see_that_somebody_writes_unless_who_writes_says_no(visit):
    ada, rob, pim = visit("ada"), visit("rob"), visit("pim")
    rob.uncheck("#tell-typing")
    rob.type(BOX, "Unseen")
    ada.wait_for_timeout(1_500)
    unseen = ada.locator("#typing").text_content()

    pim.type(BOX, "Seen")
    ada.locator("#typing", has_text="Somebody is writing…").wait_for()

    assert unseen == ""
    rob.reload()
    assert not rob.locator("#tell-typing").is_checked()


def test_who_is_logged_out_meanwhile_loses_no_text(site, visit):
    ada, text = visit("ada"), words()
    ada.context.clear_cookies()

    write(ada, text)
    ada.locator("#outbox li", has_text="You are logged out; your text is kept").wait_for()
    asked = ada.locator("#line-log-in").is_visible()
    ada.context.add_cookies(cookies(site, "ada"))
    ada.goto(address(site))

    assert asked
    sees(ada, text)
    assert posts(ada, text).count() == 1


def test_a_refused_text_comes_back_with_the_reason(visit):
    ada, text = visit("ada"), words()
    problem = '{"status": 409, "title": "Conflict", "detail": "This conversation is closed."}'
    ada.route(
        "**/commands",
        lambda route: route.fulfill(
            status=409, content_type="application/problem+json", body=problem
        ),
    )

    write(ada, text)
    ada.get_by_text("Not sent: This conversation is closed.").first.wait_for()

    assert ada.input_value(BOX) == text
    assert ada.locator("#outbox").is_hidden()


def test_a_draft_waits_after_a_reload_and_on_another_device(visit):
    ada, text = visit("ada"), words()
    ada.fill(BOX, text)
    with ada.expect_response("**/draft"):
        ada.press(BOX, "End")

    ada.reload()
    elsewhere = visit("ada")

    assert ada.input_value(BOX) == text
    assert elsewhere.input_value(BOX) == text
    write(elsewhere, text)
    sees(elsewhere, text)


def test_what_was_looked_at_is_read(visit):
    rob, text = visit("rob"), words()
    write(rob, text)
    sees(rob, text)

    mia = visit("mia", viewport={"width": 1200, "height": 3000})
    with mia.expect_response("**/read"):
        posts(mia, text).scroll_into_view_if_needed()
    mia.locator("#to-first-unread").wait_for(state="hidden")
    mia.reload()

    assert mia.locator("#to-first-unread").is_hidden()
    assert "unread" not in posts(mia, text).locator("[data-part=heading]").text_content()


def test_new_posts_are_said_once_and_politely(visit):
    ada, rob, text = visit("ada"), visit("rob"), words()

    write(rob, text)
    sees(ada, text)
    ada.wait_for_timeout(2_000)

    number = posts(ada, text).get_attribute("data-number")
    assert ada.locator("#announcer").text_content() == f"New post by Rob, post {number}"
    assert ada.locator("#posts").get_attribute("aria-live") is None


def test_without_script_a_post_is_one_post(visit):
    plain, text = visit("ada", connected=None, java_script_enabled=False), words()

    plain.fill(BOX, text)
    plain.click("#send-post")

    assert posts(plain, text).count() == 1
    assert re.search(r"#post-\d+$", plain.url)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_thread_is_accessible_and_fits_a_small_phone(visit, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = visit("ada", viewport={"width": 320, "height": 700}, color_scheme=scheme)
    found = Axe().run(page, options={"runOnly": RULES, "preload": False}).response["violations"]

    assert [one["id"] for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
