"""How good pairs are and which rules they break, for what was gathered. Asks no database."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sessions.matching.board import Board
from sessions.matching.check import check
from sessions.matching.found import Level, Missing
from sessions.matching.given import Pair
from sessions.matching.values import missing, values
from sessions.queries.gathering import Gathered
from sessions.wording import LEVEL_NAMES, Names, better, level_words, rule_words, side_words


@dataclass(frozen=True)
class LevelLine:
    """One level of a proposal in words, and beside another one when it is compared."""

    level: Level
    value: int
    before: int | None = None

    @property
    def name(self) -> str:
        """What is sought."""
        return str(LEVEL_NAMES[self.level])

    @property
    def words(self) -> str:
        """What the value means."""
        return level_words(self.level, self.value)

    @property
    def words_before(self) -> str:
        """What the value of the other one means."""
        return "" if self.before is None else level_words(self.level, self.before)

    @property
    def turn(self) -> int:
        """One when it gets better, minus one when worse."""
        return 0 if self.before is None else better(self.level, self.before, self.value)

    @property
    def turn_words(self) -> str:
        """The same in a word."""
        return {1: _("Better"), -1: _("Worse"), 0: _("The same")}[self.turn]

    @property
    def tone(self) -> str:
        """The meaning of the colour."""
        return {1: "good", -1: "warning", 0: "neutral"}[self.turn]


def names_of(gathered: Gathered) -> Names:
    """How plans and people are called in sentences."""
    return Names(region=gathered.region, person=gathered.name)


def known_pairs(gathered: Gathered, pairs: Iterable[Pair]) -> frozenset[Pair]:
    """Pairs of which the plan is in the round and the reviewer still has a part."""
    return frozenset(
        pair for pair in pairs if pair[0] in gathered.plans and pair[1] in gathered.readers
    )


def values_now(gathered: Gathered, pairs: Iterable[Pair]) -> dict[Level, int]:
    """The value of every level."""
    return values(Board(gathered.given), known_pairs(gathered, pairs))


def missing_now(gathered: Gathered, pairs: Iterable[Pair]) -> tuple[Missing, ...]:
    """The places that stay empty."""
    return missing(Board(gathered.given), known_pairs(gathered, pairs))


def broken_rules(gathered: Gathered, pairs: Iterable[Pair]) -> list[str]:
    """The rules that pairs break, as sentences; each once."""
    names = names_of(gathered)
    rules = check(gathered.given, known_pairs(gathered, pairs))
    return list(dict.fromkeys(rule_words(rule, names) for rule in rules))


def level_lines(now: dict[Level, int], before: dict[Level, int] | None = None) -> list[LevelLine]:
    """The levels in their order; with `before` each beside what it was."""
    known = before or {}
    return [LevelLine(level, now[level], known.get(level)) for level in Level if level in now]


def reasons_for(gathered: Gathered, pair: Pair) -> list[str]:
    """Why this reviewer at this plan, in sentences."""
    reader, plan = gathered.readers[pair[1]], gathered.plans[pair[0]]
    found = list(gathered.points[pair].reasons)
    if (plan.dossier.region_id, reader.key) in gathered.given.earlier:
        found.append(_("Reviewed this region in the round before."))
    if pair in gathered.given.pinned - gathered.asked:
        found.append(_("A facilitator chose this pair."))
    if not found:
        words = _("Brings the view from %(side)s; nothing in common is known.")
        found.append(words % {"side": side_words(reader.side)})
    if pair in gathered.ties and pair in gathered.notes:
        words = _("There is a conflict; possible all the same: %(note)s")
        found.append(words % {"note": gathered.notes[pair]})
    return found
