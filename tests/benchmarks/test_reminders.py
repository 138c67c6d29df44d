"""The reminder sweep over a hundred thousand open steps: the same queries a batch, bounded memory."""

import os
import time
import tracemalloc
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings

from core import clock
from notifications.models import Delivery, Notice
from people.models import Person
from sessions.models import Assignment, Reminder, ReminderRule
from sessions.tasks import send_reminders
from tests.queries import asked
from tests.sessions_app.rounds import make_scene

SENT = clock.amsterdam(2017, 6, 10, 10)
SWEEP = clock.amsterdam(2017, 6, 12, 9)
OPEN = int(os.environ.get("OPEN_STEPS", "100000"))
BATCH = 45  # as many rows as one insert takes on SQLite, so that both databases ask the same
# Begin and end, the step, work, steps and extensions, given before, the reminders, known notices, notices,
# wishes, mails, the task that sends them.
QUERIES_A_BATCH = 12
AROUND = 15  # rounds, rules, facilitators, steps, extensions in them; the last page of each room


def open_reviews(cast, count):
    """So many reviewers who said yes and did not hand in, and a ladder for reviews only."""
    with clock.frozen(SENT):
        scene = make_scene(cast)
    ReminderRule.objects.exclude(kind="review").delete()
    Person.objects.bulk_create(
        (Person(email=f"r{number}@test.example", name=f"R{number}") for number in range(count)),
        batch_size=5000,
    )
    people = Person.objects.filter(email__startswith="r", name__startswith="R", pk__gt=cast.sam.pk)
    Assignment.objects.bulk_create(
        (
            Assignment(
                round_plan=scene.plan,
                person_id=pk,
                capacity="friend",
                state="accepted",
                sent_at=SENT,
                answered_at=SENT,
                planned_by=cast.chris,
            )
            for pk in people.values_list("pk", flat=True).iterator()
        ),
        batch_size=5000,
    )


@override_settings(REMINDER_BATCH=BATCH)
@pytest.mark.parametrize("batches", [1, 4])
def test_each_batch_takes_the_same_queries(cast, batches):
    open_reviews(cast, BATCH * batches)

    with clock.frozen(SWEEP), CaptureQueriesContext(connection) as queries:
        given = send_reminders()

    assert given == BATCH * batches
    assert len(asked(queries)) - QUERIES_A_BATCH * batches == AROUND


@pytest.mark.benchmark
@pytest.mark.django_db
def test_the_sweep_over_a_hundred_thousand_open_steps(cast):
    open_reviews(cast, OPEN)

    with clock.frozen(SWEEP):
        started = time.perf_counter()
        given = send_reminders()
        first = time.perf_counter() - started
    with clock.frozen(SWEEP + timedelta(minutes=10)):
        started = time.perf_counter()
        again = send_reminders()
        second = time.perf_counter() - started
    Reminder.objects.all().delete()
    Notice.objects.all().delete()
    Delivery.objects.all().delete()
    Assignment.objects.filter(pk__gt=Assignment.objects.order_by("pk")[20000].pk).delete()
    with clock.frozen(SWEEP):
        tracemalloc.start()
        send_reminders()
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

    print(
        f"\nreminders: {given} of {OPEN} open steps in {first:.1f} s, {given / first:.0f} a second;"
    )
    print(f"again, with nothing to say: {second:.1f} s; {peak / 1e6:.0f} MB at most for 20,000")
    assert (given, again) == (OPEN, 0)
    assert peak < 40e6
