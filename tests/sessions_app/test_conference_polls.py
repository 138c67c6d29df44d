"""Quick polls: one vote a person, and no more of it than counts."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from audit.models import Entry
from sessions.actions import conference as conferences
from sessions.actions import conference_polls as actions
from sessions.errors_conference import (
    AnotherPollIsOpen,
    ConferenceNotOpen,
    NotAnOption,
    PollNeedsOptions,
    PollNotOpen,
    PollWasOpened,
)
from sessions.models import Conference, QuickOption, QuickPoll, QuickVote
from sessions.queries.conference_room import SHOWN_FROM, _poll, poll_on_screen, polls_of
from tests.factories.conferences import QuickOptionFactory, QuickPollFactory, QuickVoteFactory


def line_of(room, person, **more):
    return next(
        line for line in polls_of(room.conference, person, **more) if line.poll.pk == room.poll.pk
    )


def three_votes(room):
    for name, option in (("rob", 0), ("mia", 1), ("pim", 1)):
        actions.vote(poll=room.poll, option=room.options[option].pk, by=getattr(room.cast, name))


def test_a_vote_changes_while_the_poll_is_open_and_counts_once(room):
    actions.vote(poll=room.poll, option=room.options[0].pk, by=room.cast.rob)
    actions.vote(poll=room.poll, option=room.options[2].pk, by=room.cast.rob)

    assert [(vote.person, vote.option) for vote in QuickVote.objects.all()] == [
        (room.cast.rob, room.options[2])
    ]


def test_a_vote_after_the_closing_is_not_counted(room, login):
    actions.close_poll(poll=room.poll, by=room.cast.chris)

    with pytest.raises(PollNotOpen):
        actions.vote(poll=room.poll, option=room.options[0].pk, by=room.cast.rob)
    url = reverse("conferences:poll-vote", args=[room.poll.pk])
    answer = login(room.cast.rob).post(url, {"option": room.options[0].pk}, follow=True)
    assert str(PollNotOpen.sentence) in answer.content.decode()
    assert QuickVote.objects.count() == 0


@pytest.mark.parametrize("option", ["", "x", "0", "999999", "9" * 30])
def test_a_vote_is_one_of_the_answers(room, login, option):
    url = reverse("conferences:poll-vote", args=[room.poll.pk])

    answer = login(room.cast.rob).post(url, {"option": option}, follow=True)

    assert str(NotAnOption.sentence) in answer.content.decode()
    assert QuickVote.objects.count() == 0


def test_an_answer_of_another_poll_is_no_answer(room):
    other = QuickOptionFactory(poll=QuickPollFactory(conference=room.conference, state="closed"))

    with pytest.raises(NotAnOption):
        actions.vote(poll=room.poll, option=other.pk, by=room.cast.rob)


def test_the_counts_come_after_the_own_vote(room):
    three_votes(room)

    assert not line_of(room, room.cast.ada).counted
    assert not line_of(room, room.cast.chris).counted
    assert line_of(room, room.cast.rob).counted
    assert [one.votes for one in line_of(room, room.cast.rob).options] == [1, 2, 0]


def test_the_counts_come_for_all_at_the_closing(room):
    three_votes(room)
    actions.close_poll(poll=room.poll, by=room.cast.chris)

    for name in ("ada", "olga", "bo"):
        assert [one.votes for one in line_of(room, getattr(room.cast, name)).options] == [1, 2, 0]


def test_fewer_than_three_votes_are_not_shown(room):
    for name in ("rob", "mia"):
        actions.vote(poll=room.poll, option=room.options[0].pk, by=getattr(room.cast, name))
    actions.close_poll(poll=room.poll, by=room.cast.chris)

    line = line_of(room, room.cast.rob)

    assert (line.counted, line.too_few, line.votes) == (False, True, 2)
    assert [one.votes for one in line.options] == [0, 0, 0]


def test_the_screen_shows_no_count_before_the_closing_whoever_opened_it(room):
    three_votes(room)
    actions.vote(poll=room.poll, option=room.options[0].pk, by=room.cast.chris)

    line = poll_on_screen(room.conference, room.cast.chris)
    assert (line.counted, line.voted, line.votes) == (False, False, 4)
    assert not any(one.own for one in line.options)

    actions.close_poll(poll=room.poll, by=room.cast.chris)
    assert poll_on_screen(room.conference, room.cast.chris).counted


def test_nobody_reads_who_chose_what(room, login):
    actions.vote(poll=room.poll, option=room.options[0].pk, by=room.cast.mia)
    room.reply.delete()
    three_votes(room)

    for name in ("chris", "rob", "olga"):
        for page in ("poll-list", "poll-part", "room", "room-part"):
            Conference.objects.update(shown="poll")
            url = reverse(f"conferences:{page}", args=[room.conference.pk])
            assert "Mia" not in login(getattr(room.cast, name)).get(url).content.decode()
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert verbs == set()


def test_one_poll_is_open_and_only_during_the_day(room):
    other = actions.make_poll(
        conference=room.conference, question="And?", options=["Yes", "No"], by=room.cast.chris
    )
    with pytest.raises(AnotherPollIsOpen):
        actions.open_poll(poll=other, by=room.cast.chris)

    conferences.close_conference(conference=room.conference, by=room.cast.chris)
    assert QuickPoll.objects.get(pk=room.poll.pk).state == "closed"
    Conference.objects.update(state="planned")
    with pytest.raises(ConferenceNotOpen):
        actions.open_poll(poll=other, by=room.cast.chris)


def test_opening_a_poll_puts_it_on_the_screen(room):
    actions.close_poll(poll=room.poll, by=room.cast.chris)
    other = actions.make_poll(
        conference=room.conference, question="And?", options=["Yes", "No"], by=room.cast.chris
    )

    actions.open_poll(poll=other, by=room.cast.chris)

    assert Conference.objects.get().shown == "poll"
    assert poll_on_screen(room.conference, room.cast.chris).poll == other
    with pytest.raises(PollWasOpened):
        actions.remove_poll(poll=other, by=room.cast.chris)


@pytest.mark.parametrize(
    "options", [[], ["Yes"], ["Yes", "yes"], ["1", "2", "3", "4", "5", "6", "7"]]
)
def test_a_poll_has_two_to_six_answers_that_differ(room, login, options):
    with pytest.raises(PollNeedsOptions):
        actions.make_poll(
            conference=room.conference, question="And?", options=options, by=room.cast.chris
        )
    url = reverse("conferences:poll-create", args=[room.conference.pk])
    sent = {"question": "And?", "options": "\n".join(options)}
    answer = login(room.cast.chris).post(url, sent)
    assert answer.status_code == 422
    assert "And?" in answer.content.decode()


@given(
    numbers=st.lists(st.integers(0, 40), min_size=2, max_size=6),
    state=st.sampled_from(["open", "closed"]),
    chosen=st.booleans(),
    room=st.booleans(),
)
def test_counts_are_shown_to_voters_and_after_closing_and_never_of_few(
    numbers, state, chosen, room
):
    options = [QuickOption(pk=number, position=number) for number in range(1, len(numbers) + 1)]
    for option, number in zip(options, numbers, strict=True):
        option.number = number
    own = 1 if chosen else None

    line = _poll(QuickPoll(state=state), options, own, room=room)

    may = state == "closed" or (chosen and not room)
    assert line.counted == (may and sum(numbers) >= SHOWN_FROM)
    assert [one.votes for one in line.options] == (numbers if line.counted else [0] * len(numbers))
    assert all(0 <= one.share <= 100 for one in line.options)
    if line.counted:
        assert abs(sum(one.share for one in line.options) - 100) <= len(numbers)


def test_votes_of_many_are_counted(room):
    for _ in range(5):
        QuickVoteFactory(option=room.options[2])
    actions.close_poll(poll=room.poll, by=room.cast.chris)

    assert [(one.votes, one.share) for one in line_of(room, room.cast.ada).options] == [
        (0, 0), (0, 0), (5, 100),
    ]  # fmt: skip
