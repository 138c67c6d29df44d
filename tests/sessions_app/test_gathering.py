"""What the matching is asked, and in how many queries."""

import pytest

from people.models import Role, Sector
from sessions.actions import keep_apart, plan_assignment, rule_pair, send_invitations
from sessions.errors import NotACandidate, OwnRegion, TieNeedsReason
from sessions.errors_matching import AlreadyRuled, AskedAlready
from sessions.models import Capacity, RulingKind
from sessions.points import MOST_WORDS, Expertise, points_of, topic_of
from sessions.queries.comparing import comparison, scenario_lines
from sessions.queries.gathering import gather, round_before
from sessions.queries.numbers import Numbers
from sessions.queries.proposals import proposal_page
from sessions.queries.settings import aparts_of, plans_with_wishes, reader_lines, rulings_of
from tests.factories.people import MembershipFactory, PersonFactory, RegionFactory
from tests.factories.plans import DossierFactory, VersionFactory
from tests.factories.programme import EditionFactory
from tests.factories.sessions import (
    AssignmentFactory,
    ConflictFactory,
    RoundFactory,
    RoundPlanFactory,
)
from tests.sessions_app.matched import SMALL, friend

counts = pytest.mark.parametrize("count", [1, 30])


def fill(matched, count):
    edition = matched.cast.edition
    for number in range(count):
        region = RegionFactory()
        dossier = DossierFactory(edition=edition, region=region, level="participants")
        plan = RoundPlanFactory(round=matched.round, version=VersionFactory(dossier=dossier))
        MembershipFactory(edition=edition, region=region, role=Role.LEAD)
        friend_ = friend(matched.cast, f"Friend{number}", Sector.GOVERNMENT)
        ConflictFactory(person=friend_, region=region)
        AssignmentFactory(round_plan=plan, person=friend_, state="planned", conflict_note="Fine")


@counts
def test_gathering_takes_seventeen_queries(matched, django_assert_num_queries, count):
    RoundFactory(edition=EditionFactory(programme=matched.cast.edition.programme, year=2016))
    fill(matched, count)

    with django_assert_num_queries(17):
        found = gather(matched.round, SMALL)

    assert len(found.given.dossiers) == count + 2
    assert len(found.given.conflicts) >= count


@counts
def test_the_page_of_a_proposal_takes_as_many(matched, django_assert_num_queries, count):
    RoundFactory(edition=EditionFactory(programme=matched.cast.edition.programme, year=2016))
    scenario = matched.propose()
    scenario.round = matched.round
    fill(matched, count)

    with django_assert_num_queries(17):
        page = proposal_page(scenario)

    assert len(page.tables) == count + 2


@counts
def test_lists_of_the_settings(matched, django_assert_num_queries, count):
    fill(matched, count)

    with django_assert_num_queries(4):
        assert len(reader_lines(matched.round)) == 2 * count + 7
    with django_assert_num_queries(1):
        assert (
            len([plan.dossier.region.name for plan in plans_with_wishes(matched.round)])
            == count + 2
        )
    with django_assert_num_queries(2):
        assert (rulings_of(matched.round), aparts_of(matched.round)) == ([], [])


@counts
def test_proposals_side_by_side(matched, django_assert_num_queries, count):
    fill(matched, count)
    scenarios = [matched.propose(), matched.propose(Numbers())]

    with django_assert_num_queries(2):
        found = comparison(scenarios)
    with django_assert_num_queries(1):
        assert len(scenario_lines(matched.round)) == 2

    assert len(found.plans) == count + 2


def test_the_own_region_is_a_conflict_and_so_is_what_was_declared(matched):
    ConflictFactory(person=matched.bea, region=matched.cast.north)

    given = gather(matched.round, SMALL).given

    assert (matched.north.pk, matched.bea.pk) in given.conflicts
    assert (matched.south.pk, matched.cast.rob.pk) in given.conflicts
    assert (matched.south.pk, matched.bea.pk) not in given.conflicts


def test_a_fixed_pair_with_a_reason_beats_a_conflict_and_takes_the_reason_along(matched):
    chris = matched.cast.chris
    ConflictFactory(person=matched.bea, region=matched.cast.north)
    pin = {"plan": matched.north, "person": matched.bea, "kind": RulingKind.PINNED, "by": chris}
    with pytest.raises(TieNeedsReason):
        rule_pair(**pin)

    rule_pair(**pin, note="The only one who knows water")
    found = gather(matched.round, SMALL)

    pair = (matched.north.pk, matched.bea.pk)
    assert pair in found.given.pinned
    assert pair not in found.given.conflicts
    assert found.notes[pair] == "The only one who knows water"


def test_nobody_is_fixed_at_the_own_region(matched):
    with pytest.raises(OwnRegion):
        rule_pair(
            plan=matched.south,
            person=matched.cast.rob,
            kind=RulingKind.PINNED,
            note="Please",
            by=matched.cast.chris,
        )


def test_a_pair_is_ruled_once_and_who_was_asked_is_not_ruled_out(matched):
    chris = matched.cast.chris
    rule_pair(plan=matched.south, person=matched.bob, kind=RulingKind.FORBIDDEN, by=chris)
    with pytest.raises(AlreadyRuled):
        rule_pair(plan=matched.south, person=matched.bob, kind=RulingKind.PINNED, by=chris)
    plan_assignment(plan=matched.south, person=matched.bea, capacity=Capacity.FRIEND, by=chris)
    send_invitations(round=matched.round, by=chris)

    with pytest.raises(AskedAlready):
        rule_pair(plan=matched.south, person=matched.bea, kind=RulingKind.FORBIDDEN, by=chris)


def test_two_people_are_kept_apart_once_in_either_order(matched):
    chris = matched.cast.chris
    keep_apart(round=matched.round, one=matched.bob, other=matched.bea, by=chris)

    with pytest.raises(AlreadyRuled):
        keep_apart(round=matched.round, one=matched.bea, other=matched.bob, by=chris)
    with pytest.raises(NotACandidate):
        keep_apart(round=matched.round, one=matched.bea, other=matched.bea, by=chris)
    with pytest.raises(NotACandidate):
        keep_apart(round=matched.round, one=matched.bea, other=PersonFactory(), by=chris)


def test_who_was_asked_is_fixed_even_when_away_or_over_the_load(matched):
    from sessions.actions import save_terms

    chris = matched.cast.chris
    plan_assignment(plan=matched.south, person=matched.bea, capacity=Capacity.FRIEND, by=chris)
    send_invitations(round=matched.round, by=chris)
    save_terms(round=matched.round, person=matched.bea, by=chris, away=True)

    given = gather(matched.round, SMALL).given
    bea = next(one for one in given.reviewers if one.key == matched.bea.pk)

    assert (matched.south.pk, matched.bea.pk) in given.pinned
    assert (bea.available, bea.most) == (True, 1)


def test_the_round_before_is_june_of_this_year_or_september_of_the_last(matched):
    programme = matched.cast.edition.programme
    last = EditionFactory(programme=programme, year=2016)
    RoundFactory(edition=last, season="june")
    autumn = RoundFactory(edition=last, season="september")
    september = RoundFactory(edition=matched.cast.edition, season="september")

    assert round_before(matched.round) == autumn.pk
    assert round_before(september) == matched.round.pk


def test_the_parts_of_fit_become_reasons():
    topic = topic_of(
        [("Talent", "Talent")],
        ["Studenten vinden bedrijven buiten de campus, met talent en kennisdeling"],
        {2: "Hoe vinden studenten ons?"},
    )

    points = points_of(Expertise.of("Talent, studenten en kennisdeling"), topic)

    assert points.elements == ("Talent",)
    assert points.questions == (2,)
    assert points.words == ("kennisdeling", "studenten", "talent")
    assert points.total == 150 + 3 * 40 + 100 + 150
    assert len(points.reasons) == 3


def test_fit_is_never_above_a_thousand():
    words = " ".join(f"woorden{letter * 3}" for letter in "abcdefghij")
    topic = topic_of([(w,) for w in words.split()], [words], dict.fromkeys((1, 2, 3), words))
    from sessions.models import Liked

    points = points_of(Expertise.of(words), topic, Liked.GLADLY)

    assert len(points.words) == MOST_WORDS
    assert points.total == 1000
