"""Trap 17: mail is sent, the process dies before that is noted, and the mail is sent again.

The row is written in the transaction of the action, under a unique key, and only then sent. A worker that
dies between sending and noting leaves a row that is taken up after ten minutes under the same Message-ID,
so that a mail program shows it once: better twice on the wire than never.
"""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction

from core import clock
from notifications import tasks
from notifications.actions import notify
from notifications.models import Delivery, DeliveryState, Notice
from reviews import notices
from sessions.models import StepKind
from tests.reviews.stage import handed_in, set_stage


class DiesAfterSending(EmailBackend):
    """The mail leaves, and then the machine stops."""

    def send_messages(self, messages):
        super().send_messages(messages)
        raise SystemExit


@pytest.fixture
def waiting(cast):
    """One mail to Rob about a review that he may read."""
    stage = set_stage(cast)
    review = handed_in(stage.ada)
    stage.at(StepKind.SITTING)
    Notice.objects.all().delete()
    words = {"who": "Ada", "plan": "One door", "round": stage.june.pk}
    notify([cast.rob], notices.SUBMITTED, about=review, key="once", context=words)
    notify([cast.rob], notices.SUBMITTED, about=review, key="once", context=words)
    mail.outbox.clear()
    return Delivery.objects.get()


def crash(settings):
    settings.EMAIL_BACKEND = f"{__name__}.DiesAfterSending"
    with pytest.raises(SystemExit):
        tasks.send_due()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def test_after_the_crash_no_other_worker_sends_it_at_once(waiting, settings):
    crash(settings)

    assert [tasks.send_due(), len(mail.outbox)] == [0, 1]
    waiting.refresh_from_db()
    assert waiting.state == DeliveryState.SENDING


def test_what_is_taken_up_later_is_the_same_mail(waiting, settings):
    crash(settings)

    with clock.frozen(clock.now() + timedelta(minutes=11)):
        tasks.send_due()
        tasks.send_due()

    ids = {letter.extra_headers["Message-ID"] for letter in mail.outbox}
    waiting.refresh_from_db()
    assert (len(mail.outbox), len(ids), waiting.state) == (2, 1, DeliveryState.SENT)


def test_a_mail_that_was_noted_is_never_sent_again(waiting):
    tasks.send_due()

    with clock.frozen(clock.now() + timedelta(days=30)):
        tasks.send_due()
        tasks.send_one(waiting.pk)

    assert len(mail.outbox) == 1


def test_an_action_that_was_rolled_back_leaves_no_mail(cast, waiting):
    with transaction.atomic():
        review = Notice.objects.get()
        notify([cast.mia], notices.SUBMITTED, about=review, key="never", context={})
        transaction.set_rollback(True)

    assert Delivery.objects.get() == waiting


def test_the_database_refuses_a_second_mail_of_one_notice(waiting):
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(notice=waiting.notice, address="rob@test.example")
