"""Mails are decided about together: as many queries for a hundred as for one, and the same answer as alone."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.signing import TimestampSigner
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from core import clock
from core.clock import amsterdam
from notifications import sending, tasks
from notifications.actions import choose, choose_hours, give_up, mark_read, notify
from notifications.channels import Channel
from notifications.deciding import decide
from notifications.models import Delivery, DeliveryState, Notice
from notifications.posting import Post
from people.models import Membership, Person, Role
from tests.factories.people import PersonFactory
from tests.notifications.kind import REGION_NEWS
from tests.people import Cast

MONDAY = amsterdam(2026, 10, 19, 9)
TUESDAY = amsterdam(2026, 10, 20, 9)
MANY = 2 * sending.BATCH
# What is due, the claim, the mails with their people, choices, roles, what may be
# seen, dead addresses, the words of letters.
A_BATCH = 8
# The same, and the news, what reviews (2) and rounds ask, and what the digests told
# (4: with the ends of its transaction).
A_BATCH_OF_DIGESTS = 16
A_MAIL = 2  # it leaves, and it is sent


def readers(cast: Cast, count: int) -> list[Person]:
    """So many people in the team of South."""
    people = PersonFactory.create_batch(count, created_at=MONDAY)
    Membership.objects.bulk_create(
        Membership(
            person=one,
            edition=cast.edition,
            region=cast.south,
            role=Role.MEMBER,
            from_date=MONDAY.date(),
        )
        for one in people
    )
    return people


def tell(cast: Cast, people: list[Person], way: Channel = Channel.NOW) -> None:
    for person in people:
        choose(person=person, chosen={REGION_NEWS.key: way})
    with clock.frozen(MONDAY):
        notify(people, REGION_NEWS, about=cast.south, context={"name": "Zuid"})


def send_all() -> int:
    """Everything that is due; how many queries that took."""
    with CaptureQueriesContext(connection) as queries:
        tasks.send_due()
    return len(queries)


@pytest.mark.parametrize("count", [1, 30, MANY])
def test_mails_at_once_take_the_same_queries_a_batch_and_two_writes_each(
    cast: Cast, count: int
) -> None:
    tell(cast, readers(cast, count))
    batches = -(-count // sending.BATCH)

    with clock.frozen(TUESDAY):
        queries = send_all()

    assert (len(mail.outbox), queries) == (count, 1 + batches * A_BATCH + count * A_MAIL)


@pytest.mark.parametrize("count", [1, 30, MANY])
def test_digests_take_the_same_queries_a_batch_and_two_writes_each(cast: Cast, count: int) -> None:
    tell(cast, readers(cast, count), Channel.DAILY)
    batches = -(-count // sending.BATCH)

    with clock.frozen(TUESDAY):
        tasks.gather()
        queries = send_all()

    assert (len(mail.outbox), queries) == (count, 1 + batches * A_BATCH_OF_DIGESTS + count * A_MAIL)


def test_a_task_sends_one_mail_by_the_same_path(cast: Cast) -> None:
    tell(cast, readers(cast, 2))
    first, second = Delivery.objects.order_by("pk")

    with clock.frozen(TUESDAY):
        tasks.send_one(first.pk)

    states = dict(Delivery.objects.values_list("pk", "state"))
    assert states == {first.pk: DeliveryState.SENT, second.pk: DeliveryState.TODO}


class Slow(Post):
    """Something happens while the second mail is handed over."""

    def __init__(self, happens) -> None:  # a function
        super().__init__()
        self.happens, self.count = happens, 0

    def hand_over(self, delivery, note) -> None:  # as its parent
        self.count += 1
        if self.count == 2:
            self.happens()
        super().hand_over(delivery, note)


def test_a_decision_that_grew_old_is_taken_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = readers(cast, 4)
    tell(cast, people)
    monkeypatch.setattr(sending, "FRESH", 0)

    with clock.frozen(TUESDAY):
        sending.send_many(sending.due(), Slow(lambda: mark_read(person=people[2])))

    addresses = [address for letter in mail.outbox for address in letter.to]
    assert addresses == [people[n].email for n in (0, 1, 3)]


def test_a_worker_that_has_to_stop_leaves_the_rest_to_the_next_at_once(cast: Cast) -> None:
    def stop() -> None:
        raise SystemExit

    tell(cast, readers(cast, 4))

    with clock.frozen(TUESDAY):
        with pytest.raises(SystemExit):
            sending.send_many(sending.due(), Slow(stop))
        assert len(mail.outbox) == 1
        tasks.send_due()

    assert len(mail.outbox) == 4
    assert len({letter.extra_headers["Message-ID"] for letter in mail.outbox}) == 4


def test_what_does_not_leave_in_time_waits_for_the_next_sweep(cast: Cast) -> None:
    tell(cast, readers(cast, 4))

    with clock.frozen(TUESDAY):
        sent = sending.send_many(sending.due(), Post(), until=0)

    assert list(sent.values()) == [DeliveryState.SENT]
    assert Delivery.objects.filter(state=DeliveryState.TODO, turn=None).count() == 3


def test_two_workers_do_not_send_the_same_batch(cast: Cast) -> None:
    tell(cast, readers(cast, 4))

    with clock.frozen(TUESDAY):
        waiting, other = sending.due(), Post()
        both = Slow(lambda: sending.send_many(waiting, other))
        sending.send_many(waiting, both)

    assert len(mail.outbox) == 4


def test_two_digests_of_one_person_in_one_batch_tell_nothing_twice(cast: Cast) -> None:
    tell(cast, [cast.rob], Channel.DAILY)
    Person.objects.update(created_at=MONDAY)
    with clock.frozen(TUESDAY):
        tasks.gather()
    with clock.frozen(TUESDAY + timedelta(days=1)):
        notify([cast.rob], REGION_NEWS, about=cast.south, key="more", context={"name": "Meer"})
    with clock.frozen(TUESDAY + timedelta(days=2)):
        tasks.gather()
        assert Delivery.objects.count() == 2
        tasks.send_due()

    assert [letter.to for letter in mail.outbox] == [[cast.rob.email]]
    assert Notice.objects.filter(digest=None).count() == 0


@pytest.fixture
def one_second(monkeypatch: pytest.MonkeyPatch) -> None:
    """In which all links are signed."""
    monkeypatch.setattr(TimestampSigner, "timestamp", lambda _self: "1")


# Everything that can happen to a mail before it leaves.
HAPPENINGS = {
    "nothing": lambda person: None,
    "read": lambda person: mark_read(person=person),
    "inbox": lambda person: choose(person=person, chosen={REGION_NEWS.key: Channel.INBOX}),
    "daily": lambda person: choose(person=person, chosen={REGION_NEWS.key: Channel.DAILY}),
    "no digests": lambda person: choose_hours(person=person, values={"digests": False}),
    "quiet": lambda person: choose_hours(person=person, values={"nights": True, "weekends": True}),
    "out of the team": lambda person: Membership.objects.filter(person=person).delete(),
    "withdrawn": lambda person: Notice.objects.filter(person=person).delete(),
    "left": lambda person: Person.objects.filter(pk=person.pk).update(is_active=False),
    "dead": lambda person: give_up(address=person.email),
    "english": lambda person: Person.objects.filter(pk=person.pk).update(language="en"),
    "moved": lambda person: Person.objects.filter(pk=person.pk).update(email=f"x{person.email}"),
    "perhaps left": lambda person: Delivery.objects.filter(person=person).update(handed_at=MONDAY),
}


def decided(mails: list[Delivery]) -> dict[int, tuple[object, ...]]:
    """What is decided about mails, and with which words they go."""
    verdicts = decide(mails)
    return {
        one.pk: (
            verdicts[one.pk],
            *(getattr(one, name) for name in sending.WORDS if verdicts[one.pk].error == ""),
        )
        for one in mails
    }


def waiting_mails(**which: object) -> list[Delivery]:
    about = ("notice", "digest", "person__mail_hours", "batch")
    return list(Delivery.objects.filter(**which).select_related(*about).order_by("pk"))


@hypothesis_settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.tuples(st.sampled_from([Channel.NOW, Channel.DAILY]), st.sampled_from(list(HAPPENINGS))),
        min_size=5,
        max_size=5,
    )
)
def test_the_batch_is_decided_about_as_each_mail_alone(cast: Cast, one_second: None, rows) -> None:
    people = readers(cast, len(rows))
    Delivery.objects.all().delete()
    for person, (way, _happening) in zip(people, rows, strict=True):
        choose(person=person, chosen={REGION_NEWS.key: way})
    with clock.frozen(MONDAY):
        notify(people, REGION_NEWS, about=cast.south, context={"name": "Zuid"})
    with clock.frozen(amsterdam(2026, 10, 20, 22)):
        tasks.gather()
        for person, (_way, happening) in zip(people, rows, strict=True):
            HAPPENINGS[happening](Person.objects.get(pk=person.pk))
        alone: dict[int, tuple[object, ...]] = {}
        for pk in Delivery.objects.values_list("pk", flat=True):
            alone |= decided(waiting_mails(pk=pk))

        assert decided(waiting_mails()) == alone
