"""The notices that the product really sends: one question a kind, whatever the length of the inbox."""

from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any

import pytest
from django.db import models, transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from core.requests import end_request, start_request
from discussion.models import Report, Reveal, Thread
from front.demo.accounts import ACCOUNTS, address
from front.demo.loading import load
from notifications import kinds
from notifications.models import Notice
from notifications.queries import inbox_of, lines_of
from people.models import Person
from people.queries import standing
from people.second_factor import PROVEN
from plans.models import Version
from reports.models import Export
from reviews.models import Commitment, Outcome, Recommendation, Review
from reviews.models.duties import duties
from sessions.models import Assignment, Conflict, Extension, Round

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("real kinds")]
PEOPLE = [account.key for account in ACCOUNTS]
WORDS = ("name", "thread", "who", "plan", "region", "reviewer", "number", "title", "form", "file")

# What a notice of each kind is about, and somebody of the demo who gets it.
ABOUT: dict[str, tuple[type[models.Model], str]] = {
    "discussion.mention": (Thread, "peer"),
    "discussion.post": (Thread, "peer"),
    "discussion.report_handled": (Report, "peer"),
    "discussion.reported": (Report, "facilitator"),
    "discussion.resolved": (Thread, "lead"),
    "discussion.revealed": (Reveal, "friend"),
    "plans.own_submitted": (Version, "member"),
    "plans.submitted": (Version, "facilitator"),
    "reports.ready": (Export, "lead"),
    "reviews.answered": (Recommendation, "friend"),
    "reviews.changed": (Recommendation, "friend"),
    "reviews.done": (Commitment, "friend"),
    "reviews.feedback": (Review, "friend"),
    "reviews.handed_in_together": (Review, "friend"),
    "reviews.invited_along": (Review, "friend"),
    "reviews.judged": (Recommendation, "lead"),
    "reviews.left_review": (Review, "friend"),
    "reviews.merged": (Recommendation, "friend"),
    "reviews.merged_for_us": (Recommendation, "lead"),
    "reviews.moved": (Assignment, "friend"),
    "reviews.outcome": (Outcome, "friend"),
    "reviews.promised": (Commitment, "friend"),
    "reviews.reopened": (Review, "facilitator"),
    "reviews.signed": (Review, "friend"),
    "reviews.submitted": (Review, "lead"),
    "reviews.unmerged": (Recommendation, "friend"),
    "reviews.unmerged_for_us": (Recommendation, "lead"),
    "sessions.accepted": (Assignment, "facilitator"),
    "sessions.asked": (Assignment, "friend-government"),
    "sessions.conflict": (Conflict, "facilitator"),
    "sessions.declined": (Assignment, "facilitator"),
    "sessions.extended": (Extension, "facilitator"),
    "sessions.round-published": (Round, "friend"),
    "sessions.steps-changed": (Round, "lead"),
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
def _in_a_request() -> Iterator[None]:
    """Policies remember what they read of a person as long as a request lasts."""
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


def seen_of(key: str) -> kinds.Seen:
    """The question that a kind asks."""
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
            context=context or {"round": 1, "dossier": 1, **dict.fromkeys(WORDS, "x")},
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

    assert empty == {"admin", "executive", "observer"}
