"""One mail leaves once, and only when it still matters."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from core import clock
from notifications import kinds, tasks
from notifications.actions import choose, choose_hours, mark_read, notify, queue_mail
from notifications.channels import Channel
from notifications.models import Delivery, DeliveryState
from people.models import Membership
from people.queries import forget
from tests.notifications.kind import REGION_NEWS
from tests.people import Cast


def tell_rob(cast: Cast) -> Delivery:
    notify([cast.rob], REGION_NEWS, about=cast.south, context={"name": "Zuid"})
    return Delivery.objects.get()


def test_a_due_mail_is_sent_once(cast: Cast) -> None:
    delivery = tell_rob(cast)

    assert (tasks.send_due(), tasks.send_due()) == (1, 0)
    tasks.send_one(delivery.pk)

    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.SENT
    assert [letter.to for letter in mail.outbox] == [["rob@test.example"]]


def test_the_mail_is_in_the_readers_language(cast: Cast) -> None:
    cast.rob.language = "en"
    cast.rob.save()
    tell_rob(cast)

    tasks.send_due()

    assert mail.outbox[0].subject == "Hello Zuid"


def test_the_mail_says_why_and_how_to_stop(cast: Cast) -> None:
    cast.rob.language = "en"
    cast.rob.save()
    tell_rob(cast)

    tasks.send_due()

    letter = mail.outbox[0]
    headers = letter.extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].strip("<>") in letter.body
    assert "You get this mail Privacy." in letter.body


def test_a_notice_that_was_read_is_not_mailed(cast: Cast) -> None:
    delivery = tell_rob(cast)
    mark_read(person=cast.rob)

    tasks.send_due()

    delivery.refresh_from_db()
    assert (delivery.state, len(mail.outbox)) == (DeliveryState.DROPPED, 0)


def test_what_somebody_may_no_longer_see_is_not_mailed(cast: Cast) -> None:
    delivery = tell_rob(cast)
    Membership.objects.filter(person=cast.rob).update(
        until_date=timezone.localdate() - timedelta(days=1)
    )
    forget(cast.rob)

    tasks.send_due()

    delivery.refresh_from_db()
    assert (delivery.state, len(mail.outbox)) == (DeliveryState.DROPPED, 0)


def test_a_mail_that_fails_is_tried_again_later_and_in_the_end_given_up(
    cast: Cast, settings
) -> None:  # pytest-django's fixture
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1  # nobody listens there
    delivery = queue_mail("a@test.example", subject="Hello", text="Hi")
    moment = clock.now()

    for _attempt in range(6):
        with clock.frozen(moment):
            tasks.send_due()
        moment += timedelta(hours=9)

    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (DeliveryState.FAILED, 6)


def test_a_mail_that_a_dead_worker_left_half_way_goes_out_under_the_same_message_id(
    cast: Cast,
) -> None:
    delivery = tell_rob(cast)
    Delivery.objects.update(
        state=DeliveryState.SENDING, next_try_at=clock.now() - timedelta(minutes=11)
    )

    tasks.send_due()

    assert str(delivery.message_id) in mail.outbox[0].extra_headers["Message-ID"]


def test_a_mail_that_another_worker_is_sending_is_left_alone(cast: Cast) -> None:
    tell_rob(cast)
    Delivery.objects.update(state=DeliveryState.SENDING, next_try_at=clock.now())

    assert tasks.send_due() == 0
    assert mail.outbox == []


@pytest.fixture
def night(settings) -> Iterator[None]:  # pytest-django's fixture
    settings.QUIET_HOURS = True
    with clock.frozen(clock.amsterdam(2026, 10, 23, 22)):
        yield


def test_a_notice_at_night_waits_until_the_morning_after_the_weekend(
    cast: Cast, night: None
) -> None:
    delivery = tell_rob(cast)

    assert (tasks.send_due(), tasks.send_due(), mail.outbox) == (1, 0, [])
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (DeliveryState.TODO, 0)
    assert delivery.next_try_at == clock.amsterdam(2026, 10, 26, 7)
    with clock.frozen(delivery.next_try_at):
        tasks.send_due()
    assert len(mail.outbox) == 1


def test_a_code_and_an_invitation_never_wait(cast: Cast, night: None) -> None:
    queue_mail("new@test.example", subject="You are invited", text="Come")
    queue_mail(cast.rob.email, subject="Code", text="123", person=cast.rob)

    tasks.send_due()

    assert len(mail.outbox) == 2


def test_a_kind_that_cannot_wait_does_not(cast: Cast, night: None) -> None:
    kinds.register(replace(REGION_NEWS, waits=False))
    tell_rob(cast)

    tasks.send_due()

    assert len(mail.outbox) == 1


def test_who_chooses_no_quiet_hours_gets_at_once_what_waited(cast: Cast, night: None) -> None:
    tell_rob(cast)
    tasks.send_due()

    choose_hours(person=cast.rob, values={"nights": False, "weekends": False})
    tasks.send_due()

    assert len(mail.outbox) == 1


def test_a_mail_is_dropped_when_the_kind_comes_another_way_meanwhile(cast: Cast) -> None:
    delivery = tell_rob(cast)
    choose(person=cast.rob, chosen={REGION_NEWS.key: Channel.DAILY})

    tasks.send_due()

    delivery.refresh_from_db()
    assert (delivery.state, mail.outbox) == (DeliveryState.DROPPED, [])


def test_one_broken_mail_does_not_hold_up_the_others(cast: Cast) -> None:
    def breaks(*_args: object) -> kinds.Rows:
        raise ValueError

    kinds.register(replace(REGION_NEWS, seen=breaks))
    delivery = tell_rob(cast)
    queue_mail("new@test.example", subject="You are invited", text="Come")

    tasks.send_due()

    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == (DeliveryState.TODO, "ValueError")
    assert len(mail.outbox) == 1
