"""Who reviews what: proposed, compared, applied, sent; a no, and somebody else who says yes."""

import re

from playwright.sync_api import Locator, expect

from tests.journeys.browsers import Visitor
from tests.journeys.standing.plans import IN_TIME, LATE
from tests.journeys.standing.story import Story

PATIENCE = 60_000  # a worker reads the solver in, and thinks
PINNED = (("Sanne Vos", IN_TIME), ("Tess Visser", LATE))
AWAY = ("Bram Willems", "Milan Peeters")
INSTEAD = "Iris van den Broek (voorbeeld)"
NUMBERS = {
    "wanted": 3, "least_business": 0, "least_knowledge": 1, "least_government": 1, "least_peer": 1,
}  # fmt: skip


def somebody_says_what_suits(story: Story) -> None:
    """A reviewer says before the matching that one plan is enough."""
    peer = story.people("stranger")
    peer.go(f"{story.places['round']}wishes/").locator("[name=most]").fill("1")
    peer.press("Bewaar voorkeuren")
    peer.see("houden er rekening mee")


def plans_are_tied(story: Story) -> None:
    """What was submitted goes into the round."""
    facilitator = story.facilitator
    for _plan in range(2):
        facilitator.go(f"{story.places['round']}plans/")
        facilitator.press("Zet versie 1 in de ronde")
        facilitator.see("zit in de ronde")
    expect(facilitator.page.get_by_text("Versie 1 zit in de ronde")).to_have_count(2)


def reviewers_are_proposed(story: Story) -> None:
    """Settings, a first proposal, what is certain, a second one; both side by side."""
    facilitator, matching = story.facilitator, f"{story.places['round']}matching/"
    page = facilitator.go(f"{matching}reviewers/")
    for name in AWAY:
        page.locator("fieldset.row-set", has_text=name).locator("[name$=-away]").check()
    facilitator.press("Bewaar reviewers")
    page = facilitator.go(f"{matching}plans/")
    plan = page.locator("fieldset.row-set", has_text=LATE)
    for name, number in (("wanted", "2"), ("least_government", "0")):
        plan.locator(f"[name$=-{name}]").fill(number)
    facilitator.press("Bewaar plannen")
    _propose(facilitator, matching)
    for person, title in PINNED:
        page = facilitator.go(f"{matching}rules/")
        _choose(page.locator("[name=person]"), person)
        _choose(page.locator("[name=plan]"), title)
        facilitator.press("Voeg regel toe")
        facilitator.see("Het volgende voorstel houdt er rekening mee.")
    story.places["proposal"] = _propose(facilitator, matching)
    page = facilitator.go(f"{matching}compare/")
    expect(page.locator("thead").first.locator("th", has_text="Voorstel")).to_have_count(2)


def _propose(facilitator: Visitor, matching: str) -> str:
    page = facilitator.go(matching)
    for name, number in NUMBERS.items():
        page.locator(f"[name={name}]").fill(str(number))
    facilitator.press("Stel reviewers voor")
    expect(page.locator("[data-move-url]")).to_be_visible(timeout=PATIENCE)
    return page.url.removeprefix(facilitator.address)


def _choose(select: Locator, words: str) -> None:
    value = select.locator("option", has_text=words).get_attribute("value")
    select.select_option(value)


def the_proposal_is_applied(story: Story) -> None:
    """What it changes is looked at first; who was chosen is told of nothing yet."""
    facilitator = story.facilitator
    facilitator.go(story.places["proposal"])
    facilitator.press("Bekijk wat toepassen verandert")
    facilitator.page.wait_for_url(re.compile("/apply/$"))
    facilitator.press("Pas voorstel toe")
    facilitator.page.wait_for_url(re.compile("/assign/send/$"))


def the_invitations_are_sent(story: Story) -> None:
    """All of them leave at once."""
    facilitator = story.facilitator
    facilitator.go(f"{story.places['round']}assign/send/")
    facilitator.press("Verstuur uitnodigingen")
    facilitator.page.wait_for_url(re.compile(r"/rounds/\d+/$"))
    story.done()


def they_say_yes(story: Story, who: str, label: str = "Neem review aan") -> None:
    """Each invitation in two clicks from the home page: the link, and the button."""
    visitor = story.people(who)
    while (links := _invitations(visitor)).count():
        links.first.click()
        visitor.press(label)
        visitor.page.wait_for_load_state()


def one_says_no_and_another_comes(story: Story) -> None:
    """The facilitator is led from the notice to who fits the free place, and asks with one button."""
    peer = story.people("peer")
    _invitations(peer).click()
    peer.press("Wijs review af")
    peer.see("De procesbegeleiders weten het.")
    story.done()
    facilitator = story.facilitator
    facilitator.go("/notices/")
    facilitator.press("Kijk wie er in de plaats kan komen")
    facilitator.press(f"Vraag {INSTEAD}")
    facilitator.see("is gevraagd om dit plan te reviewen")
    story.done()


def _invitations(visitor: Visitor) -> Locator:
    return visitor.go("/").locator(".turn a.nl-button[href*='/assignments/']")
