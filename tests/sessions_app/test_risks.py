"""Each risk comes when it should and goes when its cause is gone; the clock stands still."""

from datetime import timedelta

import pytest

from core import clock
from discussion.models import Post, Thread
from notifications.models import Delivery, Notice
from plans.models import Dossier
from sessions.actions import give_extension
from sessions.actions.risks import act_on_risk
from sessions.models import Assignment, Extension, RoundPlan, StepKind
from sessions.risks import kinds
from sessions.risks.gathering import at_risk, scope_of
from sessions.stages import Stages
from tests.factories.discussion import ThreadFactory
from tests.factories.discussion import post as post_in
from tests.factories.people import MembershipFactory, PersonFactory
from tests.factories.plans import SectionFactory, VersionFactory
from tests.factories.sessions import AssignmentFactory
from tests.sessions_app.rounds import june_round

PLAN_DUE = clock.amsterdam(2017, 6, 8, 17)
PLAN_CLOSES = clock.amsterdam(2017, 6, 10, 9)
REVIEW_DUE = clock.amsterdam(2017, 6, 19, 17)
MINUTE = timedelta(minutes=1)


def risks(cast, at=None, kind=None):
    """What is at risk at a moment, as (kind, subject), and the verb of each."""
    with clock.frozen(at or clock.now()):
        found = at_risk(scope_of(cast.chris, cast.edition.pk)).open
    return {
        (line.risk.kind, line.risk.subject): line.risk
        for line in found
        if kind is None or line.risk.kind == kind
    }


def is_there(cast, kind, subject, at):
    return (kind, subject) in risks(cast, at)


def do(cast, risk, at=None):
    with clock.frozen(at or clock.now()):
        return act_on_risk(risk=risk, by=cast.chris)


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("person__name", flat=True))


# ------------------------------------------------------------------ plans


def test_a_region_without_a_draft_is_at_risk_three_days_before_its_plan_is_due(cast):
    june_round(cast)
    soon = PLAN_DUE - timedelta(days=3)

    moments = [soon - MINUTE, soon, PLAN_DUE, PLAN_DUE + MINUTE]

    assert [is_there(cast, "plan-missing", cast.south.pk, at) for at in moments] == [
        False, True, True, True,
    ]  # fmt: skip


def test_a_draft_is_enough_until_the_plan_is_due_and_then_only_a_plan_in_the_round_is(cast):
    round_ = june_round(cast)
    dossier = VersionFactory(
        dossier__edition=cast.edition,
        dossier__region=cast.south,
        submitted_at=clock.amsterdam(2017, 1, 1),
    ).dossier
    at = PLAN_DUE - timedelta(days=1)
    before = is_there(cast, "plan-missing", cast.south.pk, at)
    SectionFactory(dossier=dossier, saved_at=at - timedelta(hours=1), saved_by=cast.rob)

    assert before
    assert not is_there(cast, "plan-missing", cast.south.pk, at)
    assert is_there(cast, "plan-missing", cast.south.pk, PLAN_DUE + MINUTE)
    RoundPlan.objects.create(
        round=round_, dossier=dossier, version=dossier.versions.get(), tied_by=cast.chris
    )
    assert not is_there(cast, "plan-missing", cast.south.pk, PLAN_DUE + MINUTE)


def test_what_was_written_before_the_step_opened_is_no_draft(cast):
    june_round(cast)
    dossier = Dossier.objects.create(
        edition=cast.edition, region=cast.south, title="Old", created_by=cast.rob
    )
    SectionFactory(dossier=dossier, saved_at=clock.amsterdam(2017, 5, 1), saved_by=cast.rob)

    assert is_there(cast, "plan-missing", cast.south.pk, PLAN_DUE)


def test_an_extension_moves_the_risk(cast):
    round_ = june_round(cast)
    later = PLAN_DUE + timedelta(days=10)
    give_extension(
        step=round_.steps.get(kind="plan"), region=cast.south, due_at=later, closes_at=later,
        reason="Illness", by=cast.chris,
    )  # fmt: skip

    moments = [PLAN_DUE + MINUTE, later - timedelta(days=3), later + MINUTE]

    assert [is_there(cast, "plan-missing", cast.south.pk, at) for at in moments] == [
        False, True, True,
    ]  # fmt: skip
    assert is_there(cast, "plan-missing", cast.west.pk, PLAN_DUE + MINUTE)


def test_before_it_is_due_the_team_is_reminded_with_the_date_that_counts(cast):
    june_round(cast)
    at = PLAN_DUE - timedelta(days=1)
    risk = risks(cast, at)["plan-missing", cast.south.pk]

    do(cast, risk, at)

    assert (risk.move.verb, told("sessions.plan-wanted")) == ("remind", ["Mia", "Rob"])


def test_once_it_is_due_a_week_more_is_one_click_and_the_next_time_a_reminder(cast):
    round_ = june_round(cast)
    at = PLAN_CLOSES + timedelta(hours=2)
    risk = risks(cast, at)["plan-missing", cast.south.pk]

    do(cast, risk, at)

    stage = Stages.load([round_], at).of(StepKind.PLAN, round_.pk, region_id=cast.south.pk)
    assert risk.move.verb == "extend"
    assert (stage.open, stage.due_at) == (True, PLAN_DUE + timedelta(days=9))
    assert told("sessions.extended") == ["Mia", "Rob"]
    assert not is_there(cast, "plan-missing", cast.south.pk, at)
    late = risks(cast, PLAN_DUE + timedelta(days=10))["plan-missing", cast.south.pk]
    assert late.move.verb == "remind"


def test_after_the_round_nothing_of_it_is_at_risk(cast, scene):
    AssignmentFactory(round_plan=scene.plan, person=cast.ada)
    end = scene.round.steps.latest("position").closes_at

    assert risks(cast, end - MINUTE) != {}
    assert risks(cast, end) == {}


def test_a_round_that_is_not_announced_has_no_risks(cast):
    june_round(cast, published=False)

    assert risks(cast, PLAN_DUE) == {}


# ------------------------------------------------------------------ silence


def test_a_region_is_silent_when_its_team_did_nothing_for_two_weeks(cast):
    round_ = june_round(cast)
    begin = round_.steps.earliest("position").opens_at
    week_two = begin + timedelta(days=14)

    assert not is_there(cast, "region-silent", cast.south.pk, week_two - MINUTE)
    assert is_there(cast, "region-silent", cast.south.pk, week_two)


@pytest.mark.parametrize("way", ["post", "text", "log"])
def test_whatever_somebody_of_the_team_does_breaks_the_silence(cast, scene, way):
    at = clock.now()
    with clock.frozen(at - timedelta(days=1)):
        if way == "post":
            thread = ThreadFactory(target_id=scene.dossier.pk, created_by=cast.mia)
            Post.objects.create(
                thread=thread, author=cast.mia, seq=1, body_md="Hello", language="en"
            )
        if way == "text":
            SectionFactory(dossier=scene.dossier, saved_at=clock.now(), saved_by=cast.mia)
        if way == "log":
            from audit.actions import record

            record("region.changed", by=cast.mia, target=cast.south)

    assert not is_there(cast, "region-silent", cast.south.pk, at)
    assert is_there(cast, "region-silent", cast.north.pk, at)


def test_the_lead_of_a_silent_region_is_asked_how_it_goes(cast, scene):
    do(cast, risks(cast)["region-silent", cast.south.pk])

    assert told("sessions.how-goes-it") == ["Rob"]


def test_a_silent_region_without_a_lead_tells_the_facilitator_so(cast, scene):
    sentence = do(cast, risks(cast)["region-silent", cast.north.pk])

    assert "North" in sentence
    assert told("sessions.how-goes-it") == []


# ------------------------------------------------------------------ reviewers


def test_a_plan_wants_two_critical_friends(cast, scene):
    found = []
    for person, capacity in ((cast.pim, "peer"), (cast.ada, "friend"), (cast.eva, "extra_friend")):
        found.append(("friends-few", scene.plan.pk) in risks(cast))
        more = {"from_region": cast.north} if capacity == "peer" else {}
        AssignmentFactory(round_plan=scene.plan, person=person, capacity=capacity, **more)

    assert (*found, ("friends-few", scene.plan.pk) in risks(cast)) == (True, True, True, False)


def test_who_was_asked_this_week_may_still_say_yes(cast, scene):
    AssignmentFactory(round_plan=scene.plan, person=cast.ada)
    scene.ask(cast.eva, "extra_friend", access_until=clock.today() + timedelta(days=30))
    at = clock.now()

    assert not is_there(cast, "friends-few", scene.plan.pk, at)
    assert is_there(cast, "friends-few", scene.plan.pk, at + timedelta(days=7, minutes=1))


def test_one_click_chooses_the_fittest_friend_and_tells_nobody(cast, scene):
    do(cast, risks(cast)["friends-few", scene.plan.pk])

    made = Assignment.objects.get()
    assert (made.person, made.state) == (cast.ada, "planned")
    assert Notice.objects.filter(person=cast.ada, kind="sessions.asked").count() == 0
    move = risks(cast)["friends-few", scene.plan.pk].move
    assert (move.verb, move.url) == ("look", f"/rounds/{scene.round.pk}/assign/send/")


def test_reviews_that_can_no_longer_be_written_need_no_friends(cast, scene):
    assert not is_there(cast, "friends-few", scene.plan.pk, clock.amsterdam(2017, 6, 22, 9, 1))


def test_an_invitation_waits_a_week_then_a_reminder_then_somebody_else(cast, scene):
    asked = scene.ask(cast.ada)
    other = PersonFactory(name="Zoe")
    MembershipFactory(person=other, edition=cast.edition, role="friend")
    at = clock.now() + timedelta(days=7)

    assert not is_there(cast, "invitation-open", asked.pk, at)
    first = risks(cast, at + MINUTE)["invitation-open", asked.pk]
    do(cast, first, at + MINUTE)
    second = risks(cast, at + MINUTE)["invitation-open", asked.pk]
    do(cast, second, at + timedelta(days=1, minutes=2))

    assert (first.move.verb, second.move.verb) == ("remind", "replace")
    assert second.move.confirm != ""
    assert told("sessions.answer-wanted") == ["Ada"]
    states = dict(Assignment.objects.values_list("person__name", "state"))
    assert states == {"Ada": "withdrawn", "Zoe": "planned"}


def test_an_answer_ends_the_waiting(cast, scene):
    asked = scene.ask(cast.ada)
    at = clock.now() + timedelta(days=8)
    Assignment.objects.update(state="accepted", answered_at=clock.now())

    assert not is_there(cast, "invitation-open", asked.pk, at)


def test_a_later_version_can_take_the_place_in_one_click(cast, scene):
    assert ("plan-outdated", scene.plan.pk) not in risks(cast)
    VersionFactory(dossier=scene.dossier)

    do(cast, risks(cast)["plan-outdated", scene.plan.pk])

    assert RoundPlan.objects.get().version.number == 2
    assert ("plan-outdated", scene.plan.pk) not in risks(cast)


# ------------------------------------------------------------------ conversations


@pytest.fixture
def question(cast, scene):
    """Ada asked South something, in a thread on its plan."""
    AssignmentFactory(round_plan=scene.plan, person=cast.ada)
    thread = ThreadFactory(target_id=scene.dossier.pk, created_by=cast.ada, title="How many?")
    post_in(thread, cast.ada, "How many?", post_kind="clarifying")
    thread.refresh_from_db()
    return thread


def test_a_question_waits_four_days_for_the_team(cast, question):
    at = clock.now() + timedelta(days=4)

    assert not is_there(cast, "question-open", question.pk, at - MINUTE)
    assert is_there(cast, "question-open", question.pk, at)


def test_only_an_answer_of_the_team_counts(cast, question):
    at = clock.now() + timedelta(days=5)
    with clock.frozen(clock.now() + timedelta(hours=1)):
        post_in(question, cast.chris, "Good question")
    still = is_there(cast, "question-open", question.pk, at)
    with clock.frozen(clock.now() + timedelta(hours=2)):
        post_in(question, cast.mia, "Twelve")

    assert still
    assert not is_there(cast, "question-open", question.pk, at)


def test_a_conversation_stands_still_after_a_week_and_is_not_told_twice(cast, question):
    week = clock.now() + timedelta(days=7)
    with clock.frozen(clock.now() + timedelta(hours=2)):
        post_in(question, cast.mia, "Twelve")

    assert not is_there(cast, "thread-waits", question.pk, week)
    assert is_there(cast, "thread-waits", question.pk, week + timedelta(hours=2))
    assert not is_there(cast, "question-open", question.pk, week + timedelta(hours=2))


def test_a_conversation_that_is_resolved_waits_for_nothing(cast, question):
    at = clock.now() + timedelta(days=9)
    Thread.objects.update(
        state="resolved", resolution="done", resolved_at=clock.now(), resolved_by=cast.rob
    )

    assert not is_there(cast, "thread-waits", question.pk, at)
    assert not is_there(cast, "question-open", question.pk, at)


def test_what_a_facilitator_does_not_read_is_not_on_the_list(cast, question):
    at = clock.now() + timedelta(days=9)
    assert is_there(cast, "question-open", question.pk, at)

    Thread.objects.update(level="region")

    assert not is_there(cast, "question-open", question.pk, at)
    assert not is_there(cast, "thread-waits", question.pk, at)


def test_the_team_is_asked_to_answer_and_who_takes_part_to_go_on(cast, question):
    at = clock.now() + timedelta(days=9)
    do(cast, risks(cast, at)["question-open", question.pk], at)
    assert told("sessions.question-waits") == ["Mia", "Rob"]

    with clock.frozen(at):
        post_in(question, cast.mia, "Twelve")
    later = at + timedelta(days=8)
    do(cast, risks(cast, later)["thread-waits", question.pk], later)
    assert told("sessions.thread-waits") == ["Ada", "Mia"]


# ------------------------------------------------------------------ mail


def test_mail_that_was_given_up_stands_there_by_person_and_is_sent_again(cast, scene):
    for person in (cast.ada, cast.ada, PersonFactory(name="Elsewhere")):
        Delivery.objects.create(
            person=person,
            address=person.email,
            subject="Secret",
            text="Hidden",
            state="failed",
            calendar="BEGIN:VCALENDAR",
        )

    found = risks(cast, kind="mail-failed")
    words = [risk.words for risk in found.values()]
    do(cast, found["mail-failed", cast.ada.pk])

    assert list(found) == [("mail-failed", cast.ada.pk)]
    assert "2" in words[0]
    assert "Secret" not in words[0]
    assert set(Delivery.objects.filter(subject="Secret").values_list("person__name", "state")) == {
        ("Ada", "todo"), ("Elsewhere", "failed"),
    }  # fmt: skip
    assert risks(cast, kind="mail-failed") == {}


# ------------------------------------------------------------------ all together


def test_every_button_has_a_deed_and_every_deed_a_kind(cast, scene):
    assert {kind.key for kind in kinds.all_kinds()} == {
        "plan-missing", "plan-outdated", "region-silent", "friends-few", "invitation-open",
        "question-open", "thread-waits", "mail-failed", "review-missing", "question-unreviewed",
        "answer-late", "advice-unowned", "promise-stuck",
    }  # fmt: skip


def test_the_most_urgent_stands_first(cast, scene):
    scene.ask(cast.ada)

    with clock.frozen(clock.now() + timedelta(days=8)):
        found = at_risk(scope_of(cast.chris, cast.edition.pk)).open

    places = [(line.kind.rank, line.risk.harm_at) for line in found]
    assert places == sorted(places)
    assert len(found) > 3


def test_a_week_more_is_a_week_from_today_at_the_hour_of_the_step(cast):
    round_ = june_round(cast)
    at = PLAN_DUE + timedelta(days=20, hours=3)

    do(cast, risks(cast, at)["plan-missing", cast.south.pk], at)

    assert Extension.objects.get(step__round=round_).due_at == PLAN_DUE + timedelta(days=27)
