"""What a matching says, in words: its levels, its rules, and how to loosen them. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sessions.matching.found import Level, Rule, RuleKind
from sessions.matching.given import Side

SIDE_WORDS: dict[Side, Promise] = {
    Side.BUSINESS: gettext_lazy("business"),
    Side.KNOWLEDGE: gettext_lazy("knowledge"),
    Side.GOVERNMENT: gettext_lazy("government"),
    Side.PEER: gettext_lazy("peer region"),
    Side.OTHER: gettext_lazy("around the three sides"),
}
LEVEL_NAMES: dict[Level, Promise] = {
    Level.COVER: gettext_lazy("Every side at every plan"),
    Level.WORST: gettext_lazy("The plan that is worst off"),
    Level.FIT: gettext_lazy("How well all pairs fit"),
    Level.BALANCE: gettext_lazy("Giving and taking between regions"),
    Level.CHANGE: gettext_lazy("Change from the plan as it is now"),
    Level.CONTINUITY: gettext_lazy("The same or fresh eyes"),
}
HIGH_IS_GOOD = frozenset({Level.WORST, Level.FIT})


@dataclass(frozen=True)
class Names:
    """How plans and people are called here."""

    region: Callable[[int], str]
    person: Callable[[int], str]


def side_words(side: Side) -> str:
    """From where a reviewer looks."""
    return str(SIDE_WORDS[side])


NOTHING_WORDS: Mapping[Level, Promise] = {
    Level.COVER: gettext_lazy("No place stays empty."),
    Level.BALANCE: gettext_lazy(
        "Every region gives as much as it takes, and none review each other."
    ),
    Level.CHANGE: gettext_lazy("Nothing changes."),
    Level.CONTINUITY: gettext_lazy("Every plan gets the eyes that the round asks for."),
}


def level_words(level: Level, value: int) -> str:
    """What a value means, in one sentence."""
    if not value and level in NOTHING_WORDS:
        return str(NOTHING_WORDS[level])
    return _counted(level, value) % {"n": value}


def _counted(level: Level, n: int) -> str:
    words = {
        Level.COVER: ngettext("%(n)d place stays empty.", "%(n)d places stay empty.", n),
        Level.WORST: _("Its reviewers fit it with %(n)d points; more is better."),
        Level.FIT: _("All pairs together have %(n)d points; more is better."),
        Level.BALANCE: _(
            "%(n)d away from giving as much as taking, with each mutual pair counted; less is better."
        ),
        Level.CHANGE: ngettext("%(n)d pair changes.", "%(n)d pairs change.", n),
        Level.CONTINUITY: ngettext(
            "At %(n)d place it is other than the round asks for.",
            "At %(n)d places it is other than the round asks for.",
            n,
        ),
    }
    return words[level]


def better(level: Level, before: int, after: int) -> int:
    """One when a level gets better, minus one when worse, zero when it stays."""
    gain = after - before if level in HIGH_IS_GOOD else before - after
    return (gain > 0) - (gain < 0)


def missing_words(region: str, side: Side, short: int) -> str:
    """What a plan does not get."""
    words = ngettext(
        "%(region)s: %(n)d reviewer from %(side)s is missing.",
        "%(region)s: %(n)d reviewers from %(side)s are missing.",
        short,
    )
    return words % {"region": region, "n": short, "side": side_words(side)}


def _values(rule: Rule, names: Names) -> dict[str, str]:
    return {
        "plan": names.region(rule.dossier) if rule.dossier is not None else "",
        "name": names.person(rule.reviewer) if rule.reviewer is not None else "",
        "other": names.person(rule.other) if rule.other is not None else "",
        "side": side_words(rule.side) if rule.side is not None else "",
    }


RULE_WORDS: Mapping[RuleKind, Promise] = {
    RuleKind.CONFLICT: gettext_lazy("There is a conflict between %(name)s and %(plan)s."),
    RuleKind.LANGUAGE: gettext_lazy("%(name)s does not read the language of the plan of %(plan)s."),
    RuleKind.AWAY: gettext_lazy("%(name)s is away in this round."),
    RuleKind.FORBIDDEN: gettext_lazy(
        "%(name)s does not review %(plan)s: ruled out, or declined before."
    ),
    RuleKind.PINNED: gettext_lazy(
        "%(name)s is fixed at %(plan)s: by a facilitator, or asked already."
    ),
    RuleKind.APART: gettext_lazy("%(name)s and %(other)s do not meet at one plan."),
    RuleKind.MOST: gettext_lazy("%(name)s has as many plans as can be."),
    RuleKind.LEAST_LOAD: gettext_lazy("%(name)s has fewer plans than was agreed."),
    RuleKind.WANTED: gettext_lazy("%(plan)s has as many reviewers as it gets."),
    RuleKind.COVER: gettext_lazy("%(plan)s asks for reviewers from %(side)s."),
}
LOOSEN_WORDS: Mapping[RuleKind, Promise] = {
    RuleKind.CONFLICT: gettext_lazy("Choose %(name)s for %(plan)s by hand, with a reason"),
    RuleKind.LANGUAGE: gettext_lazy("Look at the languages of %(name)s"),
    RuleKind.AWAY: gettext_lazy("Ask %(name)s whether one plan is possible"),
    RuleKind.FORBIDDEN: gettext_lazy("Let %(name)s review %(plan)s after all"),
    RuleKind.PINNED: gettext_lazy("Let %(name)s go from %(plan)s"),
    RuleKind.APART: gettext_lazy("Let %(name)s and %(other)s meet"),
    RuleKind.MOST: gettext_lazy("Let %(name)s have one plan more"),
    RuleKind.LEAST_LOAD: gettext_lazy("Let %(name)s have one plan fewer"),
    RuleKind.WANTED: gettext_lazy("Let %(plan)s have one reviewer more"),
    RuleKind.COVER: gettext_lazy("Let %(plan)s do with one fewer from %(side)s"),
}


def rule_words(rule: Rule, names: Names) -> str:
    """A rule that stands in the way, as a sentence."""
    return str(RULE_WORDS[rule.kind]) % _values(rule, names)


def loosen_words(rule: Rule, names: Names) -> str:
    """What would help, as the label of a button or link."""
    return str(LOOSEN_WORDS[rule.kind]) % _values(rule, names)
