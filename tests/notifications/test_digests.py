"""One mail with what waits and what is new: once, in time, and only what still matters."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from core import clock
from core.asked import Asked
from core.clock import amsterdam
from discussion.actions import follow
from notifications import kinds, tasks, waiting
from notifications.actions import choose, choose_hours, give_up, mark_read, notify
from notifications.channels import Channel
from notifications.models import Delivery, DeliveryState, Digest, MailHours, Notice
from people.models import Membership, Person
from people.queries import forget
from tests.factories.discussion import post, thread_in
from tests.factories.people import PersonFactory
from tests.notifications.kind import REGION_NEWS
from tests.people import Cast

MONDAY = amsterdam(2026, 10, 19, 9)
TUESDAY = amsterdam(2026, 10, 20, 9)


@pytest.fixture(autouse=True)
def _usual(settings) -> None:  # pytest-django's fixture
    settings.QUIET_HOURS = True


@pytest.fixture(autouse=True)
def work() -> Iterator[list[Asked]]:
    """What is asked of everybody in these tests: nothing, until a test says so."""
    kept, asked = dict(waiting._asks), []
    waiting._asks.clear()
    waiting.register_work(
        "tests",
        lambda people: {one.pk: list(asked) if one.name == "Rob" else [] for one in people},
    )
    yield asked
    waiting._asks.clear()
    waiting._asks.update(kept)


@pytest.fixture
def rob(cast: Cast) -> Person:
    Person.objects.update(created_at=MONDAY - timedelta(days=100), language="en")
    MailHours.objects.bulk_create(
        MailHours(person=one, work=False) for one in cast.everybody().values()
    )
    choose(person=cast.rob, chosen={REGION_NEWS.key: Channel.DAILY})
    cast.rob.refresh_from_db()
    return cast.rob


def tell(cast: Cast, at: datetime, key: str = "one", name: str = "Zuid") -> Notice:
    with clock.frozen(at):
        [notice] = notify(
            [cast.rob], REGION_NEWS, about=cast.south, key=key, context={"name": name}
        )
    return notice


def sweep(at: datetime) -> list[str]:
    """Everything that runs by itself at this moment; the subjects that left."""
    mail.outbox.clear()
    with clock.frozen(at):
        tasks.gather()
        tasks.send_due()
    return [letter.subject for letter in mail.outbox]


def asked(title: str, due: datetime | None = None) -> Asked:
    return Asked(title, "South", "Do it", "/somewhere/", due, False, "plan")


def test_news_waits_for_the_morning_and_comes_in_one_mail(cast: Cast, rob: Person) -> None:
    tell(cast, MONDAY, "one", "Zuid")
    tell(cast, MONDAY + timedelta(hours=1), "two", "Oost")

    assert sweep(MONDAY + timedelta(hours=9)) == []
    assert sweep(amsterdam(2026, 10, 20, 6, 59)) == []
    assert sweep(amsterdam(2026, 10, 20, 7)) == ["2 notices"]
    text = mail.outbox[0].body
    assert text.index("Hello Oost") < text.index("Hello Zuid")
    assert sweep(TUESDAY) == sweep(TUESDAY + timedelta(days=1)) == []


def test_weekly_news_waits_for_monday(cast: Cast, rob: Person) -> None:
    choose(person=rob, chosen={REGION_NEWS.key: Channel.WEEKLY})
    tell(cast, TUESDAY)

    assert [sweep(TUESDAY + timedelta(days=day)) for day in range(1, 6)] == [[]] * 5
    assert sweep(MONDAY + timedelta(days=7)) == ["1 notice"]


def test_a_sweep_that_was_away_on_monday_catches_up_once(cast: Cast, rob: Person) -> None:
    choose(person=rob, chosen={REGION_NEWS.key: Channel.WEEKLY})
    tell(cast, TUESDAY)

    assert sweep(TUESDAY + timedelta(days=8)) == ["1 notice"]
    assert sweep(TUESDAY + timedelta(days=9)) == []


def test_no_digest_at_the_weekend_unless_it_is_wanted(cast: Cast, rob: Person) -> None:
    saturday = amsterdam(2026, 10, 24, 9)
    tell(cast, amsterdam(2026, 10, 23, 9))

    assert sweep(saturday) == []
    choose_hours(person=rob, values={"weekends": False})
    assert sweep(saturday) == ["1 notice"]


@pytest.mark.parametrize(
    "undo",
    [
        lambda cast, notice: mark_read(person=cast.rob),
        lambda cast, notice: choose(person=cast.rob, chosen={REGION_NEWS.key: Channel.INBOX}),
        lambda cast, notice: choose_hours(person=cast.rob, values={"digests": False}),
        lambda cast, notice: Membership.objects.filter(person=cast.rob).delete(),
        lambda cast, notice: notice.delete(),
        lambda cast, notice: Person.objects.filter(pk=cast.rob.pk).update(is_active=False),
    ],
    ids=["read", "inbox", "no digests", "no longer in the team", "withdrawn", "left"],
)
def test_what_became_obsolete_after_the_sweep_is_not_told(
    cast: Cast, rob: Person, undo
) -> None:  # a function a row
    notice = tell(cast, MONDAY)
    with clock.frozen(TUESDAY):
        assert tasks.gather() == 1
        undo(cast, notice)
        forget(rob)
        tasks.send_due()

    assert (mail.outbox, Delivery.objects.get().state) == ([], DeliveryState.DROPPED)


def test_the_text_is_told_where_the_reader_sees_it_and_not_once_it_is_deleted(
    cast: Cast, rob: Person
) -> None:
    choose(person=cast.ada, chosen={"discussion.mention": Channel.DAILY})
    with clock.frozen(MONDAY):
        thread = thread_in(cast)
        post(thread, cast.rob, "@Ada, what do **you** think?")

    assert sweep(TUESDAY) == ["1 notice"]
    assert "> @Ada, what do you think?" in mail.outbox[0].body


def test_a_muted_conversation_is_not_told(cast: Cast, rob: Person) -> None:
    with clock.frozen(MONDAY):
        thread = thread_in(cast)
        post(thread, cast.ada)
        post(thread, cast.rob, "Words for Ada")
        assert Notice.objects.filter(person=cast.ada, kind="discussion.post").count() == 1
        follow(thread=thread, by=cast.ada, level="mute")

    sweep(TUESDAY)
    assert [letter.to for letter in mail.outbox] == [[rob.email]]  # of Ada's post


def test_work_is_told_with_news_and_on_mondays_alone(
    cast: Cast, rob: Person, work: list[Asked]
) -> None:
    choose_hours(person=rob, values={"work": True})
    work += [asked("Review the plan of South", MONDAY + timedelta(days=3)), asked("Answer North")]

    assert sweep(MONDAY) == ["2 things wait for you"]
    assert "Before 22 October 09:00." in mail.outbox[0].body
    assert sweep(TUESDAY) == []
    tell(cast, TUESDAY)
    assert sweep(TUESDAY + timedelta(days=1)) == ["2 things wait for you, and 1 notice"]


def test_who_wants_no_mondays_gets_none(cast: Cast, rob: Person, work: list[Asked]) -> None:
    work.append(asked("Answer North"))

    assert sweep(MONDAY) == []


def test_the_digest_is_in_the_readers_language_and_zone(
    cast: Cast, rob: Person, work: list[Asked]
) -> None:
    rob.language, rob.time_zone = "nl", "America/Aruba"
    rob.save()
    choose_hours(person=rob, values={"work": True})
    work.append(asked("Answer North", MONDAY + timedelta(days=3)))

    assert sweep(MONDAY) == []  # it is three in the morning there
    assert sweep(MONDAY + timedelta(hours=4)) != []
    assert "22 oktober 03:00" in mail.outbox[0].body


def test_the_digest_says_how_to_stop_all_digests(cast: Cast, rob: Person) -> None:
    tell(cast, MONDAY)
    sweep(TUESDAY)

    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].strip("<>") in mail.outbox[0].body


def test_a_dead_address_gets_no_digest_until_there_is_another(cast: Cast, rob: Person) -> None:
    tell(cast, MONDAY)
    give_up(address=rob.email)

    assert sweep(TUESDAY) == []
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.error) == (DeliveryState.FAILED, "address")


def test_two_sweeps_write_one_digest(cast: Cast, rob: Person) -> None:
    tell(cast, MONDAY)

    with clock.frozen(TUESDAY):
        assert (tasks.gather(), tasks.gather()) == (1, 0)


def test_the_database_refuses_a_second_digest_of_a_day(cast: Cast) -> None:
    Digest.objects.create(person=cast.rob, day=TUESDAY.date())

    with pytest.raises(IntegrityError), transaction.atomic():
        Digest.objects.create(person=cast.rob, day=TUESDAY.date())


def test_the_database_refuses_a_mail_about_a_notice_and_a_digest(cast: Cast, rob: Person) -> None:
    digest = Digest.objects.create(person=rob, day=TUESDAY.date())
    notice = tell(cast, MONDAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(notice=notice, digest=digest, person=rob, address=rob.email)


def test_a_kind_that_is_gone_is_told_nowhere(cast: Cast, rob: Person) -> None:
    tell(cast, MONDAY)
    kinds._kinds.pop(REGION_NEWS.key)

    assert sweep(TUESDAY) == []
    kinds.register(REGION_NEWS)


@pytest.mark.parametrize("count", [1, 30])
def test_the_sweep_takes_as_many_queries_for_1_as_for_30(
    cast: Cast,
    rob: Person,
    count: int,
    django_assert_num_queries,  # pytest-django's fixture
) -> None:
    people = PersonFactory.create_batch(count)
    Person.objects.update(created_at=MONDAY)
    with clock.frozen(MONDAY):
        notify(people, REGION_NEWS, about=cast.south, context={"name": "Zuid"})
    for person in people:
        choose(person=person, chosen={REGION_NEWS.key: Channel.DAILY})
    Delivery.objects.all().delete()

    # People, three about them, savepoint and its end, digests and their mails, and a look for more people.
    with clock.frozen(TUESDAY), django_assert_num_queries(9):
        assert tasks.gather() == count
