"""Telling people: once, in the transaction, and not oneself."""

import pytest
from django.db import IntegrityError, transaction

from audit.models import Entry
from notifications.actions import choose, mark_read, notify, queue_mail, retire
from notifications.channels import Channel
from notifications.models import Delivery, DeliveryState, Notice, Preference
from notifications.queries import unread_count
from tests.notifications.kind import REGION_NEWS
from tests.people import Cast


def tell(cast: Cast, *people: object, **more: object) -> list[Notice]:
    return notify(people, REGION_NEWS, about=cast.south, context={"name": "South"}, **more)  # type: ignore[arg-type]  # dull helper


def test_each_person_gets_one_notice_and_one_mail(cast: Cast) -> None:
    tell(cast, cast.rob, cast.mia)

    assert set(Notice.objects.values_list("person__name", flat=True)) == {"Rob", "Mia"}
    assert set(Delivery.objects.values_list("address", flat=True)) == {
        "rob@test.example",
        "mia@test.example",
    }


def test_the_actor_is_not_told(cast: Cast) -> None:
    tell(cast, cast.rob, cast.mia, by=cast.rob)

    assert [notice.person for notice in Notice.objects.all()] == [cast.mia]


def test_the_same_cause_never_tells_twice(cast: Cast) -> None:
    tell(cast, cast.rob, key="once")
    tell(cast, cast.rob, key="once")
    tell(cast, cast.rob, key="another")

    assert list(Notice.objects.order_by("pk").values_list("key", flat=True)) == ["once", "another"]


def test_the_database_refuses_a_second_notice_of_one_cause(cast: Cast) -> None:
    tell(cast, cast.rob, key="once")

    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(
            person=cast.rob,
            kind=REGION_NEWS.key,
            key="once",
            subject_type="people.region",
            subject_id=1,
        )


def test_somebody_who_wants_no_mail_gets_the_notice_only(cast: Cast) -> None:
    Preference.objects.create(person=cast.rob, kind=REGION_NEWS.key, channel=Channel.INBOX)

    tell(cast, cast.rob, cast.mia)

    assert Notice.objects.count() == 2
    assert [delivery.person for delivery in Delivery.objects.all()] == [cast.mia]


def test_a_rolled_back_action_tells_nobody(cast: Cast) -> None:
    with transaction.atomic():
        tell(cast, cast.rob)
        transaction.set_rollback(True)

    assert (Notice.objects.count(), Delivery.objects.count()) == (0, 0)


def test_telling_takes_as_many_queries_for_one_as_for_many(
    cast: Cast, django_assert_num_queries
) -> None:  # pytest-django's fixture
    with django_assert_num_queries(4):
        tell(cast, cast.rob)
    with django_assert_num_queries(4):
        tell(cast, *cast.everybody().values(), key="all")


def test_reading_marks_only_ones_own(cast: Cast) -> None:
    tell(cast, cast.rob, cast.mia)

    assert mark_read(person=cast.rob) == 1
    assert mark_read(person=cast.rob) == 0
    assert Notice.objects.get(person=cast.mia).read_at is None


def test_a_choice_is_kept_and_logged_once(cast: Cast) -> None:
    choose(person=cast.rob, chosen={REGION_NEWS.key: Channel.DAILY})
    choose(person=cast.rob, chosen={REGION_NEWS.key: Channel.DAILY})

    assert Preference.objects.get(person=cast.rob).channel == Channel.DAILY
    entry = Entry.objects.get(verb="notifications.chosen")
    assert entry.changes == {REGION_NEWS.key: {"type": "str", "old": None, "new": "daily"}}
    assert entry.actor_id == cast.rob.pk


def test_a_subject_never_spans_lines(db: None) -> None:
    delivery = queue_mail("a@test.example", subject="Hello\r\nBcc: all@test.example", text="Hi")

    assert delivery.subject == "Hello Bcc: all@test.example"
    assert delivery.state == DeliveryState.TODO


def test_what_somebody_may_no_longer_see_is_taken_off_the_count(cast: Cast) -> None:
    tell(cast, cast.rob, cast.sam)  # Sam is in no team of South

    assert (retire(), retire()) == (1, 0)
    assert unread_count(cast.rob) == 1
    assert unread_count(cast.sam) == 0
