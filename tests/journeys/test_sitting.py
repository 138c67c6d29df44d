"""A sitting on two screens at once: what one does, the other shows; silence is kept; the end is a draft."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.browsers import Visitor

Person = Callable[..., Visitor]
# In the demo September's sitting of Zuid-Limburg; its lead, its rapporteur and a friend are invited.
SITTING = "/rounds/sittings/3/"
ROOM = f"{SITTING}room/"


def title(visitor: Visitor, words: str) -> None:
    """The step that stands on the screen."""
    expect(visitor.page.locator(".stage__title")).to_have_text(words)


def catch(visitor: Visitor, words: str, *, seen_by: Visitor) -> None:
    """Note advice while it is spoken, and see it on another screen; it is a draft when the session ends."""
    visitor.page.locator("#catch summary").click()
    visitor.page.locator("#catch_title").fill(words)
    visitor.page.locator("#catch_given_by").select_option(index=1)
    visitor.press("Noteer advies")
    expect(seen_by.page.locator("[data-part=caught]")).to_contain_text(words)


def it_waits(visitor: Visitor, words: str) -> None:
    """What was caught stands under the minutes, and waits to be confirmed."""
    visitor.go(f"{SITTING}minutes/")
    expect(visitor.page.locator("#caught-waiting")).to_contain_text(words)


def take_notes_at_once(member: Visitor, chris: Visitor, *, seen_by: Visitor) -> None:
    """Two write notes at once, and everybody reads both."""
    member.go(ROOM)
    member.page.locator("#note_body").fill("Van de verslaglegger")
    chris.page.locator("#note_body").fill("Van de procesbegeleider")
    member.press("Voeg notitie toe")
    chris.press("Voeg notitie toe")
    for one in (chris, seen_by, member):
        expect(one.page.locator("[data-part=notes]")).to_contain_text("Van de verslaglegger")
        expect(one.page.locator("[data-part=notes]")).to_contain_text("Van de procesbegeleider")


def test_two_screens_follow_each_other(person: Person) -> None:
    chris, friend, member = person("facilitator"), person("friend"), person("member", server=1)
    friend.go(ROOM)
    title(friend, "De sessie is nog niet open")
    chris.go(ROOM)
    chris.press("Open sessie")
    title(chris, "Welkom, doel, rollen en spelregels")
    title(friend, "Welkom, doel, rollen en spelregels")
    assert friend.violations() == []

    chris.page.get_by_role("button", name="Volgende stap", exact=True).click()
    chris.page.get_by_role("button", name="Zet tijd stil", exact=True).click()
    title(friend, "Terugblik: opvolging van eerdere aanbevelingen")
    expect(friend.page.locator("[data-clock-note]")).to_have_text("staat stil")
    expect(friend.page.locator("[data-clock-words]")).to_have_text(re.compile(r"^(10:00|9:5\d)$"))
    chris.page.get_by_role("button", name="Laat tijd lopen", exact=True).click()
    chris.page.get_by_label("Wie heeft het woord").select_option(label="Wouter van Dam (voorbeeld)")
    expect(friend.page.locator(".stage__speaker")).to_contain_text("Wouter van Dam")
    chris.page.get_by_label("Passage die iedereen ziet").select_option(index=1)
    expect(friend.page.locator(".room-passage__text")).not_to_be_empty()

    # The friend writes in silence: the others see nothing until it is shared, and a reload loses nothing.
    friend.page.locator("#silent summary").click()
    friend.page.get_by_label("Sterk").fill("Een heldere keuze.")
    expect(friend.page.locator("[data-silent-saved]")).to_have_text("Opgeslagen")
    friend.go(ROOM)
    expect(friend.page.get_by_label("Sterk")).to_have_value("Een heldere keuze.")
    expect(chris.page.locator("[data-part=shared]")).not_to_contain_text("Een heldere keuze.")
    friend.page.on("dialog", lambda dialog: dialog.accept())
    friend.press("Deel met allen")
    expect(chris.page.locator("[data-part=shared]")).to_contain_text("Een heldere keuze.")

    take_notes_at_once(member, chris, seen_by=friend)

    # Whoever comes later reads what happened.
    late = person("lead")
    late.go(ROOM)
    late.page.locator("[data-part=log] summary").click()
    expect(late.page.locator(".room-log")).to_contain_text(
        "Wouter van Dam (voorbeeld) heeft het woord"
    )

    catch(chris, "Begin bij de bakker", seen_by=friend)

    # On a phone and on the wall nothing sticks out.
    assert not any(friend.sticks_out(width) for width in (320, 768))
    friend.go(f"{ROOM}?wall")
    assert friend.violations() == []

    chris.page.on("dialog", lambda dialog: dialog.accept())
    chris.page.get_by_text("Alle stappen, en het einde").click()
    chris.press("Sluit sessie af")
    expect(chris.page).to_have_url(re.compile("/minutes/$"))
    chris.see("Van de verslaglegger")
    it_waits(chris, "Begin bij de bakker")
    title(friend, "De sessie is afgelopen")
    assert chris.violations() == []
    assert [one.complaints for one in (chris, friend, member, late)] == [[], [], [], []]
