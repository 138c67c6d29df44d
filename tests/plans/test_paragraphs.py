"""Rendered text cut into blocks that can be numbered."""

from hypothesis import given
from hypothesis import strategies as st

from core.text import render
from plans.paragraphs import paragraphs


def test_outermost_blocks_are_paragraphs():
    html = "<p>One <strong>two</strong>.</p>\n<ul>\n<li>a</li>\n</ul>\n<hr>\n<p>x &amp; y<br>z</p>"

    assert paragraphs(html) == [
        "<p>One <strong>two</strong>.</p>",
        "<ul>\n<li>a</li>\n</ul>",
        "<hr>",
        "<p>x &amp; y<br>z</p>",
    ]


def test_nothing_has_no_paragraphs():
    assert paragraphs("  \n") == []


def test_html_that_cannot_be_cut_without_a_change_is_left_whole():
    assert paragraphs("<p>a</P >") == ["<p>a</P >"]


BITS = [
    "# h\n",
    "text ",
    "\n\n",
    "- a\n",
    "> q\n",
    "`c`",
    "|a|b|\n|-|-|\n|1|2|\n",
    "&",
    "<b>",
    "🌍",
]


@given(st.lists(st.sampled_from(BITS), max_size=12).map("".join))
def test_the_blocks_make_up_the_whole_text(source):
    html = render(source).html

    assert "".join("".join(paragraphs(html)).split()) == "".join(html.split())
