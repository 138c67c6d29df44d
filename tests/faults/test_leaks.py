"""Every page as everybody sees it: no secrets, no addresses, no writes, and headers on all of them."""

import re

import pytest

from front.demo.accounts import address
from tests.faults.crawl import Crawl, Seen
from tests.faults.secrets import OUTSIDE, READERS

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("faults"), pytest.mark.once]

MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
MAY_SEE_ADDRESSES = {"facilitator", "admin"}
# An address of the product that is shown on purpose.
PUBLIC = {"klankbord@localhost"}
CHANGING = re.compile(
    r'name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+"|X-CSRFToken&quot;: &quot;\w+'
    r"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\bu[0-9a-f]{8}\b"
)


@pytest.mark.parametrize("word", READERS)
def test_a_secret_is_read_by_its_readers_and_nobody_else(crawl: Crawl, word: str) -> None:
    readers = {who for (who, _name), seen in crawl.items() if word in seen.text}
    elsewhere = {
        (who, name)
        for (who, name), seen in crawl.items()
        if word in seen.text and who not in READERS[word]
    }

    assert elsewhere == set()
    assert readers == READERS[word]


def test_what_is_hidden_changes_no_count_and_no_list(counted: Crawl, crawl: Crawl) -> None:
    changed = {key for key, seen in counted.items() if _still(seen) != _still(crawl[key])}
    changed -= {("admin", "people:directory")}  # where a person was added

    assert {who for who, _name in counted} == set(OUTSIDE)
    assert changed == set()


def _still(seen: Seen) -> str:
    return CHANGING.sub("", seen.text)


def test_no_page_shows_addresses_of_others(crawl: Crawl) -> None:
    shown = {
        (who, name): others
        for (who, name), seen in crawl.items()
        if who not in MAY_SEE_ADDRESSES
        and (others := set(MAIL.findall(seen.text)) - PUBLIC - {address(who)})
    }
    invited = {"new@test.example"}  # by the lead, who reads the own invitations
    assert shown == {
        ("lead", "people:invitation-list"): invited,
        ("lead", "people:team"): invited,
    }


def test_reading_writes_nothing(crawl: Crawl) -> None:
    assert {key: seen.written for key, seen in crawl.items() if seen.written} == {}


def test_no_page_breaks(crawl: Crawl) -> None:
    assert {key for key, seen in crawl.items() if seen.status >= 500} == set()


def test_every_answer_tells_the_browser_to_be_careful(crawl: Crawl) -> None:
    lacking = {key: bare for key, seen in crawl.items() if (bare := careless(seen))}

    assert lacking == {}


def careless(seen: Seen) -> set[str]:
    """What the browser is not told."""
    policy = seen.headers.get("Content-Security-Policy", "")
    told = {
        "nosniff": seen.headers.get("X-Content-Type-Options") == "nosniff",
        "referrer": seen.headers.get("Referrer-Policy") == "same-origin",
        "permissions": "camera=()" in seen.headers.get("Permissions-Policy", ""),
        "frames": "frame-ancestors 'none'" in policy,
        "scripts": ("default-src 'none'" in policy or "sandbox" in policy)
        and "unsafe" not in policy,
    }
    return {what for what, is_told in told.items() if not is_told}


def test_what_is_private_is_kept_by_nobody(crawl: Crawl) -> None:
    kept = {
        key: seen.headers.get("Cache-Control", "")
        for key, seen in crawl.items()
        if key[0] != "nobody" and "no-store" not in seen.headers.get("Cache-Control", "")
    }
    assert kept == {}
