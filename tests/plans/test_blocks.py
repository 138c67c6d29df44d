"""A difference is laid out as it is read: no pipes, no stars, and nothing that changed is hidden."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.diff import DELETE, EQUAL, INSERT, Part, after, before, diff
from plans.blocks import Block, Kind, Row, blocks

TABLE = "| Who | When |\n|---|---|\n| Ann | May |\n| Bob | June |"


def laid_out(old, new):
    return blocks(diff(old, new))


def words(parts):
    return "".join(part.text for part in parts)


def same(text):
    return (Part(EQUAL, text),)


def test_a_table_is_told_by_its_cells_without_pipes():
    new = TABLE.replace("May", "July") + "\n| Cas | August |"

    (table,) = laid_out(TABLE, new)

    assert table.kind == Kind.TABLE
    assert table.rows == (
        Row((same("Who"), same("When")), is_head=True),
        Row((same("Ann"), (Part(DELETE, "May"), Part(INSERT, "July")))),
        Row((same("Bob"), same("June"))),
        Row(((Part(INSERT, "Cas"),), (Part(INSERT, "August"),)), state="added"),
    )


def test_a_column_that_came_is_a_cell_that_came():
    (table,) = laid_out("| a | b |\n|---|---|", "| a | b | c |\n|---|---|---|")

    assert table.rows == (Row((same("a"), same("b"), (Part(INSERT, "c"),)), is_head=True),)


def test_a_table_that_went_is_rows_that_went():
    text, table = laid_out(f"Before.\n\n{TABLE}", "Before.")

    assert (text.kind, [row.state for row in table.rows]) == (Kind.TEXT, ["removed"] * 3)


def test_marks_are_not_shown():
    found = laid_out(
        "# Aim\n\n- **One** door\n- Two\n\n> Said `so`, see [a page](https://a.example)",
        "# Aim\n\n- **One** open door\n- Two\n\n> Said `so`, see [a page](https://a.example).",
    )

    assert [(block.kind, words(block.parts)) for block in found] == [
        (Kind.HEADING, "Aim"),
        (Kind.ITEM, "One open door"),
        (Kind.ITEM, "Two"),
        (Kind.QUOTE, "Said so, see a page."),
    ]


def test_an_address_that_changed_is_shown():
    (block,) = laid_out("See [it](https://a.example).", "See [it](https://b.example).")

    assert [part.text for part in block.parts if part.op != EQUAL] == ["a", "b"]


def test_only_marks_that_changed_are_shown_as_they_were_written():
    assert laid_out("one door", "**one** door") == (
        Block(Kind.TEXT, tuple(diff("one door", "**one** door"))),
    )


def test_a_paragraph_that_came_and_one_that_went_say_so():
    found = laid_out("We stay.\n\nThis goes away.", "Quite another beginning!\n\nWe stay.")

    assert [(block.state, words(block.parts)) for block in found] == [
        ("added", "Quite another beginning!"),
        ("", "We stay."),
        ("removed", "This goes away."),
    ]


def test_lines_that_follow_each_other_are_one_paragraph():
    (block,) = laid_out("One\ntwo", "One\nthree")

    assert words(block.parts) == "One\ntwothree"


def test_a_long_stretch_without_a_change_is_folded_and_kept():
    old = "\n\n".join(f"Paragraph {n}." for n in range(10))

    found = laid_out(old, old.replace("Paragraph 4.", "Paragraph four."))

    assert [(block.kind, len(block.inside)) for block in found] == [
        (Kind.FOLD, 3),
        (Kind.TEXT, 0),
        (Kind.TEXT, 0),
        (Kind.TEXT, 0),
        (Kind.FOLD, 4),
    ]
    assert words(found[0].inside[0].parts) == "Paragraph 0."


@pytest.mark.parametrize(
    "nasty", ["|" * 9_000, "[x](" * 4_000, "*" * 9_000, "-" * 9_000, " " * 9_000]
)
def test_odd_texts_are_laid_out_too(nasty):
    assert laid_out("a", nasty + "a") or not nasty.strip()


LINES = st.lists(
    st.sampled_from(
        ["one two", "| a | b |", "|---|---|", "- item", "# head", "> said", "", "| a", "x", "**b**"]
    ),
    max_size=12,
).map("\n".join)


@given(LINES, LINES)
def test_every_word_that_came_or_went_is_shown_and_not_folded(old, new):
    parts = diff(old, new)
    shown = blocks(parts)

    assert not any(block.changed for fold in shown for block in fold.inside)
    assert any(block.changed for block in shown) == (old != new)
    for op, other in ((INSERT, DELETE), (DELETE, INSERT)):
        changed = "".join(part.text for part in parts if part.op == op)
        assert not letters(changed) - letters(told_without(other, shown))


def told_without(op, shown):
    cells = [cell for block in shown for row in block.rows for cell in row.cells]
    every = [*(block.parts for block in shown), *cells]
    return "".join(part.text for parts in every for part in parts if part.op != op)


def letters(text):
    return {sign for sign in text if sign.isalpha()}


def test_items_that_became_one_sentence_leave_no_marks_between_its_words():
    (block,) = laid_out(
        "It has these forms:\n\n- advice\n- money\n\n1. people",
        "It has these forms: advice, money and people.",
    )

    assert before(block.parts).split() == [
        "It",
        "has",
        "these",
        "forms:",
        "advice",
        "money",
        "people",
    ]
    assert after(block.parts) == "It has these forms: advice, money and people."


def test_a_line_without_marks_is_told_as_it_was_compared():
    old, new = "We go to the valley now.", "We go to the hills now."

    (block,) = laid_out(old, new)

    assert block.parts == tuple(_apart(diff(old, new)))


def _apart(parts):
    """The space before a word that came or went stands outside what is marked."""
    for part in parts:
        assert part.op == EQUAL or part.text == part.text.strip()
        yield part
