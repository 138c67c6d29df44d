"""The word difference of two versions of 20,000 words, beside difflib on the same words."""

import random
from difflib import SequenceMatcher

import pytest

from core.diff import diff
from core.diff.sequences import matches
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


@pytest.mark.parametrize("edit", [few_edits, many_edits, moved_section, rewritten])
def test_two_versions_of_twenty_thousand_words(edit):
    chance = random.Random(20)
    old = written(chance)
    new = edit(old, chance)
    a, b = old.split(), new.split()

    ratio = compare(
        f"diff of 20,000 words, {edit.__name__.replace('_', ' ')} / difflib",
        lambda: diff(old, new),
        lambda: SequenceMatcher(None, a, b).get_opcodes(),
        rounds=5,
        target="0.7x",
    )

    ours = sum(length for _i, _j, length in matches(a, b))
    theirs = sum(block.size for block in SequenceMatcher(None, a, b).get_matching_blocks())
    print(f"   words kept: {ours} / {theirs}", end="")  # noqa: T201 -- as the line before it
    assert ratio.ours < ratio.other
    assert ours >= theirs
