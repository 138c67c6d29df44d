"""Two versions beside each other: which words stayed, and what a candidate is most like. Pure."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from core.diff.sequences import matches
from discussion.anchoring import thresholds
from discussion.anchoring.texts import Span, Text, alike, at_most_alike


@dataclass(frozen=True)
class Candidate:
    """Tokens of the new version that may be what the sentences around a passage became."""

    span: Span
    score: float
    method: str
    sure: bool = True


@dataclass(frozen=True)
class Versions:
    """An old and a new version."""

    old: Text
    new: Text

    @cached_property
    def forth(self) -> dict[int, int]:
        """For each token that stayed its number in the new version; never crossing."""
        found = matches(self.old.words, self.new.words)
        return {i + k: j + k for i, j, size in found for k in range(size)}

    @cached_property
    def back(self) -> dict[int, int]:
        """The other way round."""
        return {new: old for old, new in self.forth.items()}

    def alike(self, context: Span, span: Span) -> float:
        """How much a candidate is like the sentences around the passage."""
        return alike(self.old.said(context), self.new.said(span))

    def same_case(self, context: Span, span: Span) -> bool:
        """Whether both are the same with capitals too."""
        pairs = zip(
            self.old.tokens[context.first : context.last],
            self.new.tokens[span.first : span.last],
            strict=False,
        )
        return all(one.text == other.text for one, other in pairs)

    def most_alike(self, context: Span) -> Iterator[tuple[float, Span]]:
        """Runs of sentences of the new version that are alike enough to count, with how much."""
        said = self.old.said(context)
        counted = Counter(said)
        size = self.old.how_many(context)
        for many in range(max(1, size - 1), size + 2):
            for span, words in self.new.windows(many):
                if at_most_alike(counted, words) >= thresholds.ALIKE - thresholds.APART:
                    yield alike(said, self.new.said(span)), span

    def was_there(self, context: Span, span: Span) -> bool:
        """The reverse check: whether a candidate is rather what other old text became, or is it."""
        return (
            self._stood_elsewhere(context, span)
            or self._came_from_elsewhere(context, span)
            or self.has_a_twin(context, span)
        )

    def _stood_elsewhere(self, context: Span, span: Span) -> bool:
        """Whether these very sentences stood in the old version, as other text than the passage."""
        return not self.is_new(span) and self.new.said(span) != self.old.said(context)

    def _came_from_elsewhere(self, context: Span, span: Span) -> bool:
        """Whether more of its letters stayed in place from other text than from the passage."""
        own = other = 0
        for place in range(span.first, span.last):
            source = self.back.get(place)
            if source is None:
                continue
            if context.first <= source < context.last:
                own += len(self.new.words[place])
            else:
                other += len(self.new.words[place])
        weight = sum(map(len, self.new.said(span)))
        return other > own and other * 2 >= weight

    def has_a_twin(self, context: Span, span: Span) -> bool:
        """Whether other old text, that stands nowhere else by now, is as much like the candidate."""
        said = self.new.said(span)
        if said == self.old.said(context):
            return False  # whole sentences that stand there as they were are counted, not compared
        counted, own = Counter(said), self.alike(context, span)
        for size in {1, self.new.how_many(span), self.old.how_many(context)}:
            for other, words in self.old.windows(size):
                if other.meets(context) or at_most_alike(counted, words) < own:
                    continue
                if alike(self.old.said(other), said) >= own and not self._explained(other, span):
                    return True
        return False

    def _explained(self, other: Span, span: Span) -> bool:
        """Whether this old text still stands word for word, apart from the candidate."""
        said = self.old.said(other)
        places = [one for one in self.new.times(said) if not one.meets(span)]
        return len(places) >= len(self.old.times(said))

    def is_new(self, span: Span) -> bool:
        """Whether these sentences did not stand in the old version word for word."""
        return not self.old.times(self.new.said(span))

    def beside(self, context: Span, span: Span) -> int:
        """On how many sides the neighbour of the passage is still the neighbour of the candidate."""
        before = (context.first == 0 and span.first == 0) or (
            context.first > 0 and self.forth.get(context.first - 1) == span.first - 1
        )
        ends = context.last == len(self.old.words), span.last == len(self.new.words)
        after = all(ends) or (not any(ends) and self.forth.get(context.last) == span.last)
        return before + after
