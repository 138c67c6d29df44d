"""What people's Markdown looks like on a page."""

import pytest

from core.markup.guard import guard
from core.markup.html import to_html


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**b** *i* `c`", "<p><strong>b</strong> <em>i</em> <code>c</code></p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("# a", "<h3>a</h3>"),
        ("## a", "<h4>a</h4>"),
        ("### a", "<h5>a</h5>"),
        ("###### a", "<h6>a</h6>"),
        ("a\n===", "<h3>a</h3>"),
        ("> q", "<blockquote>\n<p>q</p>\n</blockquote>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("```py\na < b\n```", "<pre><code>a &lt; b\n</code></pre>"),
        ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
        ("![x](/a.png)", "<p>![x](/a.png)</p>"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("A & B &copy; <3", "<p>A &amp; B &copy; &lt;3</p>"),
        ("see file.py and a.nl", "<p>see file.py and a.nl</p>"),
    ],
)
def test_markdown_becomes_plain_html(source, expected):
    assert to_html(source) == expected


def test_links_carry_rel_and_keep_their_title():
    html = to_html('[a](https://example.org "T") https://example.org/b')

    assert html == (
        '<p><a href="https://example.org" title="T" rel="nofollow noopener ugc">a</a> '
        '<a href="https://example.org/b" rel="nofollow noopener ugc">https://example.org/b</a></p>'
    )


def test_addresses_in_code_stay_text():
    assert to_html("`https://example.org`") == "<p><code>https://example.org</code></p>"


def test_tables_have_heads():
    html = to_html("| a | b |\n|---|--:|\n| 1 | 2 |")

    assert "<th>a</th>" in html
    assert "<td>2</td>" in html
    assert "style" not in html


def test_emoji_and_right_to_left_pass():
    assert to_html("👩🏽‍🌾 שלום مرحبا") == "<p>👩🏽‍🌾 שלום مرحبا</p>"


@pytest.mark.parametrize(
    "source",
    [
        "An [honest](https://a.example) text with [a] bracket [ and ] more.",
        "- a\n    - b\n        - c\n\n> > quote\n\n1. x",
        "```\n[[[[[[[[[\n```\n" + "-" * 80,
        "- " * 40,
        "2026-11-23. " * 20 + "1.2.3.4.5.6.7.8.9.10.11.12.13.14.15",
        "| a | b |\n|---|---|\n" + "| [1](/x) | 2 |\n" * 100,
    ],
)
def test_guard_leaves_honest_texts_alone(source):
    assert guard(source) == source


@pytest.mark.parametrize(
    ("source", "longest"),
    [("[" * 1000, 2000), ("*" * 1000, 120), ("x" + " " * 3 + "- " * 900, 1804)],
)
def test_guard_tames(source, longest):
    tamed = guard(source)

    assert tamed == guard(tamed)
    assert len(tamed) <= longest


def test_guard_escapes_brackets_that_never_close():
    assert guard("[" * 100) == "\\[" * 100


def test_guard_escapes_the_thirteenth_list_mark():
    assert guard("- " * 14 + "x") == "- " * 12 + "\\- - x"


def test_guard_cuts_deep_indents():
    assert guard(" " * 300 + "- x") == " " * 60 + "- x"
