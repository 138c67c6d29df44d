"""The same questions answered by trying everything: short, slow, and in its own words."""

from collections import Counter
from itertools import chain, combinations, product

from sessions.matching.found import Level, Rule, RuleKind
from sessions.matching.given import Continuity, Side

FIRM = {RuleKind.CONFLICT, RuleKind.LANGUAGE, RuleKind.AWAY}
GENTLE = ["most", "wanted", "least_load", "pinned", "forbidden", "apart", "cover"]
# Low is good, but for these.
HIGH = {Level.WORST, Level.FIT}


def every_choice(given):
    """All sets of pairs."""
    keys = [one.key for one in given.dossiers], [one.key for one in given.reviewers]
    pairs = list(product(*keys))
    sizes = (combinations(pairs, size) for size in range(len(pairs) + 1))
    return [frozenset(pairs) for pairs in chain.from_iterable(sizes)]


def violations(given, pairs, places=()):
    """How far each hard rule is broken; `places` are numbers of a side to be kept as well."""
    found = Counter(chain.from_iterable(_barred(given, pair) for pair in pairs))
    found = Counter(dict.fromkeys(found, 1))
    found.update(Rule(RuleKind.PINNED, *pair) for pair in given.pinned - pairs)
    for one, two in given.apart:
        meet = [{(key.key, one), (key.key, two)} <= pairs for key in given.dossiers]
        if one != two and any(meet):
            found[Rule(RuleKind.APART, None, min(one, two), max(one, two))] = 1
    found.update(_counted(given, pairs))
    side = {one.key: one.side for one in given.reviewers}
    for dossier, of, number in places:
        has = sum(key == dossier and side[reviewer] is of for key, reviewer in pairs)
        found[Rule(RuleKind.COVER, dossier, side=of)] = number - has
    return +found


def _barred(given, pair):
    [dossier] = [one for one in given.dossiers if one.key == pair[0]]
    [reviewer] = [one for one in given.reviewers if one.key == pair[1]]
    if pair in given.conflicts:
        yield Rule(RuleKind.CONFLICT, *pair)
    if pair in given.forbidden:
        yield Rule(RuleKind.FORBIDDEN, *pair)
    if not reviewer.available:
        yield Rule(RuleKind.AWAY, reviewer=pair[1])
    both = dossier.languages and reviewer.languages
    if both and not dossier.languages & reviewer.languages:
        yield Rule(RuleKind.LANGUAGE, *pair)


def _counted(given, pairs):
    number = Counter(dossier for dossier, _reviewer in pairs)
    load = Counter(reviewer for _dossier, reviewer in pairs)
    return {
        **{Rule(RuleKind.WANTED, one.key): number[one.key] - one.wanted for one in given.dossiers},
        **{Rule(RuleKind.MOST, None, r.key): load[r.key] - r.most for r in given.reviewers},
        **{Rule(RuleKind.LEAST_LOAD, None, r.key): r.least - load[r.key] for r in given.reviewers},
    }


def goodness(given, pairs):
    """The value of every level."""
    return {
        Level.COVER: sum(_short(given, pairs, one) for one in given.dossiers),
        Level.WORST: min([_fit(given, pairs, one) for one in given.dossiers], default=0),
        Level.FIT: sum(_fit(given, pairs, one) for one in given.dossiers),
        Level.BALANCE: _balance(given, pairs),
        Level.CHANGE: len(pairs.symmetric_difference(given.present)) if given.present else 0,
        Level.CONTINUITY: sum(_unwished(given, pairs, one) for one in given.dossiers),
    }


def best(given):
    """The values of the best choice, level after level; nothing when no choice keeps the rules."""
    allowed = [pairs for pairs in every_choice(given) if not violations(given, pairs)]
    ranked = [goodness(given, pairs) for pairs in allowed]
    return min(ranked, key=in_order, default=None)


def in_order(values):
    """Values such that a lower tuple is a better choice."""
    return tuple(-values[level] if level in HIGH else values[level] for level in Level)


def cost(loosening):
    """How large a loosening is: firm rules, then all, then how much they ask of people."""
    times = Counter(loosening)
    return (
        sum(number for rule, number in times.items() if rule.kind in FIRM),
        times.total(),
        sum(
            number * (1 + GENTLE.index(rule.kind))
            for rule, number in times.items()
            if rule.kind not in FIRM
        ),
    )


def _sides(given, pairs, dossier):
    side = {one.key: one.side for one in given.reviewers}
    return Counter(side[reviewer] for key, reviewer in pairs if key == dossier.key)


def _short(given, pairs, dossier):
    have = _sides(given, pairs, dossier)
    return sum(max(0, number - have[side]) for side, number in dossier.least.items())


def _fit(given, pairs, dossier):
    return sum(given.fit.get(pair, 0) for pair in pairs if pair[0] == dossier.key)


def _balance(given, pairs):
    region = {one.key: one.region for one in given.dossiers}
    home = {one.key: one.region for one in given.reviewers if one.side is Side.PEER}
    peers = [(home[r], region[d]) for d, r in pairs if home.get(r) is not None]
    regions = set(chain.from_iterable(peers))
    uneven = sum(abs(sum((g == x) - (t == x) for g, t in peers)) for x in regions)
    return uneven + sum((b, a) in peers for a, b in set(peers) if a < b)


def _unwished(given, pairs, dossier):
    known = {one.key for one in given.reviewers}
    before = {r for region, r in given.earlier if region == dossier.region and r in known}
    now = {reviewer for key, reviewer in pairs if key == dossier.key}
    if not before:
        return 0
    if given.continuity == Continuity.SAME:
        return len(before - now)
    if given.continuity == Continuity.FRESH:
        return len(before & now)
    return (not before & now) + (not now - before)
