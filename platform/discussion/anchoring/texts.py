"""What a passage is looked for in: blocks of text, their words and their sentences. Pure."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from core.diff.sequences import matches
from discussion.anchoring.sentences import sentences

_TOKEN = re.compile(r"\w+|[^\w\s]")


class State(StrEnum):
    """What became of a passage in another version."""

    EXACT = "exact"
    EDITED = "edited"
    MOVED = "moved"
    UNSURE = "unsure"
    ORPHAN = "orphan"


@dataclass(frozen=True)
class Block:
    """A paragraph, a heading, a list, a table: its name in its version, and its words."""

    name: str
    text: str

    @property
    def part(self) -> str:
        """The part of the plan in which it stands."""
        return self.name.rpartition(".")[0]


@dataclass(frozen=True)
class Spot:
    """A slice of a block, in code points."""

    block: str
    start: int
    end: int


@dataclass(frozen=True)
class Found:
    """Where a passage stands in another version; an orphan has only the block after which it stood."""

    state: State
    block: str
    start: int = 0
    end: int = 0
    score: float = 0.0
    method: str = ""


@dataclass(frozen=True)
class Token:
    """A word or a mark, and where it stands."""

    text: str
    block: int
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is more than a mark."""
        return self.text[0].isalnum() or self.text[0] == "_"


@dataclass(frozen=True)
class Span:
    """A run of tokens, from `first` up to `last`; within one block."""

    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first

    def meets(self, other: "Span") -> bool:
        """Whether both hold a token."""
        return self.first < other.last and other.first < self.last


@dataclass(frozen=True)
class Text:
    """A version as blocks, with its tokens and sentences worked out once."""

    blocks: tuple[Block, ...]

    @cached_property
    def tokens(self) -> list[Token]:
        """Every word and mark, block after block."""
        return [
            Token(found.group(), number, found.start(), found.end())
            for number, block in enumerate(self.blocks)
            for found in _TOKEN.finditer(block.text)
        ]

    @cached_property
    def words(self) -> list[str]:
        """The tokens as they are compared."""
        return [token.text.casefold() for token in self.tokens]

    @cached_property
    def _firsts(self) -> list[int]:
        """For each block the number of its first token, and at the end how many there are."""
        counted = Counter(token.block for token in self.tokens)
        firsts = [0]
        for number in range(len(self.blocks)):
            firsts.append(firsts[-1] + counted[number])
        return firsts

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The place of each block, by its name."""
        return {block.name: number for number, block in enumerate(self.blocks)}

    @cached_property
    def sentences(self) -> list[Span]:
        """Every sentence that holds a word."""
        found = [
            self.span(number, start, end)
            for number, block in enumerate(self.blocks)
            for start, end in sentences(block.text)
        ]
        return [span for span in found if len(span)]

    @cached_property
    def said_sentences(self) -> Counter[tuple[str, ...]]:
        """How often each sentence stands here."""
        return Counter(map(self.said, self.sentences))

    @cached_property
    def _windows(self) -> dict[int, list[tuple[Span, Counter[str]]]]:
        return {}

    def windows(self, size: int) -> list[tuple[Span, Counter[str]]]:
        """Every run of so many sentences within a block, with its words counted."""
        if size not in self._windows:
            pairs = zip(self.sentences, self.sentences[size - 1 :], strict=False)
            spans = [
                Span(one.first, other.last)
                for one, other in pairs
                if self.tokens[one.first].block == self.tokens[other.first].block
            ]
            self._windows[size] = [(span, Counter(self.said(span))) for span in spans]
        return self._windows[size]

    def how_many(self, span: Span) -> int:
        """Over how many sentences it runs."""
        return max(1, sum(one.meets(span) for one in self.sentences))

    def of_block(self, number: int) -> Span:
        """All tokens of a block."""
        return Span(self._firsts[number], self._firsts[number + 1])

    def span(self, number: int, start: int, end: int) -> Span:
        """The tokens of a block that a slice touches."""
        inside = self.of_block(number)
        tokens = self.tokens[inside.first : inside.last]
        first = inside.first + bisect_right(tokens, start, key=lambda token: token.end)
        last = inside.first + bisect_right(tokens, end - 1, key=lambda token: token.start)
        return Span(first, max(first, last))

    def around(self, span: Span) -> Span:
        """The sentences that hold a span."""
        met = [one for one in self.sentences if one.meets(span)]
        return Span(met[0].first, met[-1].last) if met else span

    def spot(self, span: Span) -> Spot:
        """The slice of a block that a span is."""
        one, other = self.tokens[span.first], self.tokens[span.last - 1]
        return Spot(self.blocks[one.block].name, one.start, other.end)

    def said(self, span: Span) -> tuple[str, ...]:
        """Its words, as they are compared."""
        return tuple(self.words[span.first : span.last])

    def count(self, span: Span) -> int:
        """How many words it has; marks are no words."""
        return sum(token.is_word for token in self.tokens[span.first : span.last])

    def times(self, said: tuple[str, ...]) -> list[Span]:
        """Every place where exactly these words stand."""
        size = len(said)
        return [
            Span(at, at + size)
            for at in range(len(self.words) - size + 1)
            if self.words[at] == said[0]
            and tuple(self.words[at : at + size]) == said
            and self.tokens[at].block == self.tokens[at + size - 1].block
        ]


def alike(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike two runs of words are, from 0 to 1; a long word weighs more than a short one."""
    weight = sum(map(len, one)) + sum(map(len, other))
    if not weight:
        return 0.0
    same = sum(len(one[i + k]) for i, _j, size in matches(one, other) for k in range(size))
    return 2 * same / weight


def at_most_alike(one: Counter[str], other: Counter[str]) -> float:
    """A bound that is quick to find: as if order did not count."""
    weight = sum(len(word) * times for counted in (one, other) for word, times in counted.items())
    same = sum(len(word) * times for word, times in (one & other).items())
    return 2 * same / weight if weight else 0.0
