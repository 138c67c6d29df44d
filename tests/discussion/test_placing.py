"""Passages of plans in the next version: every edit of `edits.py`, and what holds for any text."""

import tomllib
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import front.demo
from core.text import render
from discussion.anchoring import Block, Spot, State, place_all
from discussion.anchoring.passages import paragraph_text, whole_words
from discussion.anchoring.sentences import sentences
from plans.paragraphs import paragraphs
from tests.discussion.edits import EDITS, MILESTONES, SEPTEMBER

ACCEPTED = {State.EXACT, State.EDITED, State.MOVED}


@cache
def demo():
    """The demo's plans: by key the texts of June, and of September where they differ."""
    path = Path(next(iter(front.demo.__path__))) / "data" / "dossiers.toml"
    rows = tomllib.loads(path.read_text())["dossiers"]
    found = {}
    for row in rows:
        june = {key: text.strip() for key, text in row["june"].items() if isinstance(text, str)}
        later = {
            key: text.strip()
            for key, text in row.get("september", {}).items()
            if isinstance(text, str) and key != "change_note"
        }
        found[row["key"]] = (june, {**june, **later})
    found["milestones"] = ({"core": MILESTONES}, {"core": MILESTONES})
    return found


@cache
def html_of(source):
    return tuple(paragraphs(render(source).html))


def blocks_of(parts):
    return [
        Block(f"{key}.{place}", paragraph_text(html))
        for key, source in parts.items()
        for place, html in enumerate(html_of(source), 1)
    ]


def edited(edit):
    june, september = demo()[edit.plan]
    if edit.swaps == SEPTEMBER:
        return june, september
    new = dict(june)
    for part, was, words in edit.swaps:
        if was:
            assert was in new[part], was
            new[part] = new[part].replace(was, words, 1).strip()
        else:
            new[part] = f"{new[part]}\n\n{words}"
    return june, new


def spot_of(blocks, part, quote):
    block = next(one for one in blocks if one.part == part and quote in one.text)
    start = block.text.index(quote)
    return Spot(block.name, start, start + len(quote))


def place(edit):
    was, new = edited(edit)
    old_blocks, new_blocks = blocks_of(was), blocks_of(new)
    (found,) = place_all(old_blocks, new_blocks, [spot_of(old_blocks, edit.part, edit.quote)])
    said = next((one.text for one in new_blocks if one.name == found.block), "")
    return found, (found.block.rpartition(".")[0], said[found.start : found.end])


def said_at(blocks, found):
    text = next((one.text for one in blocks if one.name == found.block), "")
    return text[found.start : found.end]


def every_sentence(blocks):
    """Each sentence of a plan as a spot, but headings and cells of a word or two."""
    for block in blocks:
        for start, end in sentences(block.text):
            if len(block.text[start:end].split()) >= 4:
                yield Spot(block.name, start, end)


PLANS = sorted(["led", "midpoint", "crossover", "smartfood", "milestones"])


def test_there_are_enough_edits_and_each_has_its_own_name():
    assert len(EDITS) >= 60
    assert len({edit.name for edit in EDITS}) == len(EDITS)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_no_passage_is_put_in_a_wrong_place(edit):
    found, where = place(edit)

    assert found.state not in ACCEPTED or where == edit.now


def test_of_the_passages_that_are_still_there_nearly_all_are_found():
    there = [edit for edit in EDITS if edit.now]

    lost = [edit.name for edit in there if place(edit)[0].state not in ACCEPTED]

    assert len(there) == 57
    assert lost == []


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("nothing changed", State.EXACT),
        ("a number changed", State.EDITED),
        ("a sentence went to another part", State.MOVED),
        ("it moved and got a word", State.EDITED),
        ("September: MKB United", State.UNSURE),
        ("the sentence was deleted", State.ORPHAN),
    ],
)
def test_each_fate_has_its_name(name, state):
    edit = next(edit for edit in EDITS if edit.name == name)

    assert place(edit)[0].state == state


def test_an_orphan_stays_after_the_nearest_block_that_is_still_there():
    edit = next(edit for edit in EDITS if edit.name == "the paragraph was deleted")

    found, _where = place(edit)

    assert (found.block, found.start, found.end) == ("approach.2", 0, 0)


def test_in_an_empty_plan_everything_is_an_orphan_at_the_top():
    blocks = blocks_of(demo()["led"][0])
    spots = list(every_sentence(blocks))

    assert {(one.state, one.block) for one in place_all(blocks, [], spots)} == {(State.ORPHAN, "")}


@pytest.mark.parametrize("plan", PLANS)
def test_in_the_same_text_every_sentence_stays_where_it_was(plan):
    blocks = blocks_of(demo()[plan][0])
    spots = list(every_sentence(blocks))

    found = place_all(blocks, blocks, spots)

    assert [(one.state, Spot(one.block, one.start, one.end)) for one in found] == [
        (State.EXACT, spot) for spot in spots
    ]


def without(blocks, spot, instead=""):
    return [
        Block(one.name, f"{one.text[: spot.start]}{instead}{one.text[spot.end :]}".strip())
        if one.name == spot.block
        else one
        for one in blocks
    ]


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("instead", ["", "Hierover denken wij na de vakantie opnieuw na."])
def test_a_sentence_that_went_is_found_nowhere_and_all_others_are_where_they_were(plan, instead):
    blocks = blocks_of(demo()[plan][0])
    spots = list(every_sentence(blocks))
    for gone in spots:
        new = without(blocks, gone, instead)

        for spot, found in zip(spots, place_all(blocks, new, spots), strict=True):
            if spot == gone:
                assert found.state not in ACCEPTED
            else:
                assert found.state == State.EXACT
                assert said_at(new, found) == said_at(blocks, spot)


@pytest.mark.parametrize("plan", PLANS)
def test_a_sentence_that_moves_to_the_end_of_the_plan_is_found_there(plan):
    blocks = blocks_of(demo()[plan][0])
    for gone in every_sentence(blocks):
        words = said_at(blocks, gone)
        new = [*without(blocks, gone), Block("outcome.9", words)]

        (found,) = place_all(blocks, new, [gone])

        assert said_at(new, found) == words
        assert found.state in {State.MOVED, State.EXACT}


def test_words_that_two_blocks_share_by_chance_are_not_one_passage():
    (found,) = place_all(
        [Block("core.1", "de de")],
        [Block("core.1", "de"), Block("core.2", "de de")],
        [Spot("core.1", 0, 5)],
    )

    assert found.state not in ACCEPTED


WORDS = st.sampled_from(
    [
        "de",
        "regio",
        "en",
        "bedrijven",
        "loket",
        "Ondernemers.",
        "niet",
        "vijf",
        "(wij)",
        "campus;",
        "2017,",
        "één",
        "🚀",
        "naïef?",
        "Geld\n",
    ]
)
TEXTS = st.lists(
    st.lists(WORDS, min_size=1, max_size=25).map(" ".join), min_size=1, max_size=6
).map(lambda texts: [Block(f"core.{place}", text) for place, text in enumerate(texts, 1)])


@settings(deadline=None)  # a slow machine is no wrong placement
@given(TEXTS, TEXTS, st.data())
def test_whatever_the_texts_a_place_lies_within_its_block_and_holds_words(old, new, data):
    block = data.draw(st.sampled_from(old))
    start = data.draw(st.integers(0, len(block.text) - 1))
    spot = Spot(block.name, start, data.draw(st.integers(start + 1, len(block.text))))

    (found,) = place_all(old, new, [spot])

    if found.state == State.ORPHAN:
        assert (found.start, found.end) == (0, 0)
        assert found.block in {"", *(one.name for one in new)}
    else:
        text = next(one.text for one in new if one.name == found.block)
        assert 0 <= found.start < found.end <= len(text)
        assert said_at(new, found).strip() == said_at(new, found) != ""


@settings(deadline=None)  # a slow machine is no wrong placement
@given(TEXTS, st.data())
def test_whatever_the_text_nothing_moves_when_nothing_changed(blocks, data):
    block = data.draw(st.sampled_from(blocks))
    start = data.draw(st.integers(0, len(block.text) - 1))
    end = data.draw(st.integers(start + 1, len(block.text)))
    start, end = whole_words(block.text, start, end)
    spot = Spot(block.name, start, end)

    (found,) = place_all(blocks, blocks, [spot])

    if any(char.isalnum() for char in block.text[start:end]):
        assert found.state == State.EXACT
        assert Spot(found.block, found.start, found.end) == spot


@settings(deadline=None)  # a slow machine is no wrong placement
@given(TEXTS, TEXTS, st.data())
def test_the_way_back_never_ends_elsewhere(old, new, data):
    block = data.draw(st.sampled_from(old))
    start = data.draw(st.integers(0, len(block.text) - 1))
    start, end = whole_words(block.text, start, len(block.text))
    spot = Spot(block.name, start, end)

    (there,) = place_all(old, new, [spot])
    if there.state not in ACCEPTED:
        return
    (back,) = place_all(new, old, [Spot(there.block, there.start, there.end)])

    if back.state in ACCEPTED:
        assert back.block == spot.block
        assert back.start < spot.end
        assert spot.start < back.end
