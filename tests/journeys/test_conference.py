"""A room full of people: what they press on their own screens, the screen in the room shows at once."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.browsers import Visitor

Person = Callable[..., Visitor]
# In the demo the second conference is still to come, with a poll that is prepared.
HERE = "/conferences/2/"
QUESTION = "Wie betaalt dit na dit jaar?"
POLL = "Kan jouw regio nu versnellen?"


def on_screen(facilitator: Visitor, what: str) -> None:
    """Choose what the screen in the room shows."""
    facilitator.go(HERE)
    facilitator.press(what)
    facilitator.see("Op het scherm staat nu")


def test_the_screen_in_the_room_follows_what_people_do(person: Person) -> None:
    facilitator, screen = person("facilitator"), person("facilitator", server=1)
    member, lead, peer = person("member", server=1), person("lead"), person("peer")
    facilitator.page.on("dialog", lambda dialog: dialog.accept())
    facilitator.go(HERE)
    facilitator.press("Open werkconferentie")
    facilitator.see("De werkconferentie is open.")
    screen.go(f"{HERE}room/")
    lead.go(f"{HERE}questions/")

    on_screen(facilitator, "Vragen")
    expect(screen.page.locator(".hall__what")).to_have_text("Vragen")
    member.go(f"{HERE}questions/")
    member.page.get_by_label("Je vraag").fill(QUESTION)
    member.page.get_by_label("Zonder mijn naam").check()
    member.press("Stel vraag")
    asked = screen.page.locator(".hall__question", has_text=QUESTION)
    expect(asked).to_contain_text("zonder naam")
    line = lead.page.locator(".asked__item", has_text=QUESTION)
    expect(line).to_contain_text("zonder naam")
    line.get_by_role("button", name="Dit vraag ik ook").click()
    expect(line.locator(".asked__number")).to_have_text("1")
    expect(line.get_by_role("button", name="Dit vraag ik ook")).to_be_focused()
    expect(asked.locator(".hall__number")).to_have_text(re.compile("^1"))
    assert screen.violations() == []

    facilitator.go(f"{HERE}polls/")
    facilitator.press("Open snelle peiling")
    expect(screen.page.locator(".hall__ask")).to_have_text(POLL)
    for number, visitor in enumerate((member, lead, peer)):
        visitor.go(f"{HERE}polls/")
        visitor.page.locator("input[name=option]").nth(number % 2).check()
        visitor.press("Stem")
        visitor.see("Je stem telt.")
    expect(screen.page.locator(".hall__more")).to_contain_text("3 stemmen")
    expect(screen.page.locator(".result")).to_have_count(0)
    expect(peer.page.locator(".result__votes")).to_have_text(["2", "1", "0", "0"])
    facilitator.go(f"{HERE}polls/")
    facilitator.press("Sluit snelle peiling")
    expect(screen.page.locator(".result__votes")).to_have_text(["2", "1", "0", "0"])
    assert screen.violations() == []
    assert [one.complaints for one in (facilitator, screen, member, lead, peer)] == [[]] * 5
