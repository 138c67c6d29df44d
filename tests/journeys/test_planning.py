"""A facilitator plans in a real browser: sees what a move does, saves it, and repairs a day off."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.browsers import Visitor

Person = Callable[..., Visitor]


def test_a_move_is_shown_saved_and_repaired(person: Person) -> None:
    visitor = person("facilitator", language="en")
    page = visitor.go("/rounds/2/move/")
    page.get_by_label("this step and those after it").check()
    page.locator("select[name=kind]").select_option("follow_up")
    page.get_by_label("New day").fill("2031-01-01")
    visitor.press("Show the effect")

    expect(page.locator("ins").first).to_be_visible()
    assert visitor.violations() == []
    visitor.press("Save dates")
    visitor.see("The dates are saved.")

    visitor.go("/rounds/2/steps/")
    page.get_by_role("button", name="Move to the working day before").first.click()
    visitor.see("The dates are saved.")
    assert visitor.violations() == []
    assert visitor.complaints == []
