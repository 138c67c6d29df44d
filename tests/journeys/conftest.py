"""One site and one browser for all stories of a test process."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.journeys.browsers import CHROMIUM, Visitor, launch, visit
from tests.journeys.site import Site, open_site


@pytest.hookimpl(tryfirst=True)  # before the group is made part of the name
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every story needs a browser; all of them go to one test process, so that one site serves them.

    The whole round has a site of its own, and so it may be played beside them.
    The whole story comes last: it closes September's review, in which the others write.
    """
    items.sort(key=lambda item: item.path.name == "test_story.py" and "journeys" in item.path.parts)
    for item in items:
        if "journeys" in str(item.path):
            item.add_marker(pytest.mark.browser)
            own = "standing" in item.path.parts
            item.add_marker(pytest.mark.xdist_group("whole round" if own else "journeys"))
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="no Chromium here: apt install chromium"))


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo, running."""
    opened = open_site(tmp_path_factory.mktemp("site"))
    yield opened
    opened.close()


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    """One Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = launch(playwright)
        yield opened
        opened.close()


@pytest.fixture
def person(site: Site, browser: Any) -> Iterator[Callable[..., Visitor]]:
    """`person("lead")`: somebody of the demo at a browser; `server=1` for the second process."""
    visitors: list[Visitor] = []

    def come(role: str = "", *, server: int = 0, **more: Any) -> Visitor:
        address = site.addresses[server % len(site.addresses)]
        visitors.append(visit(browser, address, role=role, **more))
        return visitors[-1]

    yield come
    for visitor in visitors:
        visitor.page.context.close()
