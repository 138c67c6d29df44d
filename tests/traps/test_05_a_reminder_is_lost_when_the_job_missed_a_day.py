"""Trap 5: a reminder is lost when the job missed a day, and "after due" never fires alone.

What the product does on a timetable is covered: mail that is due, the notice to a region that a review may
be read, the freezing of June's advice, and reminders. Each sweep asks for what is missing and not for what
happened lately. "Too late" is computed for "my turn" at every look.
"""

from datetime import timedelta

import pytest

from core import clock
from notifications import tasks as mail_tasks
from notifications.actions import queue_mail
from notifications.models import Delivery, DeliveryState, Notice
from reviews import tasks
from reviews.models import FrozenAdvice
from reviews.queries import tasks_for
from sessions.models import Assignment, ReminderRule, Round, RoundStep, StepKind
from sessions.tasks import send_reminders
from tests.reviews.stage import handed_in, september_after, set_stage


@pytest.fixture
def stage(cast):
    return set_stage(cast)


def told():
    rows = Notice.objects.filter(kind="reviews.submitted").order_by("person__name")
    return list(rows.values_list("person__name", flat=True))


@pytest.mark.parametrize("days", [0, 1, 6, 9])
def test_a_region_hears_of_its_reviews_however_long_the_sweep_stayed_away(stage, days):
    handed_in(stage.ada)
    stage.at(StepKind.SITTING)
    sitting = RoundStep.objects.get(round=stage.june, kind=StepKind.SITTING)

    with clock.frozen(sitting.opens_at + timedelta(days=days, minutes=1)):
        swept = [tasks.tell_teams(), tasks.tell_teams()]

    assert told() == ["Chris", "Mia", "Rob"]
    assert swept == [1, 0]


def test_the_sweep_of_reviews_ends_with_the_round(stage):
    handed_in(stage.ada)
    stage.at(StepKind.SITTING)

    with clock.frozen(clock.now() + timedelta(days=400)):
        swept = tasks.tell_teams()

    assert (swept, told()) == (0, ["Chris"])


@pytest.mark.parametrize("days", [0, 1, 12])
def test_mail_that_was_due_goes_out_after_missed_days(db, days, mailoutbox):
    queue_mail("a@test.example", subject="Hello", text="Hi")

    with clock.frozen(clock.now() + timedelta(days=days)):
        sent = [mail_tasks.send_due(), mail_tasks.send_due()]

    assert sent == [1, 0]
    assert Delivery.objects.get().state == DeliveryState.SENT
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("days", [0, 1, 12])
def test_the_list_of_september_is_frozen_after_missed_days(stage, days):
    advice = handed_in(stage.ada).recommendations.get()
    later = september_after(stage)
    opened = RoundStep.objects.get(round=later.june, kind=StepKind.PLAN).opens_at

    with clock.frozen(opened + timedelta(days=days, minutes=1)):
        swept = [tasks.freeze_lists(), tasks.freeze_lists()]

    assert swept == [1, 0]
    assert FrozenAdvice.objects.get().recommendation == advice


def test_after_due_is_said_without_an_earlier_reminder(stage):
    step = RoundStep.objects.get(round=stage.june, kind=StepKind.REVIEW)
    step.due_at = clock.now() - timedelta(minutes=1)
    step.save()

    assert [(task.kind, task.late) for task in tasks_for(stage.cast.ada)] == [("review", True)]


@pytest.mark.parametrize("days", [0, 1, 3])
def test_a_reminder_comes_after_missed_days_and_once(stage, days):
    step = RoundStep.objects.get(round=stage.june, kind=StepKind.REVIEW)
    long_ago = clock.now() - timedelta(days=90)
    ReminderRule.objects.filter(round=stage.june).delete()
    ReminderRule.objects.create(
        round=stage.june, kind="review", side="after", days=1, unit="calendar", created_at=long_ago
    )
    RoundStep.objects.filter(pk=step.pk).update(closes_at=step.due_at + timedelta(days=30))
    Round.objects.filter(pk=stage.june.pk).update(published_at=long_ago)
    Assignment.objects.update(sent_at=long_ago)

    with clock.frozen(step.due_at + timedelta(days=2 + days)):
        swept = [send_reminders(), send_reminders()]

    assert swept[0] > 0
    assert swept[1] == 0
    assert Notice.objects.filter(kind="reviews.late").count() == swept[0]
