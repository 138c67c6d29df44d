"""A question laid out for looking things up, in an order that no set or dictionary decides."""

from collections import defaultdict
from functools import cached_property

from sessions.matching.found import Rule, RuleKind
from sessions.matching.given import Dossier, Given, Pair, Reviewer, Side


class Board:
    """What was given, sorted by key."""

    def __init__(self, given: Given) -> None:
        self.given = given
        self.dossiers = {one.key: one for one in sorted(given.dossiers, key=lambda one: one.key)}
        self.reviewers = {one.key: one for one in sorted(given.reviewers, key=lambda one: one.key)}

    def fit(self, pair: Pair) -> int:
        """How well a pair fits; 0 when nothing was said."""
        return self.given.fit.get(pair, 0)

    def known(self, pair: Pair) -> bool:
        """Whether both of a pair take part."""
        return pair[0] in self.dossiers and pair[1] in self.reviewers

    def bars(self, pair: Pair) -> tuple[Rule, ...]:
        """Every rule that bars a pair by itself, whatever the other pairs are."""
        kinds = (
            (Rule(RuleKind.CONFLICT, *pair), pair in self.given.conflicts),
            (Rule(RuleKind.LANGUAGE, *pair), not self._share_a_language(pair)),
            (Rule(RuleKind.AWAY, reviewer=pair[1]), not self.reviewers[pair[1]].available),
            (Rule(RuleKind.FORBIDDEN, *pair), pair in self.given.forbidden),
        )
        return tuple(rule for rule, bars in kinds if bars)

    def _share_a_language(self, pair: Pair) -> bool:
        written, read = self.dossiers[pair[0]].languages, self.reviewers[pair[1]].languages
        return not written or not read or not written.isdisjoint(read)

    @cached_property
    def open(self) -> tuple[Pair, ...]:
        """Pairs that no rule bars by itself."""
        pairs = ((dossier, reviewer) for dossier in self.dossiers for reviewer in self.reviewers)
        return tuple(pair for pair in pairs if not self.bars(pair))

    @cached_property
    def pinned(self) -> tuple[Pair, ...]:
        """Pairs that were fixed by hand."""
        return tuple(sorted(self.given.pinned))

    @cached_property
    def apart(self) -> tuple[tuple[int, int], ...]:
        """Two reviewers who may not meet, the lower key first, each two once."""
        ordered = {(min(two), max(two)) for two in self.given.apart}
        known = (two for two in ordered if self.reviewers.keys() >= set(two))
        return tuple(sorted((one, two) for one, two in known if one != two))

    @cached_property
    def places(self) -> tuple[tuple[Dossier, Side, int], ...]:
        """How many of each side each dossier should have at least."""
        return tuple(
            (dossier, side, dossier.least[side])
            for dossier in self.dossiers.values()
            for side in Side
            if dossier.least.get(side, 0) > 0
        )

    @cached_property
    def regions(self) -> tuple[int, ...]:
        """Regions that give or take peers."""
        takes = {one.region for one in self.dossiers.values()}
        return tuple(
            sorted(takes | {one for one in map(self.gives, self.reviewers) if one is not None})
        )

    def gives(self, reviewer: int) -> int | None:
        """The region that gives this reviewer as a peer; nothing for a friend."""
        one: Reviewer = self.reviewers[reviewer]
        return one.region if one.side is Side.PEER else None

    @cached_property
    def before(self) -> dict[int, tuple[int, ...]]:
        """For each region, its reviewers of the round before who take part again."""
        kept = defaultdict(list)
        for region, reviewer in sorted(self.given.earlier):
            if reviewer in self.reviewers:
                kept[region].append(reviewer)
        return {region: tuple(reviewers) for region, reviewers in kept.items()}

    def was_before(self, pair: Pair) -> bool:
        """Whether the reviewer of a pair was with its region in the round before."""
        return (self.dossiers[pair[0]].region, pair[1]) in self.given.earlier
