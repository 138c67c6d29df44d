"""What a change by hand does, and why a pair was chosen."""

import pytest
from hypothesis import given, settings

from sessions.matching import (
    Change,
    Effect,
    Impossible,
    Reason,
    ReasonKind,
    effect,
    reasons,
    solve,
)
from sessions.matching.found import Found, Level, Missing, Rule, RuleKind
from sessions.matching.given import Dossier, Given, Reviewer, Side
from tests.sessions_app.matching import brute
from tests.sessions_app.matching.questions import questions

pytestmark = pytest.mark.once
QUESTION = Given(
    dossiers=(
        Dossier(1, 1, least={Side.BUSINESS: 1}, wanted=2),
        Dossier(2, 2, wanted=2),
    ),
    reviewers=(
        Reviewer(1, Side.BUSINESS, most=1),
        Reviewer(2, Side.BUSINESS, most=1),
        Reviewer(3, Side.PEER, region=2, least=1),
    ),
    fit={(1, 1): 500, (1, 2): 300, (1, 3): 200, (2, 1): 400, (2, 2): 100, (2, 3): 50},
    conflicts=frozenset({(2, 3)}),
    present=frozenset({(1, 2)}),
    earlier=frozenset({(1, 3)}),
)


def test_a_change_shows_each_level_before_and_after():
    pairs = frozenset({(1, 2), (2, 1), (1, 3)})

    seen = effect(QUESTION, pairs, Change(remove=frozenset({(1, 2)})))

    assert seen == Effect(
        pairs=frozenset({(2, 1), (1, 3)}),
        before=brute.goodness(QUESTION, pairs),
        after=brute.goodness(QUESTION, pairs - {(1, 2)}),
        missing=(Missing(1, Side.BUSINESS, 1),),
        broken=(),
    )
    assert (seen.before[Level.COVER], seen.after[Level.COVER]) == (0, 1)


def test_a_change_names_the_rules_that_it_breaks():
    pairs = frozenset({(1, 2), (2, 1), (1, 3)})

    seen = effect(QUESTION, pairs, Change(frozenset({(1, 1), (2, 3)}), frozenset({(1, 3)})))

    assert set(seen.broken) == {
        Rule(RuleKind.CONFLICT, 2, 3),
        Rule(RuleKind.MOST, reviewer=1),
    }


def test_the_reasons_of_a_pair_that_has_many():
    found = solve(QUESTION)

    assert found.pairs == {(1, 2), (1, 3), (2, 1)}
    assert reasons(QUESTION, found, (1, 2)) == (
        Reason(ReasonKind.PRESENT),
        Reason(ReasonKind.COVER, side=Side.BUSINESS),
        Reason(ReasonKind.WORST, value=200),
        Reason(ReasonKind.FIT, value=300, rank=2, among=3),
        Reason(ReasonKind.FRESH),
        Reason(ReasonKind.INSTEAD, value=200, other=1, rules=(Rule(RuleKind.MOST, reviewer=1),)),
    )
    assert reasons(QUESTION, found, (1, 3))[0] == Reason(ReasonKind.WORST, value=100)
    assert Reason(ReasonKind.LEAST_LOAD) in reasons(QUESTION, found, (1, 3))
    assert Reason(ReasonKind.BEFORE) in reasons(QUESTION, found, (1, 3))


def test_a_better_pair_that_would_cost_an_earlier_level_names_the_level():
    question = Given(
        dossiers=(Dossier(1, 1, wanted=1), Dossier(2, 2, wanted=1)),
        reviewers=tuple(Reviewer(key, Side.BUSINESS, most=1) for key in (1, 2)),
        fit={(1, 1): 500, (1, 2): 300, (2, 1): 400, (2, 2): 50},
    )
    hand_made = Found(frozenset({(1, 2)}), {})

    [*_, instead] = reasons(question, hand_made, (1, 2))

    assert instead == Reason(ReasonKind.INSTEAD, value=200, other=1, level=Level.FIT)


@given(questions())
@settings(max_examples=60, deadline=None)
def test_no_better_pair_of_an_answer_is_free_to_take(question):
    """Whoever fits better is always kept away by a rule or by a level."""
    try:
        found = solve(question)
    except Impossible:
        return
    for pair in found.pairs:
        told = reasons(question, found, pair)
        assert [one.kind for one in told].count(ReasonKind.FIT) == 1
        for one in told:
            if one.kind is ReasonKind.INSTEAD:
                swapped = (found.pairs - {pair}) | {(pair[0], one.other)}
                broken = {rule.kind for rule in brute.violations(question, swapped)}
                assert {rule.kind for rule in one.rules} == broken
                assert broken or brute.in_order(brute.goodness(question, swapped)) > (
                    brute.in_order(found.values)
                )
