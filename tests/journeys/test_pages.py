"""Every page that the story visits: no violation, nothing sticks out, no error in the browser."""

from collections.abc import Callable

import pytest

from tests.journeys.browsers import Visitor

Person = Callable[..., Visitor]
PAGES = {
    "": ["/", "/about/", "/privacy/", "/accessibility/", "/account/login/"],
    "facilitator": [
        "/",
        "/rounds/",
        "/rounds/2/",
        "/people/",
        "/outbox/",
        "/notices/",
        "/programme/2017/",
    ],
    "lead": ["/", "/plans/", "/plans/1/", "/plans/1/edit/", "/reviews/"],
    "friend": ["/", "/plans/1/", "/reviews/"],
}
VARIANTS = [("nl", "light"), ("en", "dark")]


@pytest.mark.parametrize(("language", "scheme"), VARIANTS)
@pytest.mark.parametrize("role", list(PAGES))
def test_no_page_has_a_violation(person: Person, role: str, language: str, scheme: str) -> None:
    visitor = person(role, language=language, scheme=scheme)

    found = {}
    for path in PAGES[role]:
        visitor.go(path)
        found[path] = visitor.violations()

    assert {path: wrong for path, wrong in found.items() if wrong} == {}
    assert visitor.complaints == []


@pytest.mark.parametrize("width", [320, 768])
@pytest.mark.parametrize("role", list(PAGES))
def test_nothing_sticks_out(person: Person, role: str, width: int) -> None:
    visitor = person(role)
    visitor.page.set_viewport_size({"width": width, "height": 800})

    wide = []
    for path in PAGES[role]:
        visitor.go(path)
        if visitor.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)

    assert wide == []
