"""What somebody who is asked answers, and until when."""

from datetime import timedelta

import pytest
from django.utils import translation

from core import clock
from notifications.models import Notice
from people.models import Role
from plans.models import Version
from sessions.actions import accept_assignment, decline_assignment, withdraw_assignment
from sessions.errors import AnswerTooLate, NotAsked, OwnRegion, ReviewHandedIn
from sessions.models import Assignment, Capacity, Conflict, ConflictKind
from tests.factories.people import MembershipFactory
from tests.factories.sessions import ExtensionFactory
from tests.sessions_app.rounds import REVIEW_CLOSES

MOMENT = timedelta(microseconds=1)


def told(kind):
    rows = Notice.objects.filter(kind=f"sessions.{kind}")
    return sorted(rows.values_list("person__name", flat=True))


def test_a_yes_tells_the_facilitators(cast, scene):
    made = accept_assignment(assignment=scene.ask(cast.ada), by=cast.ada)

    assert (made.state, made.answered_at) == ("accepted", clock.now())
    assert told("accepted") == ["Chris"]


def test_a_second_yes_changes_nothing(cast, scene):
    asked = scene.ask(cast.ada)
    first = accept_assignment(assignment=asked, by=cast.ada)

    with clock.frozen(clock.now() + timedelta(hours=1)):
        second = accept_assignment(assignment=asked, by=cast.ada)

    assert second.answered_at == first.answered_at
    assert told("accepted") == ["Chris"]


def test_a_no_keeps_the_reason_for_the_facilitators(cast, scene):
    asked = scene.ask(cast.ada)

    decline_assignment(assignment=asked, by=cast.ada, reason="I am ill")

    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("declined", "I am ill")
    assert told("declined") == ["Chris"]
    assert not Assignment.objects.visible_to(cast.rob)


def test_a_no_with_a_conflict_is_kept_for_later_rounds(cast, scene):
    decline_assignment(
        assignment=scene.ask(cast.ada),
        by=cast.ada,
        reason="My brother",
        conflict=ConflictKind.PERSONAL,
    )

    conflict = Conflict.objects.get()
    assert (conflict.person, conflict.region, conflict.kind, conflict.note) == (
        cast.ada, cast.south, "personal", "My brother",
    )  # fmt: skip


def test_a_yes_may_become_a_no_until_the_review_is_handed_in(cast, scene, handed_in):
    asked = scene.ask(cast.ada)
    accept_assignment(assignment=asked, by=cast.ada)
    decline_assignment(assignment=asked, by=cast.ada)
    assert Assignment.objects.get().state == "declined"

    other = scene.ask(cast.pim, Capacity.PEER, from_region=cast.north)
    accept_assignment(assignment=other, by=cast.pim)
    handed_in(other.pk)
    with pytest.raises(ReviewHandedIn):
        decline_assignment(assignment=other, by=cast.pim)


def test_a_no_is_final_for_the_reviewer(cast, scene):
    asked = scene.ask(cast.ada)
    decline_assignment(assignment=asked, by=cast.ada)

    with pytest.raises(NotAsked):
        accept_assignment(assignment=asked, by=cast.ada)


def test_nobody_answers_for_somebody_else(cast, scene):
    asked = scene.ask(cast.ada)

    for person in (cast.chris, cast.rob, cast.sam):
        with pytest.raises(NotAsked):
            accept_assignment(assignment=asked, by=person)
        with pytest.raises(NotAsked):
            decline_assignment(assignment=asked, by=person)


def test_what_is_not_asked_any_more_has_no_answer(cast, scene):
    asked = scene.ask(cast.ada)
    withdraw_assignment(assignment=asked, by=cast.chris)

    with pytest.raises(NotAsked):
        accept_assignment(assignment=asked, by=cast.ada)


def test_the_last_moment_of_the_review_step_is_in_time(cast, scene):
    asked = scene.ask(cast.ada)

    with clock.frozen(REVIEW_CLOSES):
        assert accept_assignment(assignment=asked, by=cast.ada).state == "accepted"


def test_after_the_review_step_a_yes_is_refused_with_the_date(cast, scene):
    asked = scene.ask(cast.ada)

    with (
        clock.frozen(REVIEW_CLOSES + MOMENT),
        translation.override("en"),
        pytest.raises(AnswerTooLate) as refused,
    ):
        accept_assignment(assignment=asked, by=cast.ada)

    assert str(refused.value) == "The review step closed on 22 June 2017 at 9:00."


def test_a_no_is_possible_at_any_time(cast, scene):
    asked = scene.ask(cast.ada)

    with clock.frozen(REVIEW_CLOSES + MOMENT):
        assert decline_assignment(assignment=asked, by=cast.ada).state == "declined"


def test_an_extension_makes_a_yes_possible_again(cast, scene):
    asked, later = scene.ask(cast.ada), REVIEW_CLOSES + timedelta(days=1)
    step = scene.round.steps.get(kind="review")
    ExtensionFactory(step=step, person=cast.ada, due_at=later, closes_at=later)

    with clock.frozen(later):
        assert accept_assignment(assignment=asked, by=cast.ada).state == "accepted"


def test_a_yes_before_the_review_step_opens_is_welcome(cast, scene):
    asked = scene.ask(cast.ada)

    with clock.frozen(clock.amsterdam(2017, 5, 20)):
        assert accept_assignment(assignment=asked, by=cast.ada).state == "accepted"


def test_after_the_access_of_an_additional_friend_a_yes_is_refused(cast, scene):
    today = clock.today()
    asked = scene.ask(cast.eva, Capacity.EXTRA_FRIEND, access_until=today)

    with clock.frozen(clock.end_of_day(today) + timedelta(minutes=1)), pytest.raises(AnswerTooLate):
        accept_assignment(assignment=asked, by=cast.eva)


def test_who_joined_the_team_meanwhile_cannot_say_yes(cast, scene):
    asked = scene.ask(cast.ada)
    MembershipFactory(person=cast.ada, edition=cast.edition, role=Role.MEMBER, region=cast.south)

    with pytest.raises(OwnRegion):
        accept_assignment(assignment=asked, by=cast.ada)


def test_the_plan_is_readable_from_the_question_until_the_no(cast, scene):
    asked = scene.ask(cast.ada)
    assert Version.objects.visible_to(cast.ada).count() == 1

    decline_assignment(assignment=asked, by=cast.ada)

    assert Version.objects.visible_to(cast.ada).count() == 0
