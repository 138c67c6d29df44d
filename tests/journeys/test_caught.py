"""From caught in a sitting to given: the giver finds it in the own turn, reads it over, and confirms it."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.browsers import Visitor

Person = Callable[..., Visitor]
# In the demo a sitting of Noordoost-Brabant in September, in which two pieces of advice were caught.
SITTING = "/rounds/sittings/6/"
SPOKEN = "Laat een ondernemer het verhaal vertellen"
NAMELESS = "Zoek een trekker uit het bedrijfsleven"


def test_what_was_caught_is_confirmed_by_its_giver_and_dropped_by_a_facilitator(
    person: Person,
) -> None:
    friend, chris = person("friend"), person("facilitator", server=1)

    # The giver finds it in the own turn and on the page of the sitting.
    friend.see("Bevestig je advies aan")
    friend.go(f"{SITTING}minutes/")
    friend.see("Wacht op bevestiging")
    assert friend.violations() == []
    friend.page.get_by_role("link", name=SPOKEN).click()
    friend.see("Zoals het is genoteerd")
    assert friend.violations() == []
    assert not any(friend.sticks_out(width) for width in (320, 768))

    # What is not whole is not given, and nothing that was typed is lost.
    friend.page.get_by_label("Wat en waarom").fill("Wie zelf meedeed, overtuigt een ander.")
    friend.press("Bevestig advies")
    friend.see("Zeg voor wie het bedoeld is.")
    expect(friend.page.get_by_label("Wat en waarom")).to_have_value(
        "Wie zelf meedeed, overtuigt een ander."
    )
    friend.page.get_by_label("bedrijfsleven").first.check()
    friend.press("Bevestig advies")
    friend.see("Het advies is gegeven.")
    friend.see("Uitgesproken in een sessie")
    assert friend.violations() == []
    friend.go("/")
    expect(friend.page.get_by_text("Bevestig je advies aan")).to_have_count(0)

    # A facilitator sees what is given, and drops what nobody wants to have said.
    chris.go(SITTING)
    chris.see("Gegeven als advies")
    chris.page.get_by_role("link", name=NAMELESS).click()
    chris.press("Bevestig advies")
    chris.see("Zeg wie dit advies gaf.")
    chris.page.get_by_text("Laat dit advies vervallen").click()
    chris.page.get_by_label("Waarom is het geen advies?").fill("Niemand herkent het.")
    chris.press("Laat advies vervallen")
    chris.see("Het advies is vervallen.")
    chris.see("Niemand herkent het.")
    assert chris.violations() == []
    # The browser itself says of each refused form that it was refused.
    assert [[said for said in one.complaints if "422" not in said] for one in (friend, chris)] == [
        [],
        [],
    ]
