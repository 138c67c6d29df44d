"""Two people press the same button at the same moment: one press counts."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from core.errors import DomainError
from notifications.models import Notice
from sessions.actions import accept_assignment, plan_assignment, publish_round, send_invitations
from sessions.models import Assignment, Capacity
from tests.people import make_cast
from tests.sessions_app.rounds import june_round, make_scene

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="SQLite lets one writer in at a time, by its own lock",
    ),
]


def both(press):
    """Press twice at once; what each got: "done" or the name of the refusal."""
    barrier = Barrier(2)

    def one(_):
        try:
            barrier.wait(timeout=10)
            press()
        except DomainError as error:
            return type(error).__name__
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(one, range(2)))


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
