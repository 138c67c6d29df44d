"""The difference between two texts says the truth, briefly."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.diff import (
    DELETE,
    EQUAL,
    INSERT,
    Counts,
    Line,
    Part,
    after,
    before,
    counts,
    diff,
    lines,
    nearby,
)
from core.diff.sequences import matches

WORDS = st.lists(st.sampled_from(["a", "b", "c", "the", " ", "  ", "\n", "\n\n", ",", "é", "word"]))


@given(st.text(max_size=200), st.text(max_size=200))
def test_both_sides_come_back_from_any_texts(old, new):
    parts = diff(old, new)

    assert (before(parts), after(parts)) == (old, new)


@given(WORDS.map("".join), WORDS.map("".join))
def test_both_sides_come_back_from_similar_texts(old, new):
    parts = diff(old, new)

    assert (before(parts), after(parts)) == (old, new)
    assert all(part.text for part in parts)
    assert all(one.op != two.op for one, two in pairwise(parts))


@given(st.text(max_size=200))
def test_same_text_has_no_change(text):
    assert [part.op for part in diff(text, text)] == ([EQUAL] if text else [])


@given(
    st.lists(st.integers(0, 4).map(str), max_size=60),
    st.lists(st.integers(0, 4).map(str), max_size=60),
)
def test_matches_never_cross(a, b):
    found = matches(a, b)

    assert all(a[i : i + n] == b[j : j + n] for i, j, n in found)
    assert all(
        one[0] + one[2] <= two[0] and one[1] + one[2] <= two[1] for one, two in pairwise(found)
    )


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("", "new", [(INSERT, "new")]),
        ("old", "", [(DELETE, "old")]),
        (
            "We go now.",
            "We stay now.",
            [(EQUAL, "We "), (DELETE, "go"), (INSERT, "stay"), (EQUAL, " now.")],
        ),
        (
            "one two three",
            "een twee three",
            [(DELETE, "one two"), (INSERT, "een twee"), (EQUAL, " three")],
        ),
        ("a b", "a, b", [(EQUAL, "a"), (INSERT, ","), (EQUAL, " b")]),
        ("a\nb\nc", "a\nc", [(EQUAL, "a\n"), (DELETE, "b\n"), (EQUAL, "c")]),
        ("het café", "het cafe", [(EQUAL, "het "), (DELETE, "café"), (INSERT, "cafe")]),
    ],
)
def test_diff_reads_as_people_write(old, new, parts):
    assert diff(old, new) == [Part(op, text) for op, text in parts]


def test_moved_paragraph_is_taken_out_and_put_back_whole():
    first, second, third = "First words here.\n", "Second other words.\n", "Third and last.\n"

    parts = diff(first + second + third, second + third + first)

    assert parts == [
        Part(DELETE, first),
        Part(EQUAL, second + third),
        Part(INSERT, first),
    ]


def test_twenty_thousand_words_with_a_thousand_changes():
    chance = random.Random(2)
    words = [
        chance.choice(["the", "a", "region", "of"]) + str(chance.randrange(400))
        for _ in range(20_000)
    ]
    changed = list(words)
    for place in chance.sample(range(20_000), 1_000):
        changed[place] = "new"
    old, new = " ".join(words), " ".join(changed)

    parts = diff(old, new)

    assert (before(parts), after(parts)) == (old, new)
    assert counts(parts).inserted < 1_500


def test_two_large_texts_without_a_common_word():
    old, new = "x " * 20_000, "y " * 20_000

    parts = diff(old, new)

    assert (before(parts), after(parts)) == (old, new)


def test_counts_are_in_words():
    assert counts(diff("one two three", "one 2 three four")) == Counts(inserted=2, deleted=1)


def test_counts_of_nothing_say_unchanged():
    assert [counts(diff("a", "a")).changed, counts(diff("a", "b")).changed] == [False, True]


def test_lines_keep_their_parts():
    assert lines(diff("a b\nc", "a x\nc")) == [
        Line((Part(EQUAL, "a "), Part(DELETE, "b"), Part(INSERT, "x"))),
        Line((Part(EQUAL, "c"),)),
    ]


def test_empty_lines_stay_lines():
    assert [line.parts for line in lines([Part(EQUAL, "a\n\nb\n")])] == [
        (Part(EQUAL, "a"),),
        (),
        (Part(EQUAL, "b"),),
    ]


def test_nearby_leaves_out_what_did_not_change():
    old = "\n".join("abcdefghij")
    new = old.replace("e", "E")

    shown = nearby(lines(diff(old, new)), context=1)

    assert [("".join(part.text for part in line.parts), line.skipped) for line in shown] == [
        ("d", 3),
        ("eE", 0),
        ("f", 0),
        ("", 4),
    ]


def test_nearby_of_no_change_is_one_gap():
    assert nearby(lines(diff("a\nb", "a\nb"))) == [Line((), 2)]
