"""The text form: what is written is read back, and what is not understood is named, never swallowed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import clean_source
from reviews.controls import Control, Shape
from reviews.text_form import Chapter, Head, Item, digest, parse, plain, value_of, write

HEAD = Head(34, 12, 2, "9f31c2ab")
KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,8}(-[0-9]{1,3})?", fullmatch=True).filter(
    lambda key: key != "klankbord"
)
LINES = st.text(max_size=60) | st.sampled_from(
    ["[[core]] revision=1", ";; no remark", "\\[[x]]", "\\\\;; x", "[[klankbord]] task=1", "", "  "]
)
TEXTS = st.lists(LINES, max_size=6).map("\n".join).map(clean_source)
OPTIONS = (("1", "one"), ("two", "Two: [x] more"), ("na", "(none)"))


def item(key, shape, value, revision=3):
    options = OPTIONS if shape in (Shape.RADIO, Shape.SCALE, Shape.CHECKBOXES) else ()
    control = Control(key, shape, "What is [[it]]?", ";; Help", options=options)
    return Item(control, value, revision, "A question\nof the region", ("Tick one.",))


def answers():
    def of(shape):
        keys = [key for key, _label in OPTIONS]
        return {
            Shape.TEXT: TEXTS,
            Shape.LINE: TEXTS,
            Shape.CHECKBOX: st.sampled_from([True, None]),
            Shape.CHECKBOXES: st.lists(st.sampled_from(keys), unique=True).map(
                lambda chosen: sorted(chosen, key=keys.index) or None
            ),
        }.get(shape, st.sampled_from([*keys, None]))

    one = st.sampled_from(
        [Shape.TEXT, Shape.LINE, Shape.RADIO, Shape.SCALE, Shape.CHECKBOX, Shape.CHECKBOXES]
    ).flatmap(lambda shape: st.tuples(st.just(shape), of(shape), st.integers(0, 999)))
    return st.dictionaries(KEYS, one, max_size=6)


@given(answers())
def test_reading_what_was_written_gives_the_same_answers(given_answers):
    items = {key: item(key, *found) for key, found in given_answers.items()}

    parsed = parse(write(HEAD, ["Intro"], [Chapter("Part", tuple(items.values()))]))

    assert parsed.head == HEAD
    assert parsed.strays == []
    assert list(parsed.entries) == list(items)
    for key, written in items.items():
        entry = parsed.entries[key]
        value, strays = value_of(entry, written.control)
        assert (value, strays) == (plain(written.value), [])
        assert (entry.revision, entry.was) == (written.revision, digest(value))


@given(answers(), st.sampled_from(["\r\n", "\r"]))
def test_another_systems_line_ends_and_a_mark_in_front_change_nothing(given_answers, end):
    items = tuple(item(key, *found) for key, found in given_answers.items())
    text = write(HEAD, ["Intro"], [Chapter("Part", items)])

    assert parse("\ufeff" + text.replace("\n", end)) == parse(text)


@given(st.text())
def test_no_text_makes_reading_fail_and_every_line_is_somewhere(text):
    found = parse(text)

    kept = {at for entry in found.entries.values() for at, _line in entry.lines}
    kept |= {entry.at for entry in found.entries.values()} | {stray.at for stray in found.strays}
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lost = [
        line
        for number, line in enumerate(lines, 1)
        if number not in kept and line.strip() and not line.startswith((";;", "[[klankbord]]"))
    ]
    assert lost == []


def test_spaces_behind_a_mark_do_not_matter():
    found = parse(
        "[[klankbord]] task=1 plan=2 version=3 form=ab   \n[[core]] revision=4 was=x  \nYes  "
    )

    assert found.head == Head(1, 2, 3, "ab")
    assert value_of(found.entries["core"], Control("core", Shape.TEXT, "")) == ("Yes", [])


def test_lines_that_belong_nowhere_are_named_by_number():
    found = parse("Hello\n[[core]] revision=1\nYes\n[[core] broken\nlost words\n[[core]]\nagain")

    assert [(stray.at, stray.line) for stray in found.strays] == [
        (1, "Hello"),
        (4, "[[core] broken"),
        (5, "lost words"),
        (6, "[[core]]"),
        (7, "again"),
    ]


@pytest.mark.parametrize(
    ("body", "value", "strays"),
    [
        ("(x) two", "two", []),
        ("( X ) two  Two", "two", []),
        ("(x) 1\n(x) two", None, ["1, two"]),
        ("(x) three", None, ["(x) three"]),
        ("two", None, ["two"]),
        ("( ) two", None, []),
        (";; a remark\n(v) na", "na", []),
    ],
)
def test_one_choice_is_read_or_named(body, value, strays):
    entry = parse(f"[[c1]]\n{body}").entries["c1"]

    found, odd = value_of(entry, Control("c1", Shape.RADIO, "", options=OPTIONS))

    assert (found, [stray.line for stray in odd]) == (value, strays)


def test_a_mark_that_was_an_answer_stays_an_answer():
    text = write(HEAD, [], [Chapter("Part", (item("core", Shape.TEXT, "[[rec]]\n\\;; x"),))])

    assert "\\[[rec]]\n\\\\;; x" in text
    assert value_of(parse(text).entries["core"], Control("core", Shape.TEXT, ""))[0] == (
        "[[rec]]\n\\;; x"
    )


def test_zero_is_an_answer():
    assert plain(0) == 0
    assert digest(0) != digest(None)
