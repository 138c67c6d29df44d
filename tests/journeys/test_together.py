"""Two people write one review: one signs, the text changes, an own view stays beside it."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.browsers import Visitor

Person = Callable[..., Visitor]
# In the demo the lead of Zuid-Limburg reviews the plan of Midden-Brabant as a peer in September.
TASK = 14
TOGETHER = f"/reviews/write/{TASK}/together/"
VIEW = "Ik zie het **anders**: ondernemers doen dit al."


def choose(visitor: Visitor, name: str) -> None:
    """Pick somebody of the list of colleagues."""
    options = visitor.page.get_by_label("Wie?").locator("option")
    value = options.filter(has_text=name).first.get_attribute("value")
    visitor.page.get_by_label("Wie?").select_option(value)


def test_a_colleague_signs_and_keeps_an_own_view(person: Person) -> None:
    lead, member = person("lead"), person("member")

    lead.go(TOGETHER)
    choose(lead, "Milan Peeters")
    lead.press("Vraag mee te schrijven")
    lead.see("niet ondertekend")

    member.go("/")
    member.see("Schrijf mee aan de review van Midden-Brabant")
    member.go(TOGETHER)
    member.press("Onderteken tekst")
    member.see("Je hebt de tekst ondertekend.")
    member.page.get_by_label("Mijn eigen kijk").fill(VIEW)
    expect(member.page.locator("[data-own-saved]")).to_contain_text("Opgeslagen")
    assert member.violations() == []

    lead.go(f"/reviews/write/{TASK}/")
    lead.page.locator("#id_core").fill("Samen leren vraagt iemand die de regie neemt.")
    expect(lead.page.locator("[data-saved-text]")).to_contain_text(re.compile("pgeslagen om"))
    lead.go(TOGETHER)
    lead.see("ondertekende een eerdere tekst")
    expect(lead.page.locator(".own-view")).to_contain_text("ondernemers doen dit al")
    assert lead.violations() == []

    member.go(TOGETHER)
    member.press("Onderteken opnieuw")
    member.see("Je hebt de tekst ondertekend.")
    expect(member.page.get_by_label("Mijn eigen kijk")).to_have_value(VIEW)
    assert (lead.complaints, member.complaints) == ([], [])


def test_an_own_view_without_connection_survives_a_closed_window(person: Person) -> None:
    member = person("member")
    page = member.go(TOGETHER)
    member.page.context.set_offline(True)
    page.get_by_label("Mijn eigen kijk").fill("Getypt in de trein.")
    expect(page.locator("[data-own-saved]")).to_contain_text("Niet bewaard")
    page.close()
    member.page.context.set_offline(False)

    member.page = member.page.context.new_page()
    again = member.go(TOGETHER)

    expect(again.get_by_label("Mijn eigen kijk")).to_have_value("Getypt in de trein.")
    expect(again.locator("[data-own-saved]")).to_contain_text("Opgeslagen")
    member.go(TOGETHER)
    expect(again.get_by_label("Mijn eigen kijk")).to_have_value("Getypt in de trein.")


def test_an_own_view_in_two_windows_overwrites_nothing(person: Person) -> None:
    first, second = person("member"), person("member")
    first.go(TOGETHER)
    second.go(TOGETHER)

    first.page.get_by_label("Mijn eigen kijk").fill("Uit venster een.")
    expect(first.page.locator("[data-own-saved]")).to_contain_text("Opgeslagen")
    second.page.get_by_label("Mijn eigen kijk").fill("Uit venster twee.")

    expect(second.page.locator("[data-own-theirs]")).to_have_text("Uit venster een.")
    second.press("Houd die van mij")
    expect(second.page.locator("[data-own-saved]")).to_contain_text("Opgeslagen")
    second.go(TOGETHER)
    expect(second.page.get_by_label("Mijn eigen kijk")).to_have_value("Uit venster twee.")
