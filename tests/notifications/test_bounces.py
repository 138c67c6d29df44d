"""Mail that comes back: noted once, and the address is left alone."""

import pytest
from django.db import IntegrityError, transaction

from audit.models import Entry
from core import clock
from notifications import tasks
from notifications.actions import give_up, note_bounce, queue_mail, trust_again
from notifications.models import DeadAddress, Delivery, DeliveryState
from tests.people import Cast


@pytest.fixture
def sent(db: None) -> Delivery:
    delivery = queue_mail("a@test.example", subject="Hello", text="Hi")
    tasks.send_one(delivery.pk)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.SENT
    return delivery


def verbs() -> list[str]:
    rows = Entry.objects.filter(verb__startswith="notifications.").order_by("pk")
    return list(rows.values_list("verb", flat=True))


@pytest.mark.parametrize("shape", ["{}", "<{}@klankbord.example>", " {}@localhost "])
def test_a_mail_that_came_back_is_found_by_its_message_id(sent: Delivery, shape: str) -> None:
    found = note_bounce(
        message_id=shape.format(sent.message_id), permanent=False, reason="mailbox\nis full"
    )

    assert found == sent
    sent.refresh_from_db()
    assert (sent.state, sent.error) == (DeliveryState.BOUNCED, "mailbox is full")
    assert (sent.sent_at is None, DeadAddress.objects.count()) == (False, 0)


def test_after_a_permanent_bounce_the_address_is_given_up(sent: Delivery) -> None:
    note_bounce(message_id=sent.message_id, permanent=True, reason="no such user")

    row = DeadAddress.objects.get()
    assert (row.address, row.reason, row.found_by) == ("a@test.example", "no such user", None)


def test_the_same_bounce_twice_is_noted_once(sent: Delivery) -> None:
    for _time in range(2):
        note_bounce(message_id=sent.message_id, permanent=True)

    assert verbs() == ["notifications.bounced", "notifications.gave_up_address"]


@pytest.mark.parametrize(
    "unknown", ["", "<>", "hello@there", "00000000-0000-4000-8000-000000000000"]
)
def test_a_bounce_of_something_else_is_nothing(sent: Delivery, unknown: str) -> None:
    assert note_bounce(message_id=unknown, permanent=True) is None

    sent.refresh_from_db()
    assert (sent.state, DeadAddress.objects.count()) == (DeliveryState.SENT, 0)


def test_a_bounce_tells_that_a_mail_of_a_dead_worker_had_left(db: None) -> None:
    delivery = queue_mail("a@test.example", subject="Hello", text="Hi")
    left = clock.now()
    Delivery.objects.update(state=DeliveryState.SENDING, handed_at=left)

    note_bounce(message_id=delivery.message_id, permanent=False)

    delivery.refresh_from_db()
    assert (delivery.state, delivery.sent_at) == (DeliveryState.BOUNCED, left)


def test_an_address_can_be_trusted_again(cast: Cast) -> None:
    give_up(address=" Rob@Test.Example ", by=cast.chris)

    assert trust_again(address="rob@test.example", by=cast.rob)
    assert not trust_again(address="rob@test.example", by=cast.rob)
    assert verbs() == ["notifications.gave_up_address", "notifications.trusted_address"]


def test_the_database_refuses_a_second_row_of_an_address_and_capitals(db: None) -> None:
    give_up(address="a@test.example")

    for address in ("a@test.example", "B@test.example"):
        with pytest.raises(IntegrityError), transaction.atomic():
            DeadAddress.objects.create(address=address)


def test_the_database_refuses_a_mail_that_came_back_and_never_left(sent: Delivery) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.update(state=DeliveryState.BOUNCED, sent_at=None)
