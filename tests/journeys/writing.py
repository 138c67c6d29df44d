"""Filling in the long forms: a plan, a review, a task from the home page."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.browsers import Visitor


def fill(page: Page, values: dict[str, str]) -> None:
    """Type or choose, by the name of the field."""
    for name, value in values.items():
        field = f'[name="{name}"]'
        choice = page.locator(
            f'{field}[type=radio][value="{value}"], {field}[type=checkbox][value="{value}"]'
        )
        if name == "kind" and value == "on":
            choice = page.locator(f"{field}[type=checkbox]")
        if choice.count():
            choice.first.check()
        else:
            page.locator(field).fill(value)


def plan_path(page: Page) -> str:
    """The address of the plan at which one is."""
    found = re.search(r"/plans/(\d+)/", page.url)
    assert found is not None
    return found.group(0)


def answer_questions(page: Page, words: str) -> None:
    """The same answer to every question of the region."""
    for box in page.locator('textarea[name^="answer-"]').all():
        box.fill(words)


def start_plan(visitor: Visitor, title: str, summary: str) -> str:
    """Begin a plan of the own region; its address."""
    visitor.go("/plans/")
    visitor.press("Begin plan")
    fill(visitor.page, {"title": title, "summary": summary})
    visitor.press("Begin plan")
    return plan_path(visitor.page)


def write_plan(visitor: Visitor, path: str, sections: dict[str, str], question: str) -> None:
    """Fill the sections of a plan, and ask one question."""
    page = visitor.go(f"{path}edit/")
    fill(page, {f"{key}-source": text for key, text in sections.items()})
    fill(page, {"new-source": question})
    visitor.press("Voeg vraag toe")
    expect(page.locator('textarea[name^="question-"]')).to_have_value(question)


def submit_plan(visitor: Visitor, path: str) -> None:
    """Hand in a plan that is whole."""
    visitor.go(f"{path}submit/")
    visitor.press("Dien plan in")
    visitor.page.wait_for_url(lambda address: not address.endswith("/submit/"))


def hand_in(
    visitor: Visitor, look: str = "Controleer en verstuur", send: str = "Verstuur review"
) -> None:
    """Look at the review once more, and send it."""
    visitor.press(look)
    visitor.page.wait_for_url(re.compile("/check/$"))
    visitor.press(send)
    visitor.page.wait_for_url(lambda address: not address.endswith("/check/"))
    expect(visitor.page.locator("#review-form")).to_have_count(0)


def open_task(visitor: Visitor, words: str) -> None:
    """From the home page to what is asked there."""
    visitor.go("/")
    visitor.page.locator(".turn", has_text=words).get_by_role("link").last.click()
