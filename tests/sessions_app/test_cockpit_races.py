"""Two clicks at the same moment: one counts, for a risk and for what calendars are told."""

import pytest
from django.db import connection

from notifications.models import Delivery, Notice
from sessions.actions.calendar import make_feed, tell_calendars
from sessions.actions.risks import act_on_risk
from sessions.models import CalendarFeed, CalendarInvite, RiskMark
from sessions.risks.gathering import at_risk, scope_of
from tests.people import make_cast
from tests.races import both
from tests.reviews.stage import set_stage
from tests.sessions_app.rounds import make_scene
from tests.sessions_app.test_calendar_feed import seat

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="SQLite lets one writer in at a time, by its own lock",
    ),
]


def test_a_reminder_pressed_twice_at_once_is_sent_once():
    stage = set_stage(make_cast())
    stage.june.steps.filter(kind="review").update(due_at=stage.june.created_at)
    lines = at_risk(scope_of(stage.cast.chris, stage.june.edition_id)).open
    risk = next(line.risk for line in lines if line.risk.subject == stage.ada.pk)

    assert both(lambda: act_on_risk(risk=risk, by=stage.cast.chris)) == ["DoneAlready", "done"]
    assert RiskMark.objects.get().times == 1
    assert Notice.objects.filter(person=stage.cast.ada).count() == 1


def test_two_workers_tell_a_calendar_once():
    import datetime

    from django.utils import timezone

    cast = make_cast()
    scene = make_scene(cast)
    starts = timezone.now() + datetime.timedelta(days=3)
    sitting = seat(scene, cast.ada, starts_at=starts, ends_at=starts + datetime.timedelta(hours=1))

    assert both(lambda: tell_calendars(sitting=sitting)) == ["done", "done"]
    assert Delivery.objects.exclude(calendar="").count() == 1
    assert CalendarInvite.objects.get().sequence == 0


def test_two_addresses_made_at_once_are_one():
    cast = make_cast()

    assert both(lambda: make_feed(person=cast.rob)) == ["done", "done"]
    assert CalendarFeed.objects.count() == 1
