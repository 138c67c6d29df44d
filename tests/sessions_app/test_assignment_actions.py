"""Choosing reviewers and asking them."""

from datetime import timedelta

import pytest
from django.utils import translation

from core import clock
from notifications.models import Notice
from notifications.queries import line_of
from people.models import Membership, Role
from sessions.actions import (
    change_note,
    plan_assignment,
    send_invitations,
    tie_plan,
    withdraw_assignment,
)
from sessions.errors import (
    AccessNeedsAnEnd,
    AlreadyPlanned,
    NotACandidate,
    NotAsked,
    NothingToSend,
    NotPublished,
    OwnRegion,
    ReviewHandedIn,
    TieNeedsReason,
)
from sessions.models import Assignment, AssignmentState, Capacity
from tests.factories.people import MembershipFactory, PersonFactory
from tests.factories.plans import DossierFactory, VersionFactory
from tests.factories.sessions import ConflictFactory
from tests.sessions_app.rounds import june_round

TODAY = clock.amsterdam(2017, 6, 12).date()


def notices(person, kind):
    return Notice.objects.filter(person=person, kind=f"sessions.{kind}")


def test_a_chosen_reviewer_knows_of_nothing(cast, scene):
    scene.choose(cast.ada)

    assert {
        name for name, one in cast.everybody().items() if Assignment.objects.visible_to(one)
    } == {"chris"}
    assert notices(cast.ada, "asked").count() == 0


def test_sending_asks_everybody_at_once(cast, scene):
    scene.choose(cast.ada)
    scene.choose(cast.pim, Capacity.PEER, from_region=cast.north)

    sent = send_invitations(round=scene.round, by=cast.chris)

    assert {row.person for row in sent} == {cast.ada, cast.pim}
    assert {row.state for row in Assignment.objects.all()} == {"sent"}
    assert [notices(one, "asked").count() for one in (cast.ada, cast.pim)] == [1, 1]


def test_the_letter_says_which_plan_and_until_when(cast, scene):
    scene.ask(cast.ada)

    with translation.override("en"):
        line = line_of(notices(cast.ada, "asked").get())

    assert line.text == (
        "Will you review the plan of South, Beyond the campus? "
        "The review is due on 19 June 2017 at 17:00."
    )


def test_sending_twice_sends_once(cast, scene):
    scene.ask(cast.ada)

    with pytest.raises(NothingToSend):
        send_invitations(round=scene.round, by=cast.chris)

    assert notices(cast.ada, "asked").count() == 1


def test_nothing_is_sent_in_a_round_that_is_not_published(cast):
    round_ = june_round(cast, published=False)
    version = VersionFactory(dossier=DossierFactory(edition=cast.edition, region=cast.south))
    plan = tie_plan(round=round_, dossier=version.dossier, by=cast.chris)
    plan_assignment(plan=plan, person=cast.ada, capacity=Capacity.FRIEND, by=cast.chris)

    with pytest.raises(NotPublished):
        send_invitations(round=round_, by=cast.chris)

    assert Assignment.objects.get().state == "planned"


@pytest.mark.parametrize("name", ["rob", "mia"])
@pytest.mark.parametrize("note", ["", "There is nobody else"])
def test_nobody_reviews_the_own_region_whatever_the_reason(cast, scene, name, note):
    with pytest.raises(OwnRegion):
        scene.choose(getattr(cast, name), Capacity.PEER, from_region=cast.south, conflict_note=note)

    assert Assignment.objects.count() == 0


@pytest.mark.parametrize("capacity", [Capacity.FRIEND, Capacity.RESEARCHER])
def test_a_team_member_does_not_review_the_own_region_in_another_capacity(cast, scene, capacity):
    role = {Capacity.FRIEND: Role.FRIEND, Capacity.RESEARCHER: Role.RESEARCHER}[capacity]
    MembershipFactory(person=cast.mia, edition=cast.edition, role=role)

    with pytest.raises(OwnRegion):
        scene.choose(cast.mia, capacity, conflict_note="She is the only one")


def test_who_joined_the_team_after_being_chosen_is_not_asked(cast, scene):
    scene.choose(cast.ada)
    MembershipFactory(person=cast.ada, edition=cast.edition, role=Role.MEMBER, region=cast.south)

    with pytest.raises(OwnRegion):
        send_invitations(round=scene.round, by=cast.chris)

    assert Assignment.objects.get().state == "planned"


def test_a_declared_conflict_asks_for_a_reason(cast, scene):
    ConflictFactory(person=cast.ada, region=cast.south)

    with pytest.raises(TieNeedsReason):
        scene.choose(cast.ada, conflict_note="  ")

    assert Assignment.objects.count() == 0


def test_with_a_reason_a_conflict_is_possible(cast, scene):
    ConflictFactory(person=cast.ada, region=cast.south)

    made = scene.ask(cast.ada, conflict_note="Ten years ago")

    assert (made.state, made.conflict_note) == ("sent", "Ten years ago")


def test_a_conflict_that_came_up_later_stops_the_sending_until_there_is_a_reason(cast, scene):
    made = scene.choose(cast.ada)
    ConflictFactory(person=cast.ada, region=cast.south)

    with pytest.raises(TieNeedsReason):
        send_invitations(round=scene.round, by=cast.chris)
    change_note(assignment=made, note="Long ago", by=cast.chris)

    assert send_invitations(round=scene.round, by=cast.chris) == [made]


def test_one_blocked_invitation_holds_back_all(cast, scene):
    scene.choose(cast.pim, Capacity.PEER, from_region=cast.north)
    scene.choose(cast.ada)
    ConflictFactory(person=cast.ada, region=cast.south)

    with pytest.raises(TieNeedsReason):
        send_invitations(round=scene.round, by=cast.chris)

    assert set(Assignment.objects.values_list("state", flat=True)) == {"planned"}
    assert Notice.objects.filter(kind="sessions.asked").count() == 0


@pytest.mark.parametrize(
    ("name", "capacity"),
    [
        ("olga", Capacity.FRIEND),
        ("wim", Capacity.FRIEND),
        ("ada", Capacity.RESEARCHER),
        ("ben", Capacity.FRIEND),
        ("eva", Capacity.FRIEND),
    ],
)
def test_the_capacity_asks_for_the_part_in_the_edition(cast, scene, name, capacity):
    with pytest.raises(NotACandidate):
        scene.choose(getattr(cast, name), capacity)


def test_a_peer_comes_from_the_region_that_is_named(cast, scene):
    with pytest.raises(NotACandidate):
        scene.choose(cast.pim, Capacity.PEER, from_region=cast.west)
    with pytest.raises(NotACandidate):
        scene.choose(cast.pim, Capacity.PEER)
    with pytest.raises(NotACandidate):
        scene.choose(cast.ada, Capacity.FRIEND, from_region=cast.north)


def test_who_may_not_log_in_is_not_asked(cast, scene):
    cast.ada.is_active = False
    cast.ada.save()

    with pytest.raises(NotACandidate):
        scene.choose(cast.ada)


def test_one_person_is_chosen_once_for_a_plan(cast, scene):
    scene.choose(cast.ada)

    with pytest.raises(AlreadyPlanned):
        scene.choose(cast.ada)

    assert Assignment.objects.count() == 1


@pytest.mark.parametrize("until", [None, TODAY - timedelta(days=1)])
def test_an_additional_friend_has_access_for_a_limited_time(cast, scene, until):
    with pytest.raises(AccessNeedsAnEnd):
        scene.choose(cast.eva, Capacity.EXTRA_FRIEND, access_until=until)


def test_an_additional_friend_gets_the_role_when_asked_and_not_before(cast, scene):
    somebody = PersonFactory()
    until = TODAY + timedelta(days=20)

    scene.choose(somebody, Capacity.EXTRA_FRIEND, access_until=until)
    assert Membership.objects.filter(person=somebody).count() == 0
    send_invitations(round=scene.round, by=cast.chris)

    assert Membership.objects.get(person=somebody).until_date == until


def test_an_earlier_role_of_an_additional_friend_is_made_longer_never_shorter(cast, scene):
    member = Membership.objects.get(person=cast.eva)
    before = member.until_date

    scene.ask(cast.eva, Capacity.EXTRA_FRIEND, access_until=TODAY + timedelta(days=20))

    member.refresh_from_db()
    assert member.until_date == before


def test_access_that_ended_before_sending_stops_the_sending(cast, scene):
    scene.choose(cast.eva, Capacity.EXTRA_FRIEND, access_until=TODAY)

    with clock.frozen(clock.amsterdam(2017, 6, 13, 9)), pytest.raises(AccessNeedsAnEnd):
        send_invitations(round=scene.round, by=cast.chris)


def test_taking_back_a_plan_of_one_s_own_tells_nobody(cast, scene):
    made = scene.choose(cast.ada)

    withdraw_assignment(assignment=made, by=cast.chris)

    assert Assignment.objects.count() == 0
    assert notices(cast.ada, "withdrawn").count() == 0


def test_taking_back_a_question_tells_the_reviewer_why(cast, scene):
    made = scene.ask(cast.ada)

    withdraw_assignment(assignment=made, by=cast.chris, reason="The plan is withdrawn")

    made.refresh_from_db()
    assert (made.state, made.reason) == ("withdrawn", "The plan is withdrawn")
    assert notices(cast.ada, "withdrawn").count() == 1


def test_taking_back_twice_is_refused(cast, scene):
    made = scene.ask(cast.ada)
    withdraw_assignment(assignment=made, by=cast.chris)

    with pytest.raises(NotAsked):
        withdraw_assignment(assignment=made, by=cast.chris)


def test_a_reviewer_who_handed_in_stays(cast, scene, handed_in):
    made = scene.ask(cast.ada)
    handed_in(made.pk)

    with pytest.raises(ReviewHandedIn):
        withdraw_assignment(assignment=made, by=cast.chris)


def test_who_was_taken_out_may_be_asked_again_and_gets_a_new_letter(cast, scene):
    made = scene.ask(cast.ada)
    withdraw_assignment(assignment=made, by=cast.chris, reason="By mistake")

    with clock.frozen(clock.amsterdam(2017, 6, 13, 9)):
        again = scene.ask(cast.ada)

    assert (again.pk, again.state, again.reason) == (made.pk, AssignmentState.SENT, "")
    assert notices(cast.ada, "asked").count() == 2
