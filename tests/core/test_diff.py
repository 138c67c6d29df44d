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
)
from core.diff.sequences import matches
from core.diff.shortest import shortest

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


MARKS = "| a | b |\n |---|---|\n **bold** _so_ - # <b> &amp; > ``` [text](https://a.example) \r\n \u2028 \t"
MARKUP = st.lists(st.sampled_from([*MARKS.split(" "), "\n", " "])).map("".join)
REPEATED = st.tuples(
    st.sampled_from(["the region works ", "a a b ", "x", "\n", "| a |\n", "e\u0301 "]),
    st.integers(0, 3_000),
).map(lambda pair: pair[0] * pair[1])
ANY = st.one_of(st.text(max_size=200), MARKUP, REPEATED, st.just(""))


@given(ANY, ANY)
def test_the_difference_applied_to_the_old_gives_the_new_and_reversed_gives_the_old(old, new):
    parts = diff(old, new)

    assert (applied(old, parts), reversed_on(new, parts)) == (new, old)


@given(ANY, ANY)
def test_what_stays_between_the_difference_one_way_and_back_are_the_same_two_texts(old, new):
    back = diff(new, old)

    assert (before(back), after(back)) == (new, old)


def applied(text, parts):
    """The parts carried out on a text, as somebody with only that text would."""
    made = ""
    for op, piece in parts:
        if op != INSERT:
            assert text.startswith(piece)
            text = text.removeprefix(piece)
        if op != DELETE:
            made += piece
    assert text == ""
    return made


def reversed_on(text, parts):
    """The parts undone on the new text."""
    swap = {INSERT: DELETE, DELETE: INSERT, EQUAL: EQUAL}
    return applied(text, [Part(swap[op], piece) for op, piece in parts])


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


def test_few_words_that_stay_between_larger_changes_are_no_shreds():
    old = "Entrepreneurs in the valley want advice."
    new = "Companies and schools in the mountains ask for help."

    assert [part.op for part in diff(old, new)] == [DELETE, INSERT, EQUAL]


def test_a_paragraph_put_in_front_of_changed_ones_leaves_those_with_their_own_lines():
    old = "First words of it.\n\nSecond words of it."
    new = "Something new.\n\nFirst good words of it.\n\nSecond good words of it."

    parts = diff(old, new)

    assert [part.text for part in parts if part.op == INSERT] == [
        "Something new.\n\n",
        " good",
        " good",
    ]
    assert not any(part.op == DELETE for part in parts)


def test_texts_that_repeat_themselves_are_told_by_what_is_different():
    old, new = "the region works. " * 2_000, "the region now works. " * 2_000

    found = counts(diff(old, new))

    assert found == Counts(inserted=2_000, deleted=0)


@given(
    st.lists(st.sampled_from("abcd"), max_size=40), st.lists(st.sampled_from("abcd"), max_size=40)
)
def test_the_shortest_edit_of_short_texts_is_the_shortest(a, b):
    assert len(shortest(a, b)) == longest_common(a, b)


def longest_common(a, b):
    row = [0] * (len(b) + 1)
    for one in a:
        last = row
        row = [0]
        for j, other in enumerate(b):
            row.append(last[j] + 1 if one == other else max(last[j + 1], row[j]))
    return row[-1]


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


def test_lines_that_were_joined_are_the_one_line_that_they_are_now():
    (line,) = lines(diff("Two kinds:\n- one\n- two", "Two kinds: one, two"))

    assert after(line.parts) == "Two kinds: one, two"
    assert before(line.parts) == "Two kinds:\n- one\n- two"


def test_a_line_that_went_stands_apart():
    shown = lines(diff("We stay.\nThis goes.\nSo do we.", "We stay.\nSo do we."))

    assert [[part.op for part in line.parts] for line in shown] == [[EQUAL], [DELETE], [EQUAL]]
