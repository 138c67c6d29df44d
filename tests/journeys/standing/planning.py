"""From a template to a round that everybody knows of."""

import re

from playwright.sync_api import expect

from tests.journeys.browsers import Visitor
from tests.journeys.standing.story import Story

SITTING = "2031-06-11"


def the_friend_reads_english(story: Story) -> None:
    """One of the readers wants English, so mails are read in both languages."""
    friend = story.people("friend")
    friend.go("/people/profile/").locator("select[name=language]").select_option("en")
    friend.press("Bewaar profiel")
    friend.see("Your profile is saved.")


def a_round_is_made(story: Story) -> None:
    """The usual June round from one date; the check finds a Sunday, and its button repairs it."""
    facilitator = story.facilitator
    page = facilitator.go("/rounds/templates/")
    facilitator.press("Voeg gewone rondes toe")
    facilitator.see("Junironde, zoals gewoonlijk")
    page = facilitator.go("/rounds/new/")
    page.locator("[name=season]").first.select_option("june")
    page.locator("[name=sitting]").fill(SITTING)
    facilitator.press("Stel data voor")
    facilitator.see("valt in het weekend")
    page.get_by_role("button", name=re.compile("werkdag erna")).first.click()
    expect(page.get_by_text("valt in het weekend")).to_have_count(0)
    assert page.locator("[name=review_due_at]").input_value() == "2031-06-09T17:00"
    facilitator.press("Maak ronde")
    facilitator.see("De ronde is gemaakt.")
    story.keep("round", facilitator)


def the_mails_are_foreseen(story: Story) -> None:
    """Before anybody is told, the facilitator reads what will go out, in both languages."""
    facilitator = story.facilitator
    page = facilitator.go(f"{story.places['round']}mail/")
    facilitator.see("De ronde is niet gepubliceerd")
    _read_first(facilitator)
    expect(page.locator("[lang=nl] pre").first).to_be_visible()
    expect(page.locator("[lang=en] pre").first).to_be_visible()
    assert story.site.outbox.mails == []


def _read_first(visitor: Visitor) -> None:
    visitor.page.locator(".rows__item summary").first.click()


def the_round_is_published(story: Story) -> None:
    """Everybody who takes part is told."""
    facilitator = story.facilitator
    facilitator.page.on("dialog", lambda dialog: dialog.accept())
    facilitator.go(story.places["round"])
    facilitator.press("Publiceer ronde")
    facilitator.see("De ronde is gepubliceerd.")
    story.done()
