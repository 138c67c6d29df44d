"""What changed between two contents."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.diff import after, before
from plans.changes import compare
from plans.content import AskedQuestion, Content
from plans.sections import SECTION_KEYS

OLD = Content(
    title="Theme",
    summary="One sentence.",
    help_kind="sharpen",
    elements=frozenset({1, 2}),
    sections={"core": "We do this.", "approach": "As before.", "via": "Half-way."},
    questions=(AskedQuestion(1, "Why?"), AskedQuestion(2, "How?")),
    files=frozenset({7}),
)


def test_the_same_content_has_no_changes():
    found = compare(OLD, OLD)

    assert not found.anything
    assert found.same == ("core", "approach", "via")


def test_sections_are_changed_new_or_gone_in_their_order():
    new = replace(OLD, sections={"core": "We do that.", "approach": "As before.", "case": "Ann."})

    found = compare(OLD, new)

    states = [(one.key, one.was_empty, one.is_empty) for one in found.sections]
    assert states == [("core", False, False), ("via", False, True), ("case", True, False)]
    assert [tuple(part) for part in found.sections[0].parts] == [
        ("equal", "We do "),
        ("delete", "this"),
        ("insert", "that"),
        ("equal", "."),
    ]
    assert found.same == ("approach",)


def test_a_question_that_moved_keeps_its_words_and_one_that_is_gone_is_told():
    new = replace(
        OLD,
        questions=(AskedQuestion(2, "How?"), AskedQuestion(1, "Why?"), AskedQuestion(3, "Who?")),
    )

    moved = [(one.text.key, one.was_at, one.is_at) for one in compare(OLD, new).questions]
    dropped = [
        (one.text.key, one.was_at, one.is_at)
        for one in compare(OLD, replace(OLD, questions=OLD.questions[:1])).questions
    ]

    assert moved == [("question-2", 2, 1), ("question-1", 1, 2), ("question-3", 0, 3)]
    assert dropped == [("question-2", 2, 0)]


def test_the_head_elements_and_files_are_compared_too():
    new = replace(
        OLD, title="Themes", help_kind="dilemma", elements=frozenset({2, 3}), files=frozenset()
    )

    found = compare(OLD, new)

    assert [one.key for one in found.head] == ["title"]
    assert found.help_kind == ("sharpen", "dilemma")
    assert (found.elements_new, found.elements_gone) == (frozenset({3}), frozenset({1}))
    assert (found.files_new, found.files_gone) == (frozenset(), frozenset({7}))


texts = st.dictionaries(st.sampled_from(SECTION_KEYS), st.text(min_size=1, max_size=40))


@given(texts, texts)
def test_every_difference_tells_both_texts_and_nothing_is_left_out(old, new):
    found = compare(replace(OLD, sections=old), replace(OLD, sections=new))

    told = {one.key: (before(one.parts), after(one.parts)) for one in found.sections}
    expected = {
        key: (old.get(key, ""), new.get(key, ""))
        for key in SECTION_KEYS
        if old.get(key, "") != new.get(key, "")
    }
    assert told == expected
    assert set(found.same) == {key for key in old if new.get(key) == old[key]}
