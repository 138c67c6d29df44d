"""From a proposal to a reviewer who comes instead: settings, by hand, apply, send, a no, one click."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsers import Visitor

Person = Callable[..., Visitor]
PATIENCE = 60_000  # a worker starts, reads the solver in, and thinks
MAY_BE_ASKED = ("lead", "member", "stranger", "friend")  # some of the demo who can log in here
PEER = "Sanne Vos"  # has a task of her own in the other stories


def test_a_round_is_matched_and_a_place_is_filled_again(person: Person) -> None:
    facilitator = person("facilitator")
    others = [person(role, server=1) for role in MAY_BE_ASKED]
    asked_before = [_invitations(one).count() for one in others]

    proposal = _propose(facilitator)
    _compare(facilitator)
    _move_by_form(facilitator, proposal)
    _drag(facilitator, proposal)
    assert [_invitations(one).count() for one in others] == asked_before
    _apply_and_send(facilitator, proposal)
    _decline_in_two_clicks(_newly_asked(others, asked_before))
    _ask_somebody_else(facilitator)

    everybody = [facilitator, *others]
    assert {one.page.url: one.complaints for one in everybody if one.complaints} == {}


def _propose(facilitator: Visitor) -> str:
    page = facilitator.go("/rounds/2/matching/")
    facilitator.press("Stel reviewers voor")
    expect(page.locator("[data-move-url]")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("heading", name="Voorstel 3")).to_be_visible()
    assert page.locator(".seat__reasons li").count() > 0
    assert facilitator.violations() == []
    assert not facilitator.sticks_out(360)
    return page.url.removeprefix(facilitator.address)


def _compare(facilitator: Visitor) -> None:
    page = facilitator.go("/rounds/2/matching/compare/")
    expect(page.locator(".weighed__bar")).to_have_count(18)
    assert facilitator.violations() == []


def _move_by_form(facilitator: Visitor, proposal: str) -> None:
    """By keyboard: the link, a choice, the effect, and only then the change; it stands in a copy."""
    page = facilitator.go(proposal)
    page.get_by_role("link", name=re.compile("^Verplaats ")).first.press("Enter")
    page.get_by_label("Gaat naar").select_option("0")
    facilitator.press("Toon het gevolg")
    expect(page.locator("#keep")).to_be_visible()
    assert facilitator.violations() == []
    facilitator.press("Voer wijziging door")
    expect(page.get_by_role("heading", name="Voorstel 4, met de hand gewijzigd")).to_be_visible()


def _drag(facilitator: Visitor, proposal: str) -> None:
    """By mouse: what is dropped on another plan opens the page with the effect, or the rule."""
    page = facilitator.go(proposal)
    before = page.viewport_size
    page.set_viewport_size({"width": 1440, "height": 4000})  # the mouse of a test does not scroll
    seat = page.locator(".table-of .seat[draggable=true]").first
    who = seat.get_attribute("data-seat") or ""
    own = who.split("-")[0]
    other = page.locator(f".table-of:not([data-plan='{own}'])").first
    seat.drag_to(other.locator("h3"))
    page.wait_for_url(re.compile(rf"/move/\?who={who}&to=\d+$"))
    expect(page.locator("#keep, .utrecht-alert").first).to_be_visible()
    page.set_viewport_size(before)


def _apply_and_send(facilitator: Visitor, proposal: str) -> None:
    page = facilitator.go(proposal)
    facilitator.press("Bekijk wat toepassen verandert")
    page.wait_for_url(re.compile("/apply/$"))
    assert facilitator.violations() == []
    facilitator.press("Pas voorstel toe")
    page.wait_for_url(re.compile("/assign/send/$"))
    facilitator.press("Verstuur uitnodigingen")
    page.wait_for_url(re.compile("/rounds/2/$"))


def _newly_asked(others: list[Visitor], before: list[int]) -> Visitor:
    """The first of them who was asked for something by this proposal."""
    return next(
        one for one, count in zip(others, before, strict=True) if _invitations(one).count() > count
    )


def _decline_in_two_clicks(asked: Visitor) -> None:
    _invitations(asked).last.get_by_role("link").last.click()  # one
    asked.press("Wijs review af")  # two
    asked.see("De procesbegeleiders weten het.")


def _ask_somebody_else(facilitator: Visitor) -> None:
    page = facilitator.go("/notices/")
    facilitator.press("Kijk wie er in de plaats kan komen")
    page.wait_for_url(re.compile("/replace/$"))
    assert facilitator.violations() == []
    _other_than_peer(page).click()
    facilitator.see("is gevraagd om dit plan te reviewen")


def _other_than_peer(page: Page) -> Locator:
    buttons = page.get_by_role("button", name=re.compile("^Vraag "))
    return buttons.filter(has_not_text=PEER).first


def _invitations(one: Visitor) -> Locator:
    return one.go("/").locator(".turn").filter(has_text="Laat weten of je")
