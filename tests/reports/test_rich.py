"""People's HTML as a tree: nothing of the words is lost, whatever the HTML."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.markup.html import to_html
from reports.rich import DEEPEST, Node, parse, plain, shifted
from tests.reports.paper import RICH


def depth(node):
    return 1 + max((depth(part) for part in node.parts if isinstance(part, Node)), default=0)


def test_a_text_keeps_its_shape():
    kinds = [part.kind for part in parse(RICH).parts]

    assert kinds == [
        *("heading", "p", "heading", "ul", "ol", "ol", "quote", "pre", "table", "hr"),
    ]


def test_a_text_in_words_alone_keeps_lines_and_signs():
    assert plain(RICH).splitlines() == [
        "First",
        "One bold and leaning word,",
        "a link (https://example.org/a) and a = 1.",
        "Deeper",
        "- apple",
        "  - core",
        "- pear",
        "3. three",
        "4. four",
        "1. again one",
        "They said so.",
        "x = 1",
        "  y",
        "Year | Jobs",
        "2017 | 12",
    ]


def test_headings_of_people_stand_under_ours_and_skip_no_level():
    html = "<h5>a</h5><p>x</p><h3>b</h3><h6>c</h6><h4>d</h4>"

    assert shifted(html, 3) == "<h4>a</h4><p>x</p><h4>b</h4><h5>c</h5><h5>d</h5>"
    assert [part.level for part in parse(html).nodes("heading")] == [1, 1, 2, 2]


def test_a_heading_never_goes_deeper_than_html_knows():
    assert shifted("<h3>a</h3><h4>b</h4>", 6) == "<h6>a</h6><h6>b</h6>"


def test_quotes_in_quotes_end_somewhere_and_keep_their_words():
    html = "<blockquote>" * 500 + "<p>deep</p>" + "</blockquote>" * 500

    assert depth(parse(html)) <= DEEPEST + 1
    assert plain(html) == "deep"


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300))
def test_no_html_breaks_the_tree(html):
    parse(html)
    plain(html)


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="ab *_`#>-1.[]()|\n", max_size=200))
def test_no_word_of_a_rendered_text_is_lost(source):
    html = to_html(source)

    shown = "".join(char for char in plain(html) if char in "ab")
    assert (
        [char for char in shown if char in "ab"]
        == [char for char in parse(html).text() if char in "ab"]
        or "](" in source
        or "http" in html
    )
