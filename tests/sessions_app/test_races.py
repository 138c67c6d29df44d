"""Two people press the same button at the same moment: one press counts."""

import pytest
from django.db import connection

from notifications.models import Notice
from sessions.actions import accept_assignment, plan_assignment, publish_round, send_invitations
from sessions.models import Assignment, Capacity
from tests.people import make_cast
from tests.races import both
from tests.sessions_app.rounds import june_round, make_scene

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="SQLite lets one writer in at a time, by its own lock",
    ),
]


def test_invitations_sent_twice_at_once_are_sent_once():
    cast = make_cast()
    scene = make_scene(cast)
    scene.choose(cast.ada)

    assert both(lambda: send_invitations(round=scene.round, by=cast.chris)) == [
        "NothingToSend", "done",
    ]  # fmt: skip
    assert Notice.objects.filter(kind="sessions.asked").count() == 1


def test_a_round_published_twice_at_once_is_published_once():
    cast = make_cast()
    round_ = june_round(cast, published=False)

    assert both(lambda: publish_round(round=round_, by=cast.chris)) == ["AlreadyPublished", "done"]


def test_a_reviewer_chosen_twice_at_once_is_chosen_once():
    cast = make_cast()
    scene = make_scene(cast)

    def choose():
        plan_assignment(plan=scene.plan, person=cast.ada, capacity=Capacity.FRIEND, by=cast.chris)

    assert both(choose) == ["AlreadyPlanned", "done"]
    assert Assignment.objects.count() == 1


def test_a_yes_pressed_twice_at_once_is_one_yes():
    from core import clock
    from tests.sessions_app.rounds import IN_REVIEW

    cast = make_cast()
    scene = make_scene(cast)
    asked = scene.ask(cast.ada)

    def accept():
        with clock.frozen(IN_REVIEW):
            accept_assignment(assignment=asked, by=cast.ada)

    assert both(accept) == ["done", "done"]
    assert Notice.objects.filter(kind="sessions.accepted").count() == 1
