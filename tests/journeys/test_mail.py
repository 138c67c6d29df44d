"""Choosing what comes how, wording a letter, and holding mail back until it was looked at."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.browsers import Visitor

Person = Callable[..., Visitor]
pytestmark = pytest.mark.once


def test_somebody_chooses_what_comes_how(person: Person) -> None:
    friend = person("observer")
    page = friend.go("/notices/preferences/")

    page.get_by_label("Gesprekken", exact=True).select_option("weekly")
    friend.press("Bewaar keuze")
    friend.see("Je keuze is bewaard.")

    expect(page.get_by_label("Gesprekken", exact=True)).to_have_value("weekly")
    friend.press("Terug naar de gewone mail")
    expect(page.get_by_label("Gesprekken", exact=True)).not_to_have_value("weekly")
    assert friend.complaints == []


def test_a_facilitator_words_a_letter_and_sends_what_was_held(person: Person) -> None:
    facilitator = person("facilitator")
    _word(facilitator)
    page = facilitator.go("/notices/held/")
    page.locator("#held a").first.click()
    page.get_by_label("Een woord boven elke mail").fill("Wij rekenen op je.")
    facilitator.press("Bewaar en laat wachten")
    facilitator.press("Toon mail")
    facilitator.see("Wij rekenen op je.")
    facilitator.see("Wil je meedenken?")
    assert (facilitator.violations(), facilitator.sticks_out(320)) == ([], False)

    facilitator.press("Verstuur mails")
    facilitator.see("1 mail wordt nu verstuurd.")
    assert facilitator.complaints == []


def test_mail_to_many_waits_and_is_worded_before_it_is_sent(person: Person) -> None:
    facilitator = person("facilitator")
    page = facilitator.go("/conferences/2/edit/")
    page.get_by_label("Plaats").first.fill("De Fabriek, Ede")
    facilitator.press("Bewaar gegevens")
    expect(page.get_by_text(re.compile(r"\d+ mails wachten op je\."))).to_be_visible()
    facilitator.press("Bekijk en verstuur")
    page.get_by_role("link", name=re.compile("Wijzig tekst.*Nederlands")).click()

    _word_this_sending(facilitator)
    facilitator.go("/notices/held/")
    page.get_by_role("link", name=re.compile(r"^\d+ mails wachten")).click()
    facilitator.see("eigen tekst van deze verzending")
    assert (facilitator.violations(), facilitator.sticks_out(320)) == ([], False)
    facilitator.press("Verstuur mails")
    expect(page.get_by_text(re.compile(r"\d+ mails worden nu verstuurd\."))).to_be_visible()
    _wait_in_the_outbox(facilitator, "We gaan naar De Fabriek")
    assert facilitator.complaints == []


def _wait_in_the_outbox(facilitator: Visitor, subject: str) -> None:
    """The words are chosen when a worker sends it; the page of the demo is read again until then."""
    page = facilitator.go("/outbox/")
    for _ in range(60):
        if page.get_by_text(subject).count():
            break
        page.wait_for_timeout(500)
        page.reload()
    facilitator.see(subject)


def _word_this_sending(facilitator: Visitor) -> None:
    """A place that is not known stays to be mended; the preview is somebody's own letter."""
    page = facilitator.page
    page.get_by_label("Onderwerp").fill("We gaan naar De Fabriek")
    page.get_by_label("Tekst").fill("Beste {raeder},\n\n{link}")
    facilitator.press("Bewaar tekst")
    facilitator.see("“{raeder}” is hier niet bekend.")
    page.get_by_label("Tekst").fill("Beste {reader},\n\n{sentence}\n\n{link}")
    page.get_by_label("Bekijk als").select_option(index=1)
    name = page.get_by_label("Bekijk als").evaluate("one => one.selectedOptions[0].text")
    facilitator.press("Bekijk zonder te bewaren")
    facilitator.see(f"Beste {name},")
    assert (facilitator.violations(), facilitator.sticks_out(320)) == ([], False)
    facilitator.press("Bewaar tekst")
    facilitator.see("De tekst is bewaard. De mails wachten nog.")


def test_a_facilitator_words_the_digest(person: Person) -> None:
    facilitator = person("facilitator")
    page = facilitator.go("/notices/letters/digest/nl/")
    page.get_by_label("Tekst").fill("Beste {reader},\n\nFijne dag!")
    facilitator.press("Bewaar tekst")
    facilitator.see("Zet {list} in de tekst")
    page.get_by_label("Tekst").fill("Beste {reader},\n\n{list}\n\nFijne dag!")
    facilitator.press("Bewaar tekst")
    facilitator.see("De tekst is bewaard.")
    facilitator.see("Fijne dag!")
    assert (facilitator.violations(), facilitator.sticks_out(320)) == ([], False)
    facilitator.press("Terug naar de gewone tekst")
    assert facilitator.complaints == []


def _word(facilitator: Visitor) -> None:
    page = facilitator.go("/notices/letters/sessions.asked/nl/")
    subject, body = page.get_by_label("Onderwerp"), page.get_by_label("Tekst")
    subject.fill("Wil je meedenken?")
    body.fill("Dag {raeder},\n\n{link}")
    facilitator.press("Bewaar tekst")
    facilitator.see("{raeder}")
    body.fill("Dag {reader},\n\n{sentence}\n\n{link}")
    facilitator.press("Bewaar tekst")
    facilitator.see("De tekst is bewaard.")
