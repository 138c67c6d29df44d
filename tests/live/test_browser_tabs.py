"""Several tabs of one person in one browser: one socket, one outbox, nothing missed and nothing twice."""

import pytest
from playwright.sync_api import expect

from tests.live.pages import (
    BOX,
    BROWSER,
    nothing_waits,
    open_sockets,
    posts,
    sees,
    sees_each_once,
    stands,
    waiting,
    words,
    write,
)

pytestmark = BROWSER


def held(page, state):
    """The names of the locks that this browser holds, or waits for."""
    return page.evaluate(
        "async (state) => (await navigator.locks.query())[state].map(one => one.name)", state
    )


def test_two_tabs_hold_one_socket_and_both_hear(visit):
    rob, one, text = visit("rob"), visit("ada"), words()
    two = visit.tab(one.context)

    write(rob, text)
    sees(one, text)
    sees(two, text)

    assert open_sockets(one, two) == 1
    assert posts(one, text).count() == posts(two, text).count() == 1
    assert one.complaints == two.complaints == []


def test_a_tab_that_does_not_lead_writes_and_is_seen_to_write(visit):
    rob, one = visit("rob"), visit("ada")
    two, text = visit.tab(one.context), words()

    two.type(BOX, "Seen")
    rob.locator("#typing", has_text="Somebody is writing…").wait_for()
    write(two, text)

    for page in (rob, one, two):
        sees_each_once(page, [text])


def test_when_the_leading_tab_closes_the_other_goes_on(visit):
    rob, one = visit("rob"), visit("ada")
    two, before, meanwhile, after = visit.tab(one.context), words(), words(), words()
    write(rob, before)
    sees(two, before)

    one.close()
    write(rob, meanwhile)
    sees(two, meanwhile)
    write(rob, after)

    sees_each_once(two, [before, meanwhile, after])
    assert open_sockets(two) == 1


def test_a_frozen_leader_gives_the_socket_up_and_hears_later_what_it_missed(visit, freezer):
    rob, one = visit("rob"), freezer("ada")
    two, meanwhile, after = freezer.tab(), words(), words()
    assert open_sockets(one) == 1

    freezer.freeze(one, front=two)
    write(rob, meanwhile)
    sees(two, meanwhile)
    assert open_sockets(two) == 1
    freezer.wake(one)
    write(rob, after)

    for page in (one, two):
        sees_each_once(page, [meanwhile, after])
    assert open_sockets(one, two) == 1


def test_a_leader_that_gives_no_answer_loses_the_socket(visit):
    """A page that hangs: it holds the lock, and neither hears nor says anything."""
    rob, one = visit("rob"), visit("ada")
    two, meanwhile, after = visit.tab(one.context), words(), words()

    one.evaluate(
        "setTimeout(() => { const end = Date.now() + 20_000; while (Date.now() < end); }, 0)"
    )
    two.bring_to_front()
    write(rob, meanwhile)
    sees(two, meanwhile, 19_000)
    write(rob, after)

    for page in (two, one):
        sees_each_once(page, [meanwhile, after])
    assert open_sockets(one, two) == 1
    assert [name for name in held(two, "held") if name.startswith("live-")] == [
        name for name in held(two, "pending") if name.startswith("live-")
    ]


@pytest.mark.parametrize("missing", ["navigator.locks", "window.BroadcastChannel"])
def test_where_tabs_cannot_agree_each_has_a_socket(visit, missing):
    owner, name = missing.split(".")
    without = f"Object.defineProperty({owner}, '{name}', {{ value: undefined }})"
    rob, text = visit("rob"), words()
    one = visit("ada", before=lambda page: page.add_init_script(without))
    two = visit.tab(one.context, before=lambda page: page.add_init_script(without))

    write(rob, text)

    for page in (one, two):
        sees_each_once(page, [text])
        assert open_sockets(page) == 1


def test_two_accounts_in_one_browser_do_not_share(site, visit):
    """Who logs in after somebody else hears for herself; the page that was left open hears nothing more."""
    from tests.live.pages import cookies

    left = visit("rob")
    left.context.add_cookies(cookies(site, "ada"))
    own, text = visit.tab(left.context), words()
    write(own, text)
    sees(own, text)

    left.bring_to_front()
    left.evaluate("window.dispatchEvent(new Event('online'))")
    write(left, words())
    waiting(left, "You are logged out; your text is kept")

    assert posts(own, text).locator(".person__name").text_content() == "Ada"


def test_what_waits_in_a_closed_tab_is_sent_once_by_the_other(visit):
    rob, one = visit("rob"), visit("ada")
    two, first, second = visit.tab(one.context), words(), words()
    one.context.route("**/commands", lambda route: route.abort())
    write(one, first)
    waiting(two, first)
    write(two, second)
    waiting(one, second)

    one.close()
    two.context.unroute("**/commands")

    sees_each_once(rob, [first, second])
    sees_each_once(two, [first, second])
    nothing_waits(two)


def test_what_a_tab_was_sending_when_it_froze_is_sent_by_the_other(visit, freezer):
    rob, one = visit("rob"), freezer("ada")
    two, text, held = freezer.tab(), words(), []
    one.bring_to_front()
    one.route("**/commands", lambda route: held.append(route))  # noqa: PLW0108 -- Playwright looks at the signature
    write(one, text)
    while not held:
        one.wait_for_timeout(50)
    waiting(two, text)

    freezer.freeze(one, front=two)
    sees_each_once(rob, [text])
    sees_each_once(two, [text])
    held[0].continue_()  # the first try arrives after all
    freezer.wake(one)

    for page in (one, two):
        nothing_waits(page)
        sees_each_once(page, [text])
    assert posts(rob, text).count() == 1


def test_what_waits_is_shown_in_all_tabs_and_goes_from_all(visit):
    one = visit("ada")
    two, text = visit.tab(one.context), words()
    one.context.route("**/commands", lambda route: route.abort())

    write(one, text)
    for page in (one, two):
        waiting(page, "Waiting for connection; your text is kept")
        assert page.locator("#outbox li", has_text=text).count() == 1
    one.context.unroute("**/commands")
    two.click("text=Send all again")

    for page in (one, two):
        nothing_waits(page)
        sees_each_once(page, [text])


def test_a_draft_that_stands_in_two_tabs_is_sent_from_one(visit):
    one, text, own = visit("ada"), words(), words()
    with one.expect_response("**/draft"):
        one.fill(BOX, text)
    two, three = visit.tab(one.context), visit.tab(one.context)
    assert two.input_value(BOX) == text
    three.fill(BOX, own)
    one.fill(BOX, text)

    one.click("#send-post")

    sees_each_once(two, [text])
    expect(two.locator(BOX)).to_have_value("")
    assert three.input_value(BOX) == own


def test_a_refused_text_goes_back_to_the_tab_where_it_was_written(visit):
    problem = '{"status": 409, "title": "Conflict", "detail": "This conversation is closed."}'
    one = visit("ada")
    two, text = visit.tab(one.context), words()
    two.fill(BOX, "")
    one.context.route("**/commands", lambda route: route.abort())
    write(one, text)
    waiting(two, text)

    refuse = {"status": 409, "content_type": "application/problem+json", "body": problem}
    one.context.route("**/commands", lambda route: route.fulfill(**refuse))
    two.dispatch_event("#outbox-again button", "click")  # its own next try may come first
    one.locator("#composer-state", has_text="Not sent: This conversation is closed.").wait_for()

    assert one.input_value(BOX) == text
    assert two.input_value(BOX) == ""
    for page in (one, two):
        nothing_waits(page)
    stands(two, "live")
