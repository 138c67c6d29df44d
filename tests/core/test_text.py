"""Cleaning, rendering, shortening and counting people's texts."""

import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from core.text import (
    MAX_LENGTH,
    RENDERER_VERSION,
    Rendered,
    TextTooLong,
    clean_source,
    excerpt,
    render,
    safe_html,
    word_count,
)
from core.text.child import RendererChild
from tests.core.inspector import faults

SLOW = "[x]" * 6_600  # passes the guard, and takes the parser many seconds

HOSTILE = {
    "open brackets": "[" * 10_000,
    "nested brackets": "[[[[a]]]]" * 2_200,
    "short references": SLOW,
    "half links": "[a](" * 5_000,
    "half links in angles": "[a](<" * 4_000,
    "list marks": "- " * 800 + "x",
    "number marks": "1. " * 800 + "x",
    "quote marks": "> " * 5_000,
    "deep list": "\n".join(" " * depth + "- a" for depth in range(180)),
    "deep quotes": "\n".join(">" * depth + " a" for depth in range(190)),
    "cdata": "<![CDATA[" * 2_200,
    "fence and spaces": "~~~" + " " * 19_000,
    "fences": "```\n" * 5_000,
    "open tags": "<a " * 6_600,
    "comments": "<!--" * 5_000,
    "closing tags": "</" * 10_000,
    "stars": "*" * 20_000,
    "star words": "*a" * 10_000,
    "strong words": "**a " * 5_000,
    "underscores": "_a_" * 6_600,
    "ticks": "`a" * 10_000,
    "growing ticks": " ".join("`" * size for size in range(1, 195)),
    "ampersands": "&#" * 10_000,
    "backslashes": "\\" * 20_000,
    "amplified reference": "[a]: http://x.example/" + "y" * 9_000 + "\n\n" + "[a]" * 3_000,
    "table": "|a" * 1_000 + "\n" + "|-" * 1_000 + "\n" + "|" * 10_000,
    "rows": "a|b\n-|-\n" + "|\n" * 9_000,
    "addresses": "http://a.example/ " * 1_100,
    "mails": "a@b.example " * 1_600,
    "one long word": "a" * 20_000,
    "spaces": "a" + " " * 19_000 + "b",
    "lines": "a\n" * 10_000,
    "empty lines": "a" + "\n" * 19_000 + "b",
    "rules": "- - -\n" * 3_300,
    "headings": "# a\n" * 5_000,
    "underlines": "a\n=\n" * 5_000,
    "wide": "\U0001f600" * 20_000,
    "combining": "a" + "\u0301" * 19_000,
    "entities": "&amp;" * 4_000,
    "definitions": "[a]: <\n" * 2_800,
    "images": "![a](" * 4_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_comes_back_harmless(name):
    result = render(HOSTILE[name])

    assert faults(result.html.removeprefix("<pre>").removesuffix("</pre>")) == []
    assert result.ok or result.html.startswith("<pre>")


def test_text_that_takes_too_long_is_shown_as_typed():
    assert render(SLOW) == Rendered(f"<pre>{SLOW}</pre>", ok=False)


def test_rendering_works_again_after_a_hostile_text():
    child = RendererChild(limit=0.3)

    first, second = child.render(SLOW), child.render("*a*")
    child.close()

    assert (first, second) == (None, "<p><em>a</em></p>")


def test_child_that_was_killed_is_replaced():
    child = RendererChild()
    child.render("a")
    os.kill(child._pipe.process.pid, signal.SIGKILL)

    again = child.render("*a*")
    child.close()

    assert again == "<p><em>a</em></p>"


def test_many_threads_share_one_child():
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda number: render(f"*{number}*").html, range(40)))

    assert results == [f"<p><em>{number}</em></p>" for number in range(40)]


def test_forked_process_has_a_child_of_its_own():
    child = RendererChild()
    child.render("a")
    ours = child._pipe.process.pid

    if (forked := os.fork()) == 0:
        html = child.render("*b*")
        fine = html == "<p><em>b</em></p>" and child._pipe.process.pid != ours
        child.close()
        os._exit(0 if fine else 1)
    _pid, status = os.waitpid(forked, 0)
    html = child.render("*c*")
    same = child._pipe.process.pid == ours
    child.close()

    assert os.waitstatus_to_exitcode(status) == 0
    assert (html, same) == ("<p><em>c</em></p>", True)


def test_child_sees_no_secrets_and_ends_with_its_parent():
    child = RendererChild()
    child.render("a")
    process = child._pipe.process
    seen = Path(f"/proc/{process.pid}/environ").read_bytes()

    process.stdin.close()
    code = process.wait(5)

    assert seen.rstrip(b"\0") == b"LANG=C.UTF-8"
    assert code == 0
    child.close()


def test_render_says_which_renderer_made_it():
    assert render("a") == Rendered("<p>a</p>", ok=True, version=RENDERER_VERSION)


def test_nothing_renders_to_nothing():
    assert render(" \n\x00 ") == Rendered("", ok=True)


def test_longest_text_is_rendered_and_one_more_is_refused():
    assert render("a" * MAX_LENGTH).ok

    with pytest.raises(TextTooLong):
        render("a" * (MAX_LENGTH + 1))


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("a\r\nb\rc\u2028d\u2029e\x85f", "a\nb\nc\nd\ne\nf"),
        ("a\x00b\x07c\x1b[0md", "abc[0md"),
        ("a\ud800b", "ab"),
        ("tab\there", "tab\there"),
        ("\n\n  code\n\n", "  code"),
        ("e\u0301", "é"),
        ("👩🏽‍🌾 שלום", "👩🏽‍🌾 שלום"),
    ],
)
def test_clean_source_keeps_what_people_meant(given_text, kept):
    assert clean_source(given_text) == kept


@given(st.text(alphabet=st.characters(codec=None, exclude_categories=())))
def test_clean_source_twice_is_once_and_can_be_stored(text):
    cleaned = clean_source(text)

    assert clean_source(cleaned) == cleaned
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert "\x00" not in cleaned
    assert "\r" not in cleaned


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("one two  three\nfour", 4),
        ("win-win it's 3.5 e.g.", 4),
        ("# Kop\n\n- **dit** is", 3),
        ("- - - ...", 0),
    ],
)
def test_word_count(text, count):
    assert word_count(text) == count


@pytest.mark.parametrize(
    ("source", "short"),
    [
        ("# Kop\n\nDit **is** `een` [link](http://a.example).", "Kop Dit is een link."),
        ("- a\n- b\n\n1. c\n> d", "a b c d"),
        ("snake_case_word stays, _this_ goes", "snake_case_word stays, this goes"),
        ("```py\nx\n```", "x"),
        ("a &amp; b <script>", "a & b <script>"),
        ("", ""),
    ],
)
def test_excerpt_is_plain(source, short):
    assert excerpt(source) == short


def test_excerpt_cuts_at_a_word():
    assert excerpt("one two three four", 12) == "one two…"


def test_excerpt_cuts_one_long_word():
    assert excerpt("a" * 300, 10) == "a" * 9 + "…"


@given(st.text(max_size=400), st.integers(5, 60))
def test_excerpt_is_never_longer(text, length):
    assert len(excerpt(text, length)) <= length


def test_filters_show_stored_html_and_escape_excerpts():
    page = Template("{% load text %}{{ html|rendered }} {{ source|excerpt:20 }}")

    shown = page.render(Context({"html": "<p>a</p>", "source": "**b** <i>"}))

    assert shown == "<p>a</p> b &lt;i&gt;"


def test_only_one_place_marks_html_as_safe():
    assert safe_html("<p>a</p>").__html__() == "<p>a</p>"


def test_child_is_not_shared_between_two_calls_at_once():
    child = RendererChild(limit=0.5)
    results = {}
    hostile = threading.Thread(target=lambda: results.update(slow=child.render(SLOW)))

    hostile.start()
    results["quick"] = child.render("*a*")
    hostile.join()
    child.close()

    assert results == {"slow": None, "quick": "<p><em>a</em></p>"}
