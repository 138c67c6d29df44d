"""Who reads along, and reading by ear and by keyboard, in browsers."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from tests.journeys.browsers import RULES
from tests.live.pages import BOX, BROWSER, posts, sees, stands, words, write

pytestmark = BROWSER
NAMES = """
items => items.filter(one => one.checkVisibility()).map(one => one.textContent.replace(/\\s+/g, ' ').trim())
"""


def along(page, text, patience=20_000):
    page.locator("#reading-along", has_text=text).wait_for(timeout=patience)


def command(site, name, kind, **fields):
    with site.client(name) as client:
        path = f"/api/v1/threads/{site.thread}/commands"
        answer = client.post(path, json={"key": str(uuid.uuid4()), "kind": kind, **fields})
        assert answer.status_code == 201, answer.text
        return answer.json()["event"]


def heading(page, number):
    return page.locator(f"#post-{number} [data-part=heading]").text_content()


def test_one_knows_how_many_others_read_along(visit):
    ada, rob = visit("ada"), visit("rob")
    along(ada, "1 other person has this conversation open")
    second = visit.tab(rob.context)  # the same person once more
    pim = visit("pim")
    along(ada, "2 other people have this conversation open")
    along(second, "2 other people have this conversation open")

    pim.uncheck("#count-me")
    along(ada, "1 other person has this conversation open")
    assert pim.locator("#reading-along").is_hidden()
    rob.close()
    second.close()
    ada.locator("#reading-along").wait_for(state="hidden", timeout=20_000)

    pim.reload()
    stands(pim, "live")
    assert not pim.locator("#count-me").is_checked()
    pim.check("#count-me")
    along(ada, "1 other person has this conversation open")
    assert ada.locator("#reading-along").get_attribute("aria-live") is None


def test_without_connection_no_number_is_shown(visit):
    lines = []

    def through(line):
        if lines:
            line.close(code=1012)
        else:
            line.connect_to_server()
        lines.append(line)

    ada = visit("ada", before=lambda page: page.route_web_socket("**/ws/live*", through))
    visit("rob")
    along(ada, "1 other person has this conversation open")

    lines[0].close(code=1012)
    ada.locator("#line:not([data-state=live])").wait_for()

    assert ada.locator("#reading-along").is_hidden()


def test_several_new_posts_are_said_in_one_sentence_with_what_is_for_the_reader(site, visit):
    ada = visit("ada")
    command(site, "rob", "post", body=f"One {words()}")
    command(site, "rob", "post", body=f"Two @Adam {words()}")
    last = command(site, "rob", "post", body=f"Three for @critical-friends {words()}")

    ada.locator("#announcer", has_text=f"the last is post {last['seq']}").wait_for()

    said = ada.locator("#announcer").text_content()
    assert said == f"3 new posts, 1 to you; the last is post {last['seq']}"


@pytest.mark.parametrize(
    ("name", "call"), [("ada", "@Ada"), ("rob", "@regio-south"), ("ada", "@critical-friends")]
)
def test_who_wants_to_hear_only_of_being_named_hears_that(site, visit, name, call):
    page = visit(name)
    page.select_option("#announce", "mentions")
    command(site, "mia", "post", body=f"For nobody {words()}")
    named = command(site, "mia", "post", body=f"For {call} {words()}")

    page.locator("#announcer", has_text=f"post {named['seq']}").wait_for()

    said = page.locator("#announcer").text_content()
    assert said == f"New post by Mia to you, post {named['seq']}"


def test_who_wants_silence_hears_nothing_also_in_another_tab(site, visit):
    ada = visit("ada")
    two = visit.tab(ada.context)
    ada.select_option("#announce", "off")
    expect(two.locator("#announce")).to_have_value("off")

    text = words()
    command(site, "rob", "post", body=f"@Ada {text}")
    for page in (ada, two):
        sees(page, text)
    two.wait_for_timeout(2_000)

    assert [page.locator("#announcer").text_content() for page in (ada, two)] == ["", ""]


def test_headings_stay_right_through_the_life_of_a_post(site, visit):
    """Arrive, answer, change, delete, restore, move: each heading says what the post is now."""
    ada = visit("ada", viewport={"width": 900, "height": 3_000})
    asked = command(site, "rob", "post", body=words())
    answer = command(site, "mia", "post", body=words(), reply_to=asked["post"])
    gone = command(site, "rob", "post", body=words())
    for event in (asked, answer, gone):
        ada.locator(f"#post-{event['seq']}").wait_for()
    number, other, deleted = asked["seq"], answer["seq"], gone["seq"]
    ada.locator(f"#post-{number}").scroll_into_view_if_needed()
    seen = ada.locator(f"#post-{number} [data-part=heading]", has_not_text="unread")
    seen.wait_for(state="attached")

    better = words()
    command(site, "rob", "edit", post=asked["post"], body=better)
    sees(ada, better)
    assert heading(ada, number) == f"Post {number}"
    assert re.fullmatch(rf"Post {other}(, unread)?, answer to post {number}", heading(ada, other))

    command(site, "rob", "delete", post=gone["post"])
    ada.locator(f"#post-{deleted}.post--gone").wait_for()
    assert heading(ada, deleted) == f"Post {deleted}, deleted"
    command(site, "rob", "restore", post=gone["post"])
    ada.locator(f"#post-{deleted}:not(.post--gone)").wait_for()
    assert heading(ada, deleted) == f"Post {deleted}"

    elsewhere = other_thread(site)
    command(site, "chris", "move", post=gone["post"], to=elsewhere)
    ada.locator(f"#post-{deleted}.post--gone").wait_for()
    assert heading(ada, deleted) == f"Post {deleted}, moved"
    ada.reload()
    assert heading(ada, deleted) == f"Post {deleted}, moved"
    ada.goto(ada.url.replace(f"/threads/{site.thread}", f"/threads/{elsewhere}").partition("#")[0])
    stands(ada, "live")
    came = command(site, "rob", "post", body=words())
    command(site, "chris", "move", post=came["post"], to=elsewhere)
    ada.locator("#posts > li").nth(1).wait_for()
    assert re.fullmatch(r"Post 2(, unread)?", heading(ada, 2))
    assert ada.complaints == []


def other_thread(site):
    """One more thread on the same thing."""
    code = (
        "from discussion.models import Thread; from tests.factories.discussion import ThreadFactory; "
        f"old = Thread.objects.get(pk={site.thread}); "
        "new = ThreadFactory(target_id=old.target_id, level=old.level, created_by=old.created_by); "
        "print('THREAD', new.pk)"
    )
    out = site.manage("shell", "--verbosity=0", "-c", code)
    return int(out.rsplit("THREAD", 1)[1])


def test_every_link_and_button_of_the_posts_has_a_name_of_its_own(site, visit):
    """Also in posts that came in after the page was opened, with all that hangs on them unfolded."""
    ada = visit("ada")
    first = command(site, "ada", "post", body=words())
    second = command(site, "rob", "post", body=words(), reply_to=first["post"])
    command(site, "rob", "edit", post=second["post"], body=words())
    ada.locator(f"#post-{second['seq']} [data-part=edited]").wait_for()
    for event in (first, second):
        ada.locator(f"#post-{event['seq']} summary").click()

    found = []
    for event in (first, second):
        controls = ada.locator(f"#post-{event['seq']}").locator("a, button, summary")
        found += controls.evaluate_all(NAMES)

    assert [name for name in found if found.count(name) > 1] == []
    assert len(found) >= 16


def test_by_keyboard_to_the_first_unread_post(visit):
    rob, text, later = visit("rob"), words(), words()
    write(rob, text)
    sees(rob, text)
    pim = visit("pim", viewport={"width": 900, "height": 300})
    pim.evaluate("window.scrollTo(0, 0)")
    first = int(pim.locator("#to-first-unread").get_attribute("href").removeprefix("#post-"))
    write(rob, later)
    sees(pim, later)

    pim.focus("#to-first-unread")
    pim.keyboard.press("Enter")
    pim.locator(f"#post-{first}:focus").wait_for()
    pim.keyboard.press("Tab")

    assert pim.evaluate("document.activeElement.closest('li[data-post]').id") == f"post-{first}"
    assert posts(pim, text).count() == 1
    assert pim.input_value(BOX) == ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_a_thread_in_trouble_is_accessible_and_fits(visit, width, scheme):
    """Somebody reads along and writes, one text was refused, another waits, and new posts wait below."""
    from axe_playwright_python.sync_playwright import Axe

    ada = visit("ada", viewport={"width": width, "height": 700}, color_scheme=scheme)
    rob = visit("rob")
    refusal = '{"status": 409, "title": "Conflict", "detail": "This conversation is closed."}'
    problem = {"status": 409, "content_type": "application/problem+json", "body": refusal}
    held = []
    ada.route("**/commands", lambda route: held.append(route))  # noqa: PLW0108 -- Playwright looks at the signature
    write(ada, "First")
    while not held:
        ada.wait_for_timeout(50)
    ada.fill(BOX, "Second")  # it stands in the box by the time that the first comes back
    held[0].fulfill(**problem)
    ada.locator("#outbox li button").first.wait_for()
    ada.route("**/commands", lambda route: route.abort())
    write(ada, f"Long{'word' * 60}")
    ada.locator("#outbox li", has_text="Waiting for connection").wait_for()
    rob.type(BOX, "Hm")
    along(ada, "1 other person has this conversation open")

    found = Axe().run(ada, options={"runOnly": RULES, "preload": False}).response["violations"]

    assert [one["id"] for one in found] == []
    assert ada.evaluate("document.documentElement.scrollWidth") <= width
    assert ada.complaints == []
