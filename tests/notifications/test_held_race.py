"""Two tabs at the same moment: what is held leaves once, with the words that were saved before."""

import pytest
from django.core import mail
from django.db import connection

from notifications import tasks
from notifications.actions import cancel, notify, release, word
from notifications.errors import AlreadyDecided
from notifications.holding import held_back
from notifications.models import BatchState, Delivery, Wording
from tests.notifications.kind import REGION_NEWS
from tests.people import make_cast
from tests.races import in_turn

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="SQLite lets one writer in at a time, by its own lock",
    ),
]


@pytest.fixture
def waiting(transactional_db):
    cast = make_cast()
    with held_back(cast.chris) as deed:
        notify([cast.rob, cast.mia], REGION_NEWS, about=cast.south, context={"name": "Zuid"})
    return cast, deed.batch


def sent_to():
    for _ in range(2):
        tasks.send_due()
    return sorted(letter.to[0].partition("@")[0] for letter in mail.outbox)


def test_released_in_two_tabs_at_once_it_leaves_once(waiting):
    cast, batch = waiting

    got = in_turn(*[lambda: release(batch=batch, by=cast.chris)] * 2, refused=AlreadyDecided)

    assert sorted(got) == ["AlreadyDecided", "done"]
    assert sent_to() == ["mia", "rob"]


def test_released_and_cancelled_at_once_one_of_the_two_counts_for_all(waiting):
    cast, batch = waiting

    got = in_turn(
        lambda: release(batch=batch, by=cast.chris),
        lambda: cancel(batch=batch, by=cast.chris),
        refused=AlreadyDecided,
    )

    assert sorted(got) == ["AlreadyDecided", "done"]
    batch.refresh_from_db()
    left = batch.state == BatchState.RELEASED
    assert sent_to() == (["mia", "rob"] if left else [])
    assert not Delivery.objects.filter(state="held").exists()


def test_words_that_are_saved_while_it_is_released_are_in_every_letter_or_refused(waiting):
    cast, batch = waiting
    words = {"kind": REGION_NEWS.key, "language": "nl", "subject": "Nieuw", "body": "{link}"}

    got = in_turn(
        lambda: release(batch=batch, by=cast.chris),
        lambda: word(batch=batch, by=cast.chris, after=0, **words),
        refused=AlreadyDecided,
    )

    assert got in (["done", "done"], ["done", "AlreadyDecided"])
    assert Wording.objects.count() == (1 if got[1] == "done" else 0)
    assert sent_to() == ["mia", "rob"]
    assert {letter.subject == "Nieuw" for letter in mail.outbox} == {got[1] == "done"}
