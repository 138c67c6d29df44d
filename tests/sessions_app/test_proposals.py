"""Proposals: asked for, made, changed by hand, applied."""

from dataclasses import replace

import pytest

from audit.models import Entry
from notifications.models import Notice
from sessions.actions import (
    apply_scenario,
    change_by_hand,
    decline_assignment,
    drop_scenario,
    make_again,
    make_proposal,
    plan_assignment,
    propose,
    rule_pair,
    save_terms,
    send_invitations,
    untie_plan,
)
from sessions.errors_matching import (
    AskedAlready,
    ChangedMeanwhile,
    NoSuchMove,
    NothingToApply,
    NothingToMatch,
    RulesInTheWay,
    StillRunning,
    ThingsChanged,
)
from sessions.models import Assignment, Capacity, Round, RulingKind, Scenario
from sessions.moves import Move
from tests.sessions_app.matched import SMALL


def named(scenario, matched):
    """Region to the names of its reviewers."""
    plans = {matched.south.pk: "South", matched.north.pk: "North"}
    people = {
        one.pk: one.name for one in [matched.bea, matched.bob, *matched.cast.everybody().values()]
    }
    found = {"South": [], "North": []}
    for plan, person in sorted(scenario.chosen, key=lambda pair: people[pair[1]]):
        found[plans[plan]].append(people[person])
    return found


def test_a_proposal_covers_every_side_that_was_asked_for(matched):
    scenario = matched.propose()

    found = named(scenario, matched)
    assert scenario.state == "ready"
    assert scenario.proven
    assert scenario.values["cover"] == 0
    assert {len(names) for names in found.values()} == {2}
    assert all(set(names) & {"Bea", "Bob"} for names in found.values())
    # Nobody of the own team, and the two regions do not review each other when West can.
    assert not set(found["South"]) & {"Rob", "Mia"}
    assert "Pim" not in found["North"]


def test_the_same_question_gives_the_same_proposal(matched):
    first, second = matched.propose(), matched.propose()

    assert first.pairs == second.pairs
    assert (first.number, second.number) == (1, 2)


def test_a_proposal_that_is_made_twice_is_made_once(matched):
    scenario = matched.propose()

    assert make_proposal(scenario_id=scenario.pk) is False


def test_nothing_is_proposed_without_plans(cast, in_review):
    from tests.sessions_app.rounds import june_round

    with pytest.raises(NothingToMatch):
        propose(round=june_round(cast), by=cast.chris)


def test_what_collides_is_said_and_no_proposal_is_made(matched):
    rule_pair(plan=matched.south, person=matched.bea, kind=RulingKind.PINNED, by=matched.cast.chris)
    save_terms(round=matched.round, person=matched.bob, by=matched.cast.chris, least=2, most=2)
    rule_pair(
        plan=matched.south, person=matched.bob, kind=RulingKind.FORBIDDEN, by=matched.cast.chris
    )

    scenario = matched.propose()

    assert (scenario.state, scenario.pairs) == ("failed", [])
    assert scenario.blocked[0]["plan"] is None


def test_a_ruled_pair_is_kept(matched):
    rule_pair(
        plan=matched.north, person=matched.cast.ada, kind=RulingKind.PINNED, by=matched.cast.chris
    )
    rule_pair(
        plan=matched.south, person=matched.bea, kind=RulingKind.FORBIDDEN, by=matched.cast.chris
    )

    found = named(matched.propose(replace(SMALL, wanted=3)), matched)

    assert "Ada" in found["North"]
    assert "Bea" not in found["South"]


def test_applying_chooses_and_tells_nobody(matched):
    scenario = matched.propose()
    told = Notice.objects.count()

    counts = apply_scenario(scenario=scenario, revision=0, by=matched.cast.chris)

    rows = Assignment.objects.filter(round_plan__round=matched.round)
    assert counts == (4, 0)
    assert {(row.round_plan_id, row.person_id) for row in rows} == scenario.chosen
    assert set(rows.values_list("state", flat=True)) == {"planned"}
    assert Notice.objects.count() == told
    assert Entry.objects.filter(verb="matching.applied").count() == 1


def test_applying_takes_out_who_is_planned_and_leaves_who_is_asked(matched):
    chris = matched.cast.chris
    plan_assignment(plan=matched.south, person=matched.bea, capacity=Capacity.FRIEND, by=chris)
    send_invitations(round=matched.round, by=chris)
    plan_assignment(plan=matched.south, person=matched.cast.ada, capacity=Capacity.FRIEND, by=chris)
    rule_pair(plan=matched.south, person=matched.cast.ada, kind=RulingKind.FORBIDDEN, by=chris)
    scenario = matched.propose()

    apply_scenario(scenario=scenario, revision=0, by=chris)

    south = Assignment.objects.filter(round_plan=matched.south)
    states = {row.person.name: row.state for row in south.select_related("person")}
    assert states["Bea"] == "sent"
    assert "Ada" not in states


def test_applying_twice_has_nothing_to_do(matched):
    scenario = matched.propose()
    apply_scenario(scenario=scenario, revision=0, by=matched.cast.chris)

    with pytest.raises(NothingToApply):
        apply_scenario(scenario=scenario, revision=0, by=matched.cast.chris)


def test_a_proposal_that_breaks_a_rule_by_now_is_not_applied(matched):
    scenario = matched.propose()
    chosen = next(iter(sorted(scenario.chosen)))
    reviewer = chosen[1]
    person = next(
        one
        for one in [matched.bea, matched.bob, *matched.cast.everybody().values()]
        if one.pk == reviewer
    )
    save_terms(round=matched.round, person=person, by=matched.cast.chris, away=True)

    with pytest.raises(RulesInTheWay) as refused:
        apply_scenario(scenario=scenario, revision=0, by=matched.cast.chris)

    assert person.name in str(refused.value)
    assert not Assignment.objects.exists()


def test_a_plan_that_left_the_round_is_said(matched):
    scenario = matched.propose()
    untie_plan(plan=matched.north, by=matched.cast.chris)

    with pytest.raises(ThingsChanged):
        apply_scenario(scenario=scenario, revision=0, by=matched.cast.chris)


def test_who_declined_is_not_proposed_for_that_plan_again(matched):
    chris = matched.cast.chris
    made = plan_assignment(
        plan=matched.south, person=matched.bea, capacity=Capacity.FRIEND, by=chris
    )
    send_invitations(round=matched.round, by=chris)
    made.refresh_from_db()
    decline_assignment(assignment=made, by=matched.bea)

    assert "Bea" not in named(matched.propose(), matched)["South"]


def test_a_change_by_hand_goes_into_a_copy(matched):
    scenario = matched.propose()
    ada = Move(matched.cast.ada.pk, None, matched.south.pk, back=peer_of(scenario, matched))

    copy = change_by_hand(scenario=scenario, move=ada, revision=0, by=matched.cast.chris)

    scenario.refresh_from_db()
    assert copy.pk != scenario.pk
    assert (copy.by_hand, copy.based_on_id, copy.proven) == (True, scenario.pk, False)
    assert (matched.south.pk, matched.cast.ada.pk) in copy.chosen
    assert (matched.south.pk, matched.cast.ada.pk) not in scenario.chosen
    assert copy.values["cover"] == 1


def peer_of(scenario, matched):
    """The one at South's plan who is not from business."""
    business = {matched.bea.pk, matched.bob.pk}
    return next(
        who for plan, who in scenario.chosen if plan == matched.south.pk and who not in business
    )


def test_the_copy_itself_changes_after_that(matched):
    scenario = matched.propose()
    chris, ada = matched.cast.chris, matched.cast.ada.pk
    peer = peer_of(scenario, matched)
    copy = change_by_hand(
        scenario=scenario, move=Move(ada, None, matched.south.pk, peer), revision=0, by=chris
    )

    again = change_by_hand(
        scenario=copy, move=Move(ada, matched.south.pk, None), revision=1, by=chris
    )

    assert (again.pk, again.revision) == (copy.pk, 2)
    with pytest.raises(ChangedMeanwhile):
        change_by_hand(scenario=copy, move=Move(peer, None, matched.south.pk), revision=1, by=chris)


def test_a_change_that_breaks_a_rule_is_refused_with_the_rule(matched):
    scenario = matched.propose()

    with pytest.raises(RulesInTheWay) as refused:
        change_by_hand(
            scenario=scenario,
            move=Move(matched.cast.rob.pk, None, matched.south.pk),
            revision=0,
            by=matched.cast.chris,
        )

    assert "Rob" in str(refused.value)
    assert Scenario.objects.count() == 1


def test_who_was_asked_is_not_moved(matched):
    chris = matched.cast.chris
    plan_assignment(plan=matched.south, person=matched.bea, capacity=Capacity.FRIEND, by=chris)
    send_invitations(round=matched.round, by=chris)
    scenario = matched.propose()

    with pytest.raises(AskedAlready):
        change_by_hand(
            scenario=scenario,
            move=Move(matched.bea.pk, matched.south.pk, None),
            revision=0,
            by=chris,
        )


@pytest.mark.parametrize(
    "move",
    [
        Move(1, None, None),
        Move(10**6, None, 10**6),
        Move(10**6, 1, 2),
        Move(1, None, 1, back=1),
    ],
)
def test_a_move_that_is_none_is_refused(matched, move):
    with pytest.raises(NoSuchMove):
        change_by_hand(scenario=matched.propose(), move=move, revision=0, by=matched.cast.chris)


def test_what_is_being_made_is_not_touched(matched):
    scenario = propose(round=matched.round, by=matched.cast.chris)

    with pytest.raises(StillRunning):
        apply_scenario(scenario=scenario, revision=0, by=matched.cast.chris)
    with pytest.raises(StillRunning):
        change_by_hand(scenario=scenario, move=Move(1, None, 2), revision=0, by=matched.cast.chris)


def test_a_proposal_that_was_left_behind_is_made_again(matched):
    from datetime import timedelta

    from core import clock

    scenario = propose(round=matched.round, by=matched.cast.chris)

    assert make_again() == 0
    with clock.frozen(clock.now() + timedelta(minutes=11)):
        assert make_again() == 1

    scenario.refresh_from_db()
    assert (scenario.state, scenario.attempts) == ("ready", 1)


def test_what_is_thrown_away_is_gone_and_what_was_applied_stays(matched):
    scenario = matched.propose()
    apply_scenario(scenario=scenario, revision=0, by=matched.cast.chris)

    drop_scenario(scenario=scenario, by=matched.cast.chris)
    drop_scenario(scenario=scenario, by=matched.cast.chris)

    assert not Scenario.objects.exists()
    assert Assignment.objects.count() == 4
    assert Round.objects.count() == 1
