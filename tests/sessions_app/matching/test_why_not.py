"""What stands in the way is minimal, and the loosening helps and is the smallest."""

from collections import Counter
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.matching import Impossible, Wish, blocked_cover, solve, why_not
from sessions.matching.found import Blocked, Rule, RuleKind
from sessions.matching.given import Dossier, Given, Reviewer, Side
from tests.sessions_app.matching import brute
from tests.sessions_app.matching.questions import questions

pytestmark = pytest.mark.once
SIZES = [(1, 1), (1, 3), (2, 2), (2, 3), (3, 2)]
MANY = settings(max_examples=100, deadline=None)


def assert_is_right(question, blocked, wished, places=()):
    """Judge a blocked wish by trying every set of pairs in which the wish comes true."""
    broken = [
        brute.violations(question, pairs, places)
        for pairs in brute.every_choice(question)
        if wished(pairs)
    ]
    rules = set(blocked.rules)
    assert any(rules.isdisjoint(one) for one in broken) != bool(rules)
    for rule in rules:
        assert any((rules - {rule}).isdisjoint(one) for one in broken)
    assert any(one <= Counter(blocked.loosen) for one in broken)
    assert brute.cost(blocked.loosen) == min(brute.cost(one.elements()) for one in broken)


@given(questions(SIZES), st.data())
@MANY
def test_why_a_pair_cannot_be(question, data):
    dossiers, reviewers = [d.key for d in question.dossiers], [r.key for r in question.reviewers]
    pair = data.draw(st.sampled_from(list(product(dossiers, reviewers))))

    assert_is_right(question, why_not(question, pair), lambda pairs: pair in pairs)


@given(questions(SIZES), st.data())
@MANY
def test_why_a_dossier_cannot_have_somebody_of_a_side(question, data):
    side = data.draw(st.sampled_from([one.side for one in question.reviewers]))
    [dossier, *_] = question.dossiers
    of_side = [(dossier.key, one.key) for one in question.reviewers if one.side is side]
    number = data.draw(st.integers(1, len(of_side)))

    blocked = why_not(question, Wish(dossier.key, side, number))

    assert_is_right(question, blocked, lambda pairs: len(pairs & set(of_side)) >= number)


@given(questions(SIZES))
@MANY
def test_why_nothing_is_possible(question):
    try:
        solve(question)
    except Impossible as refused:
        assert_is_right(question, refused.blocked, lambda _pairs: True)


@given(questions(SIZES, easy=True))
@MANY
def test_why_a_place_stays_empty(question):
    found = solve(question)
    short = {(one.dossier, one.side): one.short for one in found.missing}
    for missing in found.missing:
        places = [
            (one.key, side, number - short.get((one.key, side), 0))
            for one in question.dossiers
            for side, number in one.least.items()
            if (one.key, side) != (missing.dossier, missing.side)
        ]
        has = _number(question, found.pairs, missing)
        if has == sum(one.side is missing.side for one in question.reviewers):
            continue  # the next test

        blocked = blocked_cover(question, found, missing)

        assert blocked.rules
        assert_is_right(
            question,
            blocked,
            lambda pairs, has=has, missing=missing: _number(question, pairs, missing) > has,
            places,
        )


def test_nobody_of_a_side_is_no_rule_and_cannot_be_loosened():
    question = Given(
        dossiers=(Dossier(1, 1, least={Side.PEER: 1}),),
        reviewers=(Reviewer(1, Side.BUSINESS),),
    )
    found = solve(question)

    blocked = blocked_cover(question, found, found.missing[0])

    assert blocked == Blocked((), (), nobody=True)


def test_a_full_reviewer_is_the_rule_and_one_more_dossier_the_loosening():
    question = Given(
        dossiers=(Dossier(1, 1), Dossier(2, 2)),
        reviewers=(Reviewer(1, Side.BUSINESS, most=1),),
        pinned=frozenset({(1, 1)}),
    )
    full = Rule(RuleKind.MOST, reviewer=1)

    blocked = why_not(question, (2, 1))

    assert set(blocked.rules) == {full, Rule(RuleKind.PINNED, 1, 1)}
    assert blocked.loosen == (full,)


def test_a_load_of_two_more_is_the_rule_twice():
    question = Given(
        dossiers=tuple(Dossier(key, key) for key in (1, 2, 3)),
        reviewers=(Reviewer(1, Side.BUSINESS, least=3, most=1),),
    )

    with pytest.raises(Impossible) as refused:
        solve(question)

    assert refused.value.blocked.loosen == (Rule(RuleKind.MOST, reviewer=1),) * 2


def test_what_can_be_is_not_blocked():
    question = Given(dossiers=(Dossier(1, 1),), reviewers=(Reviewer(1, Side.BUSINESS),))

    assert why_not(question, (1, 1)) == Blocked(())


def test_lifting_what_is_named_lets_the_pair_be_chosen():
    question = Given(
        dossiers=(Dossier(1, 1),),
        reviewers=(Reviewer(1, Side.BUSINESS), Reviewer(2, Side.BUSINESS)),
        apart=frozenset({(2, 1)}),
        pinned=frozenset({(1, 1)}),
    )

    blocked = why_not(question, (1, 2))
    lifted = solve(replace(question, pinned=frozenset({(1, 2)})))

    assert blocked.loosen == (Rule(RuleKind.PINNED, 1, 1),)
    assert (1, 2) in lifted.pairs


def _number(question, pairs, missing):
    side = {one.key: one.side for one in question.reviewers}
    return sum(side[r] is missing.side for d, r in pairs if d == missing.dossier)
