"""The reminder ladder: who is reminded of what, when, and never twice."""

from datetime import timedelta

import pytest

from core import clock
from notifications.models import Notice
from notifications.queries import lines_of
from people.models import Role
from sessions.actions import accept_assignment, change_steps, give_extension
from sessions.models import Reminder, ReminderRule
from sessions.schedule import moments_of
from sessions.tasks import send_reminders
from tests.factories.people import MembershipFactory
from tests.factories.plans import DossierFactory, VersionFactory
from tests.factories.sessions import AssignmentFactory
from tests.sessions_app.rounds import june_round, make_scene

# The plan is due on Thursday 8 June 2017 at 17:00, the review on Monday 19 June at 17:00.
PLAN_FIVE_BEFORE = clock.amsterdam(2017, 5, 31, 9)  # Pentecost Monday does not count
REVIEW_FIVE_BEFORE = clock.amsterdam(2017, 6, 12, 9)
REVIEW_ONE_BEFORE = clock.amsterdam(2017, 6, 16, 9)
REVIEW_ONE_AFTER = clock.amsterdam(2017, 6, 20, 9)
REVIEW_TWO_AFTER = clock.amsterdam(2017, 6, 21, 9)
FACILITATORS = clock.amsterdam(2017, 6, 22, 9)
MINUTE = timedelta(minutes=1)


def sweep(at):
    with clock.frozen(at):
        return send_reminders()


def told(*prefixes):
    rows = Notice.objects.filter(subject_type="work_sessions.reminder").order_by("pk")
    return [(row.kind, row.person.name) for row in rows if row.kind.startswith(prefixes or ("",))]


@pytest.fixture
def asked(cast):
    """Ada said yes on 10 June, in South's plan; only of reviews is anybody reminded."""
    with clock.frozen(clock.amsterdam(2017, 6, 10, 10)):
        scene = make_scene(cast)
        ada = scene.ask(cast.ada)
        accept_assignment(assignment=ada, by=cast.ada)
    ada.refresh_from_db()
    ReminderRule.objects.exclude(kind="review").delete()
    return scene, ada


def test_a_region_that_owes_its_plan_is_reminded_and_one_that_submitted_is_not(cast):
    june_round(cast)
    with clock.frozen(clock.amsterdam(2017, 5, 20, 10)):
        VersionFactory(dossier=DossierFactory(edition=cast.edition, region=cast.south))

    assert sweep(PLAN_FIVE_BEFORE) == 2

    assert told() == [("sessions.plan-due", "Pim"), ("sessions.plan-due", "Sam")]


def test_a_reviewer_climbs_the_ladder_and_at_last_the_facilitator_hears(asked):
    for at in (
        REVIEW_FIVE_BEFORE, REVIEW_ONE_BEFORE, REVIEW_ONE_AFTER, REVIEW_TWO_AFTER, FACILITATORS,
    ):  # fmt: skip
        assert sweep(at - MINUTE) == 0
        assert sweep(at) == 1
        assert sweep(at + MINUTE) == 0

    assert told("reviews", "sessions.silent") == [
        ("reviews.due", "Ada"),
        ("reviews.due", "Ada"),
        ("reviews.late", "Ada"),
        ("reviews.late", "Ada"),
        ("sessions.silent", "Chris"),
    ]


def test_who_did_not_answer_is_reminded_of_the_invitation(cast):
    with clock.frozen(clock.amsterdam(2017, 6, 10, 10)):
        make_scene(cast).ask(cast.ada)

    sweep(REVIEW_FIVE_BEFORE)

    assert told("sessions.answer", "reviews") == [("sessions.answer-waits", "Ada")]


def test_who_was_asked_after_a_rung_is_not_reminded_of_it(cast):
    with clock.frozen(REVIEW_FIVE_BEFORE + timedelta(hours=1)):
        accept_assignment(assignment=make_scene(cast).ask(cast.ada), by=cast.ada)

    assert sweep(REVIEW_FIVE_BEFORE + timedelta(hours=2)) == 0


def test_more_time_begins_the_ladder_again(cast, asked):
    scene, _ada = asked
    step = scene.round.steps.get(kind="review")
    sweep(REVIEW_FIVE_BEFORE)
    with clock.frozen(clock.amsterdam(2017, 6, 13, 10)):
        give_extension(
            step=step,
            person=cast.ada,
            due_at=clock.amsterdam(2017, 6, 22, 17),
            closes_at=clock.amsterdam(2017, 6, 23, 17),
            reason="Ill",
            by=cast.chris,
        )

    assert sweep(REVIEW_ONE_BEFORE) == 1  # Thursday 15 June: five before the new moment
    assert sweep(clock.amsterdam(2017, 6, 21, 9)) == 1  # one before

    assert told("reviews") == [("reviews.due", "Ada")] * 3
    assert Reminder.objects.filter(overtaken=True).count() == 1


def test_a_reminder_of_an_old_moment_is_not_read_any_more(cast, asked):
    scene, _ada = asked
    sweep(REVIEW_FIVE_BEFORE)
    notice = Notice.objects.filter(kind="reviews.due").get()
    with clock.frozen(clock.amsterdam(2017, 6, 13, 10)):
        assert len(lines_of([notice])) == 1
        moments = moments_of(scene.round.steps.all())
        moments[1] = type(moments[1])(
            moments[1].kind,
            moments[1].opens_at,
            clock.amsterdam(2017, 6, 20, 17),
            moments[1].closes_at,
        )
        change_steps(round=scene.round, steps=moments, revision=0, by=cast.chris)

        assert lines_of([notice]) == []


def test_after_a_week_of_silence_only_the_last_is_told(asked):
    assert sweep(REVIEW_ONE_AFTER) == 1

    assert told("reviews") == [("reviews.late", "Ada")]
    assert list(Reminder.objects.order_by("planned_at").values_list("told", flat=True)) == [
        False,
        True,
    ]


def test_what_is_older_than_a_week_is_not_given_at_all(asked):
    sweep(FACILITATORS + timedelta(days=30))

    assert Reminder.objects.count() == 0


def test_a_withdrawn_reviewer_is_not_reminded(asked):
    _scene, ada = asked
    ada.state = "withdrawn"
    ada.save()

    assert sweep(REVIEW_FIVE_BEFORE) == 0


def test_a_round_that_nobody_knows_of_reminds_nobody(cast):
    june_round(cast, published=False)

    assert sweep(PLAN_FIVE_BEFORE) == 0


def test_a_rule_speaks_from_when_it_was_made(asked):
    ReminderRule.objects.update(created_at=REVIEW_FIVE_BEFORE)

    assert sweep(REVIEW_FIVE_BEFORE + MINUTE) == 0
    assert sweep(REVIEW_ONE_BEFORE) == 1


def test_the_whole_team_hears_where_the_rule_says_so(cast):
    june_round(cast)
    MembershipFactory(edition=cast.edition, region=cast.north, role=Role.LEAD, person__name="Nel")

    sweep(PLAN_FIVE_BEFORE)
    sweep(clock.amsterdam(2017, 6, 7, 9))

    assert sorted(told()) == sorted(
        [("sessions.plan-due", name) for name in ("Nel", "Pim", "Sam", "Mia", "Rob")]
        + [("sessions.plan-due", name) for name in ("Nel", "Sam", "Rob")]
    )


@pytest.mark.parametrize("count", [1, 30])
def test_a_batch_takes_the_same_queries_for_1_as_for_30(asked, django_assert_num_queries, count):
    scene, _ada = asked
    sent = clock.amsterdam(2017, 6, 10, 10)
    for _ in range(count - 1):
        AssignmentFactory(round_plan=scene.plan, sent_at=sent, answered_at=sent)

    with clock.frozen(REVIEW_FIVE_BEFORE), django_assert_num_queries(22):
        assert send_reminders() == count
