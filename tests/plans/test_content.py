"""What a plan holds, as values: completeness, fingerprints, the piece that changed."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from plans.content import (
    AskedQuestion,
    Content,
    changed_piece,
    fingerprint,
    is_complete,
    missing_sections,
)
from plans.sections import SECTION_KEYS, SECTIONS

FULL = Content(
    title="Theme",
    summary="",
    help_kind="sharpen",
    sections={kind.key: "Text." for kind in SECTIONS if kind.required},
    questions=(AskedQuestion(1, "Why?"),),
)


def test_a_plan_is_complete_with_required_sections_and_a_question():
    assert is_complete(FULL)
    assert missing_sections(FULL) == []


def test_a_plan_without_a_question_is_not_complete():
    assert not is_complete(replace(FULL, questions=()))


def test_the_missing_sections_are_named_in_their_order():
    empty = replace(FULL, sections={"approach": "Text."})

    assert missing_sections(empty) == ["core", "obstacles", "leads", "outcome"]


def test_a_fingerprint_is_the_same_for_the_same_and_another_for_another():
    twin = replace(FULL, sections=dict(reversed(list(FULL.sections.items()))))
    others = [
        replace(FULL, title="Other"),
        replace(FULL, summary="Other"),
        replace(FULL, help_kind="options"),
        replace(FULL, elements=frozenset({1})),
        replace(FULL, sections={**FULL.sections, "case": "x"}),
        replace(FULL, questions=(AskedQuestion(2, "Why?"),)),
        replace(FULL, files=frozenset({1})),
    ]

    assert fingerprint(twin) == fingerprint(FULL)
    assert len({fingerprint(one) for one in [FULL, *others]}) == 8


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_changed_piece_makes_the_new_text_from_the_old_one(old, new):
    place, gone, come = changed_piece(old, new)

    assert old[place : place + len(gone)] == gone
    assert old[:place] + come + old[place + len(gone) :] == new


def test_a_word_added_to_a_long_text_is_only_that_word():
    assert changed_piece("a " * 5000 + "end", "a " * 5000 + "new end") == (10000, "", "new ")


def test_section_keys_stay_as_they_are_because_versions_hold_them():
    assert [
        *("core", "approach", "obstacles", "leads", "from", "via", "to", "target_group"),
        *("parties", "facts", "plans", "case", "outcome"),
    ] == SECTION_KEYS
