"""Two presses in one room at the same moment: each counts once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from core.errors import DomainError
from sessions.actions import conference_polls as polls
from sessions.actions import conference_questions as questions
from sessions.errors_conference import VotedAtOnce
from sessions.models import Conference, QuestionSupport, QuickPoll, QuickVote
from tests.factories.conferences import QuickPollFactory, QuickVoteFactory
from tests.people import make_cast
from tests.sessions_app.conferences import make_room

on_postgres = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite lets one writer in at a time, by its own lock"
)
together = pytest.mark.django_db(transaction=True)


def both(*presses):
    """Press all at once; what each got: "done" or the name of the refusal."""
    barrier = Barrier(len(presses))

    def one(press):
        try:
            barrier.wait(timeout=10)
            press()
        except DomainError as error:
            return type(error).__name__
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(presses)) as pool:
        return sorted(pool.map(one, presses))


@together
@on_postgres
def test_two_votes_of_one_person_at_once_are_one_vote():
    room = make_room(make_cast())

    def vote(option):
        return lambda: polls.vote(poll=room.poll, option=option.pk, by=room.cast.rob)

    assert both(vote(room.options[0]), vote(room.options[1])) == ["done", "done"]
    assert QuickVote.objects.count() == 1
    assert Conference.objects.get().live_seq == 2


@together
@on_postgres
def test_a_vote_and_the_closing_at_once_come_one_after_the_other():
    room = make_room(make_cast())

    found = both(
        lambda: polls.vote(poll=room.poll, option=room.options[0].pk, by=room.cast.rob),
        lambda: polls.close_poll(poll=room.poll, by=room.cast.chris),
    )

    counted = QuickVote.objects.count() == 1
    assert found == (["done", "done"] if counted else ["PollNotOpen", "done"])


@together
@on_postgres
def test_two_polls_opened_at_once_are_one_open_poll():
    room = make_room(make_cast())
    QuickPoll.objects.update(state="closed", closed_at=room.poll.opened_at)
    first, second = QuickPollFactory.create_batch(2, conference=room.conference, state="draft")

    found = both(
        lambda: polls.open_poll(poll=first, by=room.cast.chris),
        lambda: polls.open_poll(poll=second, by=room.cast.chris),
    )

    assert found == ["AnotherPollIsOpen", "done"]


@together
@on_postgres
def test_support_pressed_twice_at_once_counts_once():
    room = make_room(make_cast())

    def support():
        questions.support_question(question=room.question, supports=True, by=room.cast.rob)

    assert both(support, support) == ["done", "done"]
    assert QuestionSupport.objects.count() == 1


def test_where_the_lock_were_missing_the_table_refuses_and_the_page_says_so(room, monkeypatch):
    """The vote of another window gets in between looking and writing."""
    objects = QuickVote.objects
    QuickVoteFactory(option=room.options[0], person=room.cast.rob)
    monkeypatch.setattr(
        type(objects), "update_or_create", lambda _self, defaults, **given: (
            objects.create(**given, **defaults), True
        )
    )  # fmt: skip

    with pytest.raises(VotedAtOnce):
        polls.vote(poll=room.poll, option=room.options[1].pk, by=room.cast.rob)

    assert QuickVote.objects.get().option == room.options[0]
