"""The best choice is the best of all choices, level after level."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.matching import Impossible, check, solve
from sessions.matching.board import Board
from sessions.matching.found import Blocked, Level, Missing, Rule, RuleKind
from sessions.matching.given import Continuity, Dossier, Given, Reviewer, Side
from sessions.matching.values import values
from tests.sessions_app.matching import brute
from tests.sessions_app.matching.questions import questions

pytestmark = pytest.mark.once
MANY = settings(max_examples=150, deadline=None)
SOME = settings(max_examples=40, deadline=None)


@given(questions())
@MANY
def test_every_level_is_as_good_as_trying_everything(question):
    expected = brute.best(question)

    if expected is None:
        with pytest.raises(Impossible) as refused:
            solve(question)
        assert refused.value.blocked.rules
        assert refused.value.blocked.loosen
    else:
        found = solve(question)
        assert found.values == expected
        assert found.values == brute.goodness(question, found.pairs)
        assert not brute.violations(question, found.pairs)
        assert found.proven


@given(questions(), st.data())
@MANY
def test_the_checker_and_the_values_say_what_counting_says(question, data):
    everything = product(
        [one.key for one in question.dossiers], [one.key for one in question.reviewers]
    )
    pairs = data.draw(st.frozensets(st.sampled_from(list(everything))))

    broken = {replace(rule, dossier=None) if rule.kind is RuleKind.APART else rule
              for rule in check(question, pairs)}  # fmt: skip

    assert broken == set(brute.violations(question, pairs))
    assert values(Board(question), pairs) == brute.goodness(question, pairs)


@given(questions(), st.randoms(use_true_random=False))
@SOME
def test_the_order_of_what_is_given_makes_no_difference(question, chance):
    found = _answer(question)
    shuffled = replace(
        question,
        dossiers=tuple(_shuffled(question.dossiers, chance)),
        reviewers=tuple(_shuffled(question.reviewers, chance)),
        fit=dict(_shuffled(question.fit.items(), chance)),
        apart=frozenset(tuple(_shuffled(two, chance)) for two in question.apart),
    )

    assert _answer(shuffled) == found


@given(questions(easy=True))
@SOME
def test_one_more_reviewer_never_makes_the_first_level_worse(question):
    found = solve(question)
    more = Reviewer(99, Side.BUSINESS)

    better = solve(replace(question, reviewers=(*question.reviewers, more)))

    assert better.values[Level.COVER] <= found.values[Level.COVER]


@given(questions(easy=True))
@SOME
def test_pinning_what_was_found_finds_it_again(question):
    found = solve(question)

    again = solve(replace(question, pinned=found.pairs))

    assert again.values == found.values


@given(questions(easy=True))
@SOME
def test_forbidding_a_chosen_pair_never_makes_the_answer_better(question):
    found = solve(question)
    forbidden = question.forbidden | frozenset(sorted(found.pairs)[:1])

    without = solve(replace(question, forbidden=forbidden))

    assert brute.in_order(without.values) >= brute.in_order(found.values)


@given(questions(easy=True))
@SOME
def test_twice_the_fit_is_the_same_answer_at_twice_the_worth(question):
    found = solve(question)
    doubled = solve(replace(question, fit={pair: 2 * fit for pair, fit in question.fit.items()}))

    for level in Level:
        times = 2 if level in brute.HIGH else 1
        assert doubled.values[level] == times * found.values[level]


def test_cover_comes_before_fit():
    question = Given(
        dossiers=(Dossier(1, 1, least={Side.BUSINESS: 1}, wanted=1),),
        reviewers=(Reviewer(1, Side.BUSINESS), Reviewer(2, Side.KNOWLEDGE)),
        fit={(1, 1): 1, (1, 2): 1000},
    )

    found = solve(question)

    assert found.pairs == {(1, 1)}
    assert found.missing == ()


def test_the_worst_off_dossier_comes_before_the_total():
    question = Given(
        dossiers=(Dossier(1, 1, wanted=1), Dossier(2, 2, wanted=1)),
        reviewers=(Reviewer(1, Side.BUSINESS, most=1), Reviewer(2, Side.BUSINESS, most=1)),
        fit={(1, 1): 1000, (1, 2): 300, (2, 1): 300, (2, 2): 100},
    )

    found = solve(question)

    assert found.pairs == {(1, 2), (2, 1)}
    assert found.values[Level.WORST] == 300


def test_what_is_missing_is_named():
    question = Given(
        dossiers=(Dossier(1, 1, least={Side.PEER: 2}),),
        reviewers=(Reviewer(1, Side.PEER, region=2),),
    )

    found = solve(question)

    assert found.pairs == {(1, 1)}
    assert found.missing == (Missing(1, Side.PEER, 1),)


def test_mutual_pairs_are_avoided():
    question = Given(
        dossiers=tuple(Dossier(key, key, wanted=1) for key in (1, 2, 3)),
        reviewers=tuple(Reviewer(key, Side.PEER, region=key, most=1) for key in (1, 2, 3)),
        fit={(d, r): 10 for d in (1, 2, 3) for r in (1, 2, 3)},
        conflicts=frozenset({(1, 1), (2, 2), (3, 3)}),
    )

    found = solve(question)

    assert found.values[Level.BALANCE] == 0
    assert found.pairs in ({(1, 2), (2, 3), (3, 1)}, {(1, 3), (3, 2), (2, 1)})


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (Continuity.SAME, {(1, 1), (1, 2)}),
        (Continuity.FRESH, {(1, 3), (1, 4)}),
        (Continuity.MIXED, 1),
    ],
)
def test_the_round_wishes_the_same_fresh_or_mixed_eyes(wish, expected):
    question = Given(
        dossiers=(Dossier(1, 7, wanted=2),),
        reviewers=tuple(Reviewer(key, Side.BUSINESS) for key in (1, 2, 3, 4)),
        fit={(1, key): 5 for key in (1, 2, 3, 4)},
        earlier=frozenset({(7, 1), (7, 2)}),
        continuity=wish,
    )

    found = solve(question)

    assert found.values[Level.CONTINUITY] == 0
    if wish is Continuity.MIXED:
        assert len(found.pairs & {(1, 1), (1, 2)}) == expected
    else:
        assert found.pairs == expected


def test_a_pin_does_not_go_over_a_conflict():
    question = Given(
        dossiers=(Dossier(1, 1),),
        reviewers=(Reviewer(1, Side.BUSINESS),),
        conflicts=frozenset({(1, 1)}),
        pinned=frozenset({(1, 1)}),
    )
    pin = Rule(RuleKind.PINNED, 1, 1)

    with pytest.raises(Impossible) as refused:
        solve(question)

    assert refused.value.blocked == Blocked((Rule(RuleKind.CONFLICT, 1, 1), pin), (pin,))


def test_a_pin_of_somebody_who_does_not_take_part_is_refused():
    question = Given(dossiers=(Dossier(1, 1),), reviewers=(), pinned=frozenset({(1, 5)}))
    pin = Rule(RuleKind.PINNED, 1, 5)

    with pytest.raises(Impossible) as refused:
        solve(question)

    assert refused.value.blocked == Blocked((pin,), (pin,))


def test_nothing_to_match_is_an_answer():
    found = solve(Given(dossiers=(), reviewers=()))

    assert found.pairs == frozenset()
    assert found.values == dict.fromkeys(Level, 0)
    assert found.proven


def _answer(question):
    try:
        return solve(question)
    except Impossible:
        return None


def _shuffled(things, chance):
    kept = list(things)
    chance.shuffle(kept)
    return kept
