"""The word difference of two versions of 20,000 words, beside difflib on the same words."""

import random
from difflib import SequenceMatcher

import pytest

from core.diff import diff
from core.diff.sequences import matches
from plans.changes import compare as changes
from plans.content import Content
from plans.sections import SECTION_KEYS
from tests.benchmarks.measure import compare

pytestmark = pytest.mark.benchmark
WORDS = 20_000
KNOWN = [f"word{rank}" for rank in range(6_000)]
OFTEN = [1 / (rank + 1) for rank in range(6_000)]  # words come as often as in real texts


def written(chance, words=WORDS):
    """Paragraphs of sentences."""
    drawn = iter(chance.choices(KNOWN, OFTEN, k=words))
    text, sentence, left = [], [], chance.randint(6, 22)
    for word in drawn:
        sentence.append(word)
        left -= 1
        if not left:
            text.append(" ".join(sentence) + ("." if chance.random() < 0.7 else ".\n\n"))
            sentence, left = [], chance.randint(6, 22)
    return " ".join([*text, *sentence])


def few_edits(text, chance):
    """One word in a hundred is another."""
    words = text.split(" ")
    for place in chance.sample(range(len(words)), len(words) // 100):
        words[place] = chance.choice(KNOWN)
    return " ".join(words)


def many_edits(text, chance):
    """One word in five is another."""
    words = text.split(" ")
    for place in chance.sample(range(len(words)), len(words) // 5):
        words[place] = chance.choice(KNOWN)
    return " ".join(words)


def moved_section(text, chance):
    """A tenth of the paragraphs stands elsewhere, and some words are others."""
    blocks = text.split("\n\n")
    size = len(blocks) // 10
    moved = blocks[size : 2 * size]
    return few_edits("\n\n".join(blocks[:size] + blocks[2 * size :] + moved), chance)


def rewritten(_text, chance):
    """Every sentence is another."""
    return written(chance)


def sections_in_another_order(text, chance):
    """Every section is there still, but elsewhere."""
    blocks = text.split("\n\n")
    size = len(blocks) // 13 + 1
    sections = ["\n\n".join(blocks[at : at + size]) for at in range(0, len(blocks), size)]
    chance.shuffle(sections)
    return "\n\n".join(sections)


@pytest.mark.parametrize("edit", [few_edits, many_edits])
def test_two_versions_of_one_endless_paragraph(edit):
    chance = random.Random(21)
    old = written(chance).replace("\n\n", " ")

    beside_difflib(f"one paragraph, {edit.__name__}", old, edit(old, chance))


@pytest.mark.parametrize("edit", [few_edits, many_edits])
def test_two_versions_of_a_text_that_repeats_its_sentences(edit):
    chance = random.Random(22)
    known = [" ".join(chance.choices(KNOWN, OFTEN, k=14)) + "." for _ in range(40)]
    lines = [" ".join(chance.choices(known, k=6)) for _ in range(WORDS // (14 * 6))]
    old = "\n\n".join(lines)

    beside_difflib(f"repeated sentences, {edit.__name__}", old, edit(old, chance))


def test_two_tables_with_some_other_rows():
    chance = random.Random(23)
    rows = [f"| {chance.choice(KNOWN)} | {chance.randrange(9)} | yes |" for _ in range(2_900)]
    changed = [row.replace("yes", "no") if chance.random() < 0.2 else row for row in rows]

    beside_difflib("table", "\n".join(rows), "\n".join(changed))


def test_two_plans_compared_and_laid_out_for_reading():
    """All that happens before a page can show it: sections, words, counts, blocks."""
    chance = random.Random(24)
    size = WORDS // len(SECTION_KEYS) + 1
    was = {key: written(chance, size) for key in SECTION_KEYS}
    now = {key: few_edits(text, chance) for key, text in was.items()}
    a, b = (" ".join(texts.values()).split() for texts in (was, now))

    ratio = compare(
        "whole plan of 20,000 words, laid out / difflib",
        lambda: changes(content(was), content(now)),
        lambda: SequenceMatcher(None, a, b).get_opcodes(),
        rounds=3,
    )

    assert ratio.ours < ratio.other


def content(sections):
    return Content("Title", "", "sharpen", sections=sections)


@pytest.mark.parametrize(
    "edit", [few_edits, many_edits, moved_section, sections_in_another_order, rewritten]
)
def test_two_versions_of_twenty_thousand_words(edit):
    chance = random.Random(20)
    old = written(chance)

    beside_difflib(edit.__name__, old, edit(old, chance))


def beside_difflib(name, old, new):
    """Ours takes two texts and does everything; difflib gets words that are split already."""
    a, b = old.split(), new.split()

    ratio = compare(
        f"diff of 20,000 words, {name.replace('_', ' ')} / difflib",
        lambda: diff(old, new),
        lambda: SequenceMatcher(None, a, b).get_opcodes(),
        rounds=3,
        target="0.7x",
    )

    ours = sum(length for _i, _j, length in matches(a, b))
    theirs = sum(block.size for block in SequenceMatcher(None, a, b).get_matching_blocks())
    print(f"   words kept: {ours} / {theirs}", end="")
    assert ratio.ours < ratio.other
    assert ours >= theirs
