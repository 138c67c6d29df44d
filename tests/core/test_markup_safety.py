"""No text that a person writes may run anything in another person's page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.markup.html import clean, href_ok, to_html
from tests.core.corpus import ODD, SHAPES, TAGS, URLS, WAYS, hostile_texts
from tests.core.inspector import faults

PIECES = [*WAYS, *SHAPES, *ODD, "\n", "\n\n", "    ", "> ", "- ", "`", "```\n", "[", "](", "<", ">"]


def test_inspector_sees_what_is_forbidden():
    bad = '<a href="javascript:1" onclick=x>x</a><script></script><!-- x --><ol start="x">'

    assert faults(bad) == [
        "href=javascript:1",
        "<a onclick>",
        "a link without rel",
        "<script>",
        "<!-- x -->",
        "start=x",
    ]


def test_hostile_corpus_leaves_nothing_forbidden():
    found = {text: faults(to_html(text)) for text in hostile_texts()}

    assert {text: bad for text, bad in found.items() if bad} == {}
    assert len(found) > 1_500


def test_cleaning_twice_changes_nothing():
    once = {text: to_html(text) for text in hostile_texts()}

    assert {text for text, html in once.items() if clean(html) != html} == set()


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6), st.sampled_from(URLS))
def test_pieces_of_attacks_together_leave_nothing_forbidden(pieces, url):
    text = "".join(pieces).replace("{0}", "script").replace("{}", url)

    assert faults(to_html(text)) == []


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="<>[]()!`*_~#-+|\\/&;:\"' \n\t0az=.{}^\u00e9", max_size=120))
def test_any_text_leaves_nothing_forbidden(text):
    assert faults(to_html(text)) == []


@pytest.mark.parametrize("tag", TAGS)
def test_raw_html_is_shown_as_typed(tag):
    html = to_html(f"before <{tag} onload=x> after")

    assert f"&lt;{tag} onload=x&gt;" in html


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a?b=c#d",
        "HTTP://example.org",
        "mailto:a@example.org",
        "/plans/3/",
        "#part",
        "http://[::1]/",
        "https://xn--caf-dma.example",
    ],
)
def test_good_addresses_stay(url):
    assert href_ok(url)


@pytest.mark.parametrize("url", URLS)
def test_bad_addresses_go(url):
    assert not href_ok(url)


@pytest.mark.parametrize("url", ["", "plans/3", "?x=1", "example.org", "mailto:", "https://", "//"])
def test_addresses_that_lead_nowhere_go(url):
    assert not href_ok(url)
