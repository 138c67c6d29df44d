"""Two clicks at the same moment on advice of a sitting: one counts."""

from dataclasses import replace

import pytest
from django.db import connection

from audit.models import Entry
from core import clock
from notifications.models import Notice
from reviews.actions import confirm_caught, drop_caught, take_over
from reviews.models import Recommendation
from sessions.models import CaughtAdvice
from tests.people import make_cast
from tests.races import at_once, both
from tests.reviews.caught import WHOLE, ended
from tests.sessions_app.rounds import IN_REVIEW, make_scene
from tests.sessions_app.sittings import STARTS, lay_table

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="SQLite lets one writer in at a time, by its own lock",
    ),
]


@pytest.fixture
def sat(transactional_db):
    with clock.frozen(IN_REVIEW):
        table = lay_table(make_scene(make_cast()))
    with clock.frozen(STARTS):
        yield ended(table)


def test_two_confirmations_at_once_give_it_once(sat):
    cast = sat.table.scene.cast

    assert both(lambda: confirm(sat, cast.ada, WHOLE)) == ["done", "done"]
    assert Entry.objects.filter(verb="recommendation.confirmed").count() == 1
    assert Notice.objects.filter(kind="reviews.caught_given").count() == 2


def test_two_who_confirm_other_words_at_once_overwrite_nothing(sat):
    cast = sat.table.scene.cast
    hers, theirs = replace(WHOLE, title="Hers"), replace(WHOLE, title="Theirs")

    found = at_once(lambda: confirm(sat, cast.ada, hers), lambda: confirm(sat, cast.chris, theirs))

    assert found == ["AlreadySettled", "done"]
    row = sat.fresh()
    assert (row.title, row.confirmed_by) in [("Hers", cast.ada), ("Theirs", cast.chris)]


def test_confirming_and_dropping_at_once_is_one_of_both(sat):
    cast = sat.table.scene.cast
    words = replace(WHOLE, title=sat.by_ada.title, source=sat.by_ada.source)

    found = at_once(
        lambda: confirm(sat, cast.ada, words),
        lambda: drop_caught(advice=sat.by_ada, reason="Said twice", by=cast.chris),
    )

    assert found == ["AlreadySettled", "done"]
    row = sat.fresh()
    assert (row.confirmed_at is None) == (row.dropped_by == cast.chris)


def test_two_who_take_over_at_once_make_one_draft(sat):
    table = sat.table
    CaughtAdvice.objects.create(
        sitting=table.sitting, title="Later", caught_by=table.scene.cast.pim
    )

    assert both(lambda: take_over(table.sitting, table.scene.cast.chris)) == ["done", "done"]
    assert Recommendation.objects.filter(title="Later").count() == 1


def confirm(sat, by, words):
    with clock.frozen(STARTS):
        return confirm_caught(advice=sat.by_ada, wording=words, seen=1, by=by)
