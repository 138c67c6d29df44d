"""The notices that the product really sends: one question a kind, whatever the length of the inbox."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import cycle, islice
from typing import Any

import pytest
from django.core.signing import TimestampSigner
from django.db import connection, models, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pytest_django import DjangoDbBlocker

from core.clock import now
from core.requests import end_request, start_request
from discussion.mail import ThreadByMail
from discussion.models import Report, Reveal, Thread
from discussion.rules import rights_in
from front.demo.accounts import ACCOUNTS, address
from front.demo.loading import load
from notifications import kinds
from notifications.channels import Channel
from notifications.deciding import Verdict, decide
from notifications.models import Batch, Delivery, Digest, Notice, Preference
from notifications.queries import inbox_of, lines_of
from notifications.waiting import work_of, work_of_each
from people.models import Membership, Person
from people.queries import standing
from people.second_factor import PROVEN
from plans.models import Dossier, Version
from reports.models import Export
from reviews.models import Commitment, Outcome, Recommendation, Review
from reviews.models.duties import duties
from sessions.models import (
    Assignment,
    Conference,
    ConferenceAction,
    Conflict,
    Extension,
    Reminder,
    Round,
    RoundPlan,
    Sitting,
)

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("real kinds")]
PEOPLE = [account.key for account in ACCOUNTS]
WORDS = ("name", "thread", "who", "plan", "region", "reviewer", "number", "title", "form", "file")
FILLED = {"round": 1, "dossier": 1, "assignment": 1, **dict.fromkeys(WORDS, "x")}

# What a notice of each kind is about, and somebody of the demo who gets it.
ABOUT: dict[str, tuple[type[models.Model], str]] = {
    "discussion.mention": (Thread, "peer"),
    "discussion.moved": (Thread, "peer"),
    "discussion.moved_away": (Thread, "peer"),
    "discussion.post": (Thread, "peer"),
    "discussion.report_handled": (Report, "peer"),
    "discussion.reported": (Report, "facilitator"),
    "discussion.resolved": (Thread, "lead"),
    "discussion.revealed": (Reveal, "friend"),
    "notifications.held": (Batch, "facilitator"),
    "plans.own_submitted": (Version, "member"),
    "plans.submitted": (Version, "facilitator"),
    "reports.ready": (Export, "lead"),
    "reviews.answer-due": (Reminder, "lead"),
    "reviews.answer-late": (Reminder, "lead"),
    "reviews.answer-wanted": (RoundPlan, "lead"),
    "reviews.answered": (Recommendation, "friend"),
    "reviews.caught": (Recommendation, "friend"),
    "reviews.caught_confirmed": (Recommendation, "friend"),
    "reviews.caught_dropped": (Recommendation, "facilitator"),
    "reviews.caught_given": (Recommendation, "lead"),
    "reviews.changed": (Recommendation, "friend"),
    "reviews.done": (Commitment, "friend"),
    "reviews.due": (Reminder, "friend"),
    "reviews.feedback": (Review, "friend"),
    "reviews.handed_in_together": (Review, "friend"),
    "reviews.invited_along": (Review, "friend"),
    "reviews.judged": (Recommendation, "lead"),
    "reviews.late": (Reminder, "friend"),
    "reviews.left_review": (Review, "friend"),
    "reviews.merged": (Recommendation, "friend"),
    "reviews.merged_for_us": (Recommendation, "lead"),
    "reviews.moved": (Assignment, "friend"),
    "reviews.outcome": (Outcome, "friend"),
    "reviews.progress-due": (Reminder, "lead"),
    "reviews.owner-wanted": (Recommendation, "lead"),
    "reviews.promise-asked": (Dossier, "lead"),
    "reviews.promised": (Commitment, "friend"),
    "reviews.question-open": (Assignment, "friend"),
    "reviews.reopened": (Review, "facilitator"),
    "reviews.review-wanted": (Assignment, "friend"),
    "reviews.signed": (Review, "friend"),
    "reviews.submitted": (Review, "lead"),
    "reviews.unmerged": (Recommendation, "friend"),
    "reviews.unmerged_for_us": (Recommendation, "lead"),
    "sessions.accepted": (Assignment, "facilitator"),
    "sessions.answer-waits": (Reminder, "friend-government"),
    "sessions.answer-wanted": (Assignment, "peer"),
    "sessions.asked": (Assignment, "friend-government"),
    "sessions.conference-action": (ConferenceAction, "lead"),
    "sessions.conference-moved": (Conference, "friend"),
    "sessions.conference-published": (Conference, "friend"),
    "sessions.conflict": (Conflict, "facilitator"),
    "sessions.declined": (Assignment, "facilitator"),
    "sessions.extended": (Extension, "facilitator"),
    "sessions.minutes-correction": (Sitting, "member"),
    "sessions.minutes-final": (Sitting, "lead"),
    "sessions.minutes-ready": (Sitting, "lead"),
    "sessions.plan-due": (Reminder, "lead"),
    "sessions.plan-late": (Reminder, "lead"),
    "sessions.how-goes-it": (Round, "lead"),
    "sessions.plan-wanted": (Round, "lead"),
    "sessions.question-waits": (Thread, "lead"),
    "sessions.round-published": (Round, "friend"),
    "sessions.silent": (Reminder, "facilitator"),
    "sessions.sitting-cancelled": (Sitting, "friend"),
    "sessions.sitting-dates": (Sitting, "friend"),
    "sessions.sitting-invited": (Sitting, "friend"),
    "sessions.sitting-moved": (Sitting, "friend"),
    "sessions.sitting-near": (Reminder, "friend"),
    "sessions.sitting-regret": (Sitting, "facilitator"),
    "sessions.sitting-uninvited": (Sitting, "friend"),
    "sessions.steps-changed": (Round, "lead"),
    "sessions.thread-waits": (Thread, "lead"),
    "sessions.withdrawn": (Assignment, "friend"),
}


@pytest.fixture(scope="module", autouse=True)
def _demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo, loaded once for all of these tests, and gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _in_a_request(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Policies remember what they read of a person as long as a request lasts; all links are of one second."""
    monkeypatch.setattr(TimestampSigner, "timestamp", lambda _self: "1")
    start_request()
    yield
    end_request()


def person_of(who: str) -> Person:
    """Somebody of the demo, of whom is known what is known after the first question of a page."""
    person = Person.objects.get(email=address(who))
    standing(person)
    duties(person)
    return person


def client_of(who: str) -> Client:
    """A browser in which this person is logged in."""
    client, person = Client(), person_of(who)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session[PROVEN] = person.pk
    session.save()
    return client


def seen_of(key: str) -> Callable[[Person, set[int]], set[int]]:
    """The question that a kind asks, for one person."""
    kind = kinds.get(key)
    assert kind is not None
    return kind.still_seen_by


def seen_rows(key: str) -> kinds.Seen:
    """The question that a kind asks, as rows."""
    kind = kinds.get(key)
    assert kind is not None
    return kind.seen


def subjects(key: str) -> list[int]:
    """Everything that a notice of this kind could be about; of what the demo lacks, an id that is gone."""
    return list(ABOUT[key][0]._default_manager.values_list("pk", flat=True)) or [1]


def fill(key: str, count: int) -> str:
    """An inbox with so many notices of one kind, on as many subjects as there are; whose it is."""
    model, who = ABOUT[key]
    context = Notice.objects.filter(kind=key).values_list("context", flat=True).first()
    Notice.objects.all().delete()
    Notice.objects.bulk_create(
        Notice(
            person=person_of(who),
            kind=key,
            key=str(number),
            subject_type=model._meta.label_lower,
            subject_id=subject,
            context=context or FILLED,
        )
        for number, subject in enumerate(islice(cycle(subjects(key)), count))
    )
    return who


def test_every_kind_of_the_product_is_tried_here() -> None:
    real = {kind.key for kind in kinds.all_kinds() if not kind.key.startswith("tests.")}

    assert set(ABOUT) == real


@pytest.mark.parametrize("key", ABOUT)
def test_a_kind_asks_one_question_about_one_and_about_all(
    key: str, django_assert_num_queries: Any
) -> None:
    seen, person, ids = seen_of(key), person_of(ABOUT[key][1]), subjects(key)

    with django_assert_num_queries(1):
        seen(person, set(ids[:1]))
    with django_assert_num_queries(1):
        seen(person, set(ids))


@pytest.mark.parametrize("key", ABOUT)
def test_many_at_once_get_the_same_answer_as_one_by_one(key: str) -> None:
    seen, ids = seen_of(key), subjects(key)[:3]

    for person in map(person_of, ["facilitator", "lead", "friend", "observer"]):
        assert seen(person, set(ids)) == {one for one in ids if seen(person, {one}) == {one}}


def everybody() -> list[Person]:
    """All people of the demo, read at this moment."""
    return list(Person.objects.filter(email__in=map(address, PEOPLE)).order_by("pk"))


@pytest.mark.once
@pytest.mark.parametrize("key", ABOUT)
def test_many_people_at_once_get_the_same_answer_as_each_alone(key: str) -> None:
    seen, ids = seen_rows(key), set(subjects(key))
    end_request()  # as a worker asks

    found = kinds.still_seen({seen: dict.fromkeys(everybody(), ids)})[seen]

    assert found == {
        person.pk: set(seen(person).filter(pk__in=ids).values_list("pk", flat=True))
        for person in everybody()
    }


@pytest.mark.once
@pytest.mark.parametrize("count", [1, len(PEOPLE)])
@pytest.mark.parametrize("key", ABOUT)
def test_a_kind_asks_as_much_about_many_people_as_about_one(key: str, count: int) -> None:
    seen, ids = seen_rows(key), set(subjects(key))
    asked = {seen: dict.fromkeys(everybody()[:count], ids)}
    end_request()

    with CaptureQueriesContext(connection) as queries:
        kinds.still_seen(asked)

    # The question itself, and what it first wants to know of people: roles, tasks in reviews.
    assert len(queries) <= 3


@pytest.mark.once
@pytest.mark.parametrize("key", ABOUT)
def test_mails_of_a_kind_are_decided_about_together_as_each_alone(key: str) -> None:
    end_request()
    mails = mail_to_everybody(key)
    alone = {}
    for pk in mails:
        alone |= decided(mails_of([pk]))

    assert decided(mails_of(mails)) == alone


def test_digests_of_everybody_are_written_together_as_each_alone() -> None:
    end_request()
    people = everybody()
    Delivery.objects.all().delete()
    Notice.objects.update(read_at=None, digest=None, created_at=now() - timedelta(days=2))
    Preference.objects.filter(person__in=people).delete()
    digests = Digest.objects.bulk_create(Digest(person=one, day=DAY) for one in people)
    mails = Delivery.objects.bulk_create(
        Delivery(digest=one, person=one.person, address=one.person.email) for one in digests
    )
    ids = [one.pk for one in mails]
    alone = {}
    for pk in ids:
        alone |= decided(mails_of([pk]))

    assert decided(mails_of(ids)) == alone
    assert len({words for _verdict, words in alone.values()}) > 5


DAY = date(2031, 1, 1)  # no digest of the demo has it


def mail_to_everybody(key: str) -> list[int]:
    """To each person a mail at once about the first subjects of a kind; their ids."""
    model, _who = ABOUT[key]
    context = Notice.objects.filter(kind=key).values_list("context", flat=True).first()
    people = everybody()
    Delivery.objects.all().delete()
    Notice.objects.all().delete()
    Preference.objects.filter(kind=key).delete()
    Preference.objects.bulk_create(
        Preference(person=one, kind=key, channel=Channel.NOW) for one in people
    )
    notices = Notice.objects.bulk_create(
        Notice(
            person=person,
            kind=key,
            key=str(subject),
            subject_type=model._meta.label_lower,
            subject_id=subject,
            context=context or FILLED,
        )
        for person in people
        for subject in subjects(key)[:1]
    )
    mails = Delivery.objects.bulk_create(
        Delivery(notice=one, person=one.person, address=one.person.email) for one in notices
    )
    return [one.pk for one in mails]


def mails_of(ids: list[int]) -> list[Delivery]:
    about = ("notice", "digest", "person__mail_hours", "batch")
    return list(Delivery.objects.filter(pk__in=ids).select_related(*about).order_by("pk"))


def decided(mails: list[Delivery]) -> dict[int, tuple[Verdict, str]]:
    """What is decided about mails, and with which words they go."""
    verdicts = decide(mails)
    return {
        one.pk: (verdicts[one.pk], f"{one.address} {one.subject} {one.text} {one.headers}")
        for one in mails
    }


def test_what_waits_for_everybody_is_what_waits_for_each() -> None:
    end_request()
    alone = {}
    for person in everybody():
        with translation.override(person.language):
            alone[person.pk] = work_of(person)

    assert work_of_each(everybody()) == alone
    assert sum(bool(asked) for asked in alone.values()) > 3


@pytest.mark.parametrize("copies", [1, 3])
def test_what_waits_takes_as_many_queries_for_three_times_as_many_people(
    copies: int, django_assert_num_queries: Any
) -> None:
    end_request()
    Person.objects.update(language="nl")
    doubles = [double(person, number) for number in range(1, copies) for person in everybody()]
    people = list(Person.objects.filter(pk__in=[*doubles, *(one.pk for one in everybody())]))

    with django_assert_num_queries(WAITING):
        found = work_of_each(people)

    assert len(found) == copies * len(PEOPLE)


# Of each app what waits, with the roles, steps, extensions, regions and plans that decide about it.
WAITING = 24


def double(person: Person, number: int) -> int:
    """Somebody else with the same roles; the id."""
    held = list(Membership.objects.filter(person=person))
    other = Person.objects.create(name=person.name, email=f"{number}-{person.email}", language="nl")
    for row in held:
        row.pk, row.person = None, other
        row.save()
    return other.pk


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_answer_by_mail_is_who_may_write_on_the_page(who: str) -> None:
    person, ids = person_of(who), set(Thread.objects.values_list("pk", flat=True))

    found = ThreadByMail().may_answer({person: ids})

    read = Thread.objects.visible_to(person)
    assert found == {person.pk: {one.pk for one in read if rights_in(person, one).post}}


# The notices, what of them may be seen with what that asks, and names where a notice holds an id.
COSTS = {"reviews.feedback": 3, "reviews.submitted": 3}


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("key", ABOUT)
def test_the_lines_take_as_many_queries_for_1_as_for_30_of_a_kind(
    key: str, count: int, django_assert_num_queries: Any
) -> None:
    person = person_of(fill(key, count))
    ids = {notice.subject_id for notice in inbox_of(person)}

    with django_assert_num_queries(COSTS.get(key, 2)):
        lines = lines_of(inbox_of(person))

    visible = seen_of(key)(person, ids)
    assert len(lines) == sum(notice.subject_id in visible for notice in inbox_of(person))


@pytest.mark.parametrize("who", PEOPLE)
def test_every_line_in_the_inbox_leads_to_a_page_that_opens(who: str) -> None:
    client = client_of(who)

    urls = {line.url for line in lines_of(inbox_of(person_of(who)))}
    assert {url: client.get(url).status_code for url in urls} == dict.fromkeys(urls, 200)


def test_most_people_of_the_demo_have_something_in_their_inbox() -> None:
    empty = {who for who in PEOPLE if not lines_of(inbox_of(person_of(who)))}

    assert empty == {"admin"}
