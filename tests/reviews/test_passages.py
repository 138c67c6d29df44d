"""Citing: the slice is exactly the words that stand there, and the quote shows exactly them."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.text import render
from discussion.anchoring.passages import (
    AROUND,
    LONGEST,
    NotThere,
    TooMuch,
    cut,
    cut_exactly,
    paragraph_text,
)
from reviews.passages import as_quote, own_words

TEXTS = st.text(min_size=1, max_size=200)


@given(TEXTS, st.data())
def test_a_passage_is_the_slice_and_its_surroundings_touch_it(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(text[start:end].strip())

    passage = cut(text, start, end)

    assert passage.quote == text[start:end]
    assert text[start - len(passage.before) : end + len(passage.after)] == (
        passage.before + passage.quote + passage.after
    )
    assert len(passage.before) == min(AROUND, start)
    assert len(passage.after) == min(AROUND, len(text) - end)


@given(TEXTS, st.integers(-50, 250), st.integers(-50, 250), TEXTS)
def test_other_words_than_stand_there_are_refused(text, start, end, quote):
    inside = 0 <= start < end <= len(text) and text[start:end].strip() != ""
    if inside and text[start:end] == quote:
        assert cut_exactly(text, start, end, quote).quote == quote
        return

    with pytest.raises(NotThere):
        cut_exactly(text, start, end, quote)


def test_places_count_signs_and_not_halves_of_them():
    assert cut("😀 one 😀", 2, 5).quote == "one"


def test_a_chapter_is_no_citation():
    with pytest.raises(TooMuch):
        cut("x" * (LONGEST + 1), 0, LONGEST + 1)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One &amp; <strong>two</strong></p>", "One & two"),
        ("<pre><code>a\nb</code></pre>", "a\nb"),
        ("<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "\na\nb\n"),
        ("<p>a<br>\nb</p>", "a\nb"),
        ("", ""),
    ],
)
def test_the_text_of_a_paragraph_is_what_the_page_holds(html, text):
    assert paragraph_text(html) == text


PIECES = [*"ab 1.)-+*_`[]()<>#!|~={}\\:\n/\"'^$@é😀", "www.x.nl ", "- ", "1. "]
SIGNS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=20).map("".join)


@settings(max_examples=150, deadline=None)
@given(SIGNS)
def test_a_quote_shows_exactly_the_words_whatever_signs_they_hold(words):
    assume(words.strip())

    html = render(as_quote(words, "Here", "/plans/1/versions/2/#core-3")).html

    assert "".join(paragraph_text(html).split()) == "".join(words.split()) + "Here"
    assert html.count("<blockquote>") == 1
    assert 'href="/plans/1/versions/2/#core-3"' in html


@given(TEXTS, TEXTS)
def test_a_limit_counts_only_what_somebody_wrote(own, words):
    assume(words.strip() and not any(line.lstrip(" ").startswith(">") for line in own.split("\n")))
    quoted = as_quote(words.replace("\r", ""), "Here", "/x")

    assert own_words(f"{quoted}\n\n{own}").split() == own.split()
