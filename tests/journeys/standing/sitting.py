"""A sitting about one plan: invited by mail with a calendar file, held on two screens, over with draft minutes."""

import re

from playwright.sync_api import expect

from tests.journeys.browsers import Visitor
from tests.journeys.standing.plans import IN_TIME
from tests.journeys.standing.story import Story

NOTE = "Twaalf bedrijven beginnen in september."


def a_sitting_is_planned(story: Story) -> None:
    """The team, the reviewers and the facilitator are asked, each with the moment for the own calendar."""
    facilitator = story.facilitator
    page = facilitator.go(f"{story.places['round']}sittings/new/")
    about = page.locator("[name=about] option", has_text=IN_TIME).get_attribute("value")
    page.locator("[name=about]").select_option(about)
    page.locator("[name=starts_at]").fill("2031-06-11T14:00")
    page.locator("[name=place]").fill("Chemelot, Geleen")
    facilitator.press("Plan sessie")
    facilitator.see("De sessie is gepland.")
    story.keep("sitting", facilitator)
    facilitator.press("Nodig mensen uit")
    facilitator.press("Verstuur uitnodigingen")
    facilitator.see("uitgenodigd")
    story.done()


def the_sitting_is_held(story: Story) -> None:
    """What the facilitator does, the friend's screen shows; at the end there are draft minutes."""
    facilitator, friend = story.facilitator, story.people("friend")
    room = f"{story.places['sitting']}room/"
    friend.go(room)
    _stands(friend, "The session is not open yet")
    facilitator.go(room)
    facilitator.press("Open sessie")
    _stands(facilitator, "Welkom, doel, rollen en spelregels")
    _stands(friend, "Welcome, aim, roles and ground rules")
    facilitator.page.get_by_role("button", name="Volgende stap", exact=True).click()
    expect(friend.page.locator(".stage__title")).not_to_contain_text("Welcome")
    facilitator.page.locator("#note_body").fill(NOTE)
    facilitator.press("Voeg notitie toe")
    expect(friend.page.locator("[data-part=notes]")).to_contain_text(NOTE)
    facilitator.page.get_by_text("Alle stappen, en het einde").click()
    facilitator.press("Sluit sessie af")
    expect(facilitator.page).to_have_url(re.compile("/minutes/$"))
    facilitator.see("Lees het conceptverslag.")
    facilitator.see(NOTE)
    expect(facilitator.page.get_by_text("concept", exact=True).first).to_be_visible()
    _stands(friend, "The session is over")
    story.done()


def _stands(visitor: Visitor, words: str) -> None:
    expect(visitor.page.locator(".stage__title")).to_have_text(words)
