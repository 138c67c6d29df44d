"""Commands on the log: once, in order, by who may."""

import uuid

import pytest

from discussion.actions import carry_out
from discussion.errors import (
    AlreadySo,
    KeyUsedOtherwise,
    NotUnderstood,
    NotVisible,
    Refused,
    ThreadClosed,
    TooFast,
)
from discussion.models import Command, Post, Thread, ThreadEvent, ThreadState
from discussion.queries import events_after, thread_view
from discussion.reducer import Gap, ThreadView, apply, fold
from people.levels import Level
from tests.factories.discussion import ThreadFactory, command, post, thread_in
from tests.people import Cast


@pytest.fixture
def thread(cast: Cast) -> Thread:
    return thread_in(cast)


def seqs(thread: Thread) -> list[int]:
    return list(
        ThreadEvent.objects.filter(thread=thread).order_by("seq").values_list("seq", flat=True)
    )


def test_commands_take_their_places_without_a_hole(cast, thread):
    first = post(thread, cast.rob)
    command(thread, cast.rob, "edit", post=first.pk, body="Better")
    command(thread, cast.ada)
    command(thread, cast.rob, "resolve", outcome="We try it.")

    thread.refresh_from_db()

    assert seqs(thread) == [1, 2, 3, 4]
    assert thread.head_seq == 4


def test_the_same_key_gives_the_first_answer_again(cast, thread):
    key = uuid.uuid4()

    first = command(thread, cast.rob, key=key, body="Once")
    again = command(thread, cast.rob, key=key, body="Once")

    assert (first.status, again.status, again.repeated) == (201, 200, True)
    assert (again.seq, again.event) == (first.seq, first.event)
    assert Post.objects.count() == 1


def test_a_key_is_refused_for_other_words(cast, thread):
    key = uuid.uuid4()
    command(thread, cast.rob, key=key, body="Once")

    with pytest.raises(KeyUsedOtherwise):
        command(thread, cast.rob, key=key, body="Twice")

    assert seqs(thread) == [1]


def test_two_people_may_use_the_same_key(cast, thread):
    key = uuid.uuid4()

    command(thread, cast.rob, key=key)
    command(thread, cast.ada, key=key)

    assert seqs(thread) == [1, 2]


def test_a_refused_command_leaves_its_key_free_and_no_hole(cast, thread):
    key = uuid.uuid4()
    Thread.objects.filter(pk=thread.pk).update(state=ThreadState.CLOSED)
    with pytest.raises(ThreadClosed):
        command(thread, cast.rob, key=key)
    Thread.objects.filter(pk=thread.pk).update(state=ThreadState.OPEN)

    result = command(thread, cast.rob, key=key, body="Other words")

    assert (result.status, result.seq) == (201, 1)
    assert Command.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "payload", "sentence"),
    [
        ("post", {"body": ""}, "Write something first."),
        ("post", {"body": " \n\x00 "}, "Write something first."),
        ("post", {"body": "x" * 20_001}, "This text is too long. Use at most 20,000 characters."),
        ("post", {"body": "x", "post_kind": "shout"}, "Choose one of the kinds of posts."),
        ("post", {"body": "x", "reply_to": "1"}, "The post that this is about does not exist."),
        (
            "post",
            {"body": "x", "reply_to": str(uuid.uuid4())},
            "The post that you answer does not exist.",
        ),
        (
            "post",
            {"body": "x", "anchor": {"block": "p-1"}},
            "A post does not point at a passage. Select the words in the plan, and start a conversation there.",
        ),
        (
            "edit",
            {"body": "x", "post": str(uuid.uuid4())},
            "The post that this is about does not exist.",
        ),
        ("resolve", {"outcome": "  "}, "Say in one sentence what came out of this conversation."),
        (
            "resolve",
            {"outcome": "x" * 241},
            "This outcome is too long. Use at most 240 characters.",
        ),
        ("shout", {}, "This kind of command does not exist."),
    ],
)
def test_what_cannot_be_understood_is_said_in_a_sentence(
    cast, thread, settings, kind, payload, sentence
):
    settings.LANGUAGE_CODE = "en"

    with pytest.raises(NotUnderstood) as refused:
        carry_out(thread=thread, by=cast.rob, key=uuid.uuid4(), kind=kind, payload=payload)

    assert str(refused.value) == sentence
    assert seqs(thread) == []


# Every change is an event, and events are enough.


@pytest.fixture
def story(cast, thread):
    """One event of every kind that one thread has, with the view before each."""
    elsewhere = ThreadFactory(
        target_id=thread.target_id, level=Level.PARTICIPANTS, created_by=cast.rob
    )
    steps = [
        lambda posts: command(thread, cast.rob, body="First"),
        lambda posts: command(
            thread, cast.ada, body="Why?", post_kind="clarifying", reply_to=posts[0]
        ),
        lambda posts: command(thread, cast.rob, "edit", post=posts[0], body="First, better"),
        lambda posts: command(thread, cast.rob, "delete", post=posts[0]),
        lambda posts: command(thread, cast.rob, "restore", post=posts[0]),
        lambda posts: command(thread, cast.ada, "react", post=posts[0], sign="helps"),
        lambda posts: command(thread, cast.pim, "react", post=posts[0], sign="helps"),
        lambda posts: command(thread, cast.ada, "react", post=posts[0], sign="helps", on=False),
        lambda posts: command(thread, cast.rob, "pin", post=posts[1]),
        lambda posts: command(thread, cast.chris, "pin", post=posts[0]),
        lambda posts: command(thread, cast.rob, "pin", post=posts[0], on=False),
        lambda posts: command(thread, cast.rob, "resolve", outcome="We agree."),
        lambda posts: command(thread, cast.chris, "reopen"),
        lambda posts: command(thread, cast.rob, "resolve", outcome="No.", resolution="not"),
        lambda posts: command(thread, cast.chris, "delete", post=posts[1]),
        lambda posts: command(thread, cast.chris, "move", post=posts[0], to=elsewhere.pk),
    ]
    posts: list[str] = []
    results = []
    for step in steps:
        before = fresh(thread)
        result = step(posts)
        if result.event["kind"] == "create":
            posts.append(result.event["post"])
        results.append((before, result.event, fresh(thread)))
    return results


def fresh(thread: Thread) -> ThreadView:
    return thread_view(Thread.objects.get(pk=thread.pk))


def test_old_state_and_event_is_fresh_state_for_every_kind(story):
    assert {event["kind"] for _, event, _ in story} == {
        "create",
        "edit",
        "delete",
        "restore",
        "resolve",
        "reopen",
        "react",
        "pin",
        "move",
    }
    for before, event, after in story:
        assert apply(before, event) == after


def test_the_log_read_later_gives_the_same_state_from_any_point(story, thread):
    for before, _event, _after in story:
        assert fold(events_after(thread.pk, before.head, 500), before) == fresh(thread)


def test_the_log_tells_no_text_that_was_deleted_overwritten_or_moved(cast, story, thread):
    command(thread, cast.rob, body="Stays")

    told = str(events_after(thread.pk, 0, 500))

    assert "Stays" in told
    assert "Why?" not in told  # deleted
    assert "First" not in told  # moved


def test_an_event_too_far_ahead_is_a_gap(story):
    before, event, _after = story[3]

    with pytest.raises(Gap):
        apply(before, {**event, "seq": event["seq"] + 1})


def test_an_old_event_changes_nothing(story):
    _before, event, after = story[0]

    assert apply(after, event) == after


def test_an_answer_to_an_answer_hangs_on_the_same_post(cast, thread):
    first = post(thread, cast.rob)
    answer = post(thread, cast.ada, reply_to=first.pk)

    second = post(thread, cast.rob, reply_to=answer.pk)

    assert second.reply_to == first


# Who may.


def test_a_thread_that_one_cannot_read_does_not_exist(cast):
    thread = thread_in(cast, level=Level.REGION)

    with pytest.raises(NotVisible):
        command(thread, cast.sam)


def test_a_reader_who_may_not_write_hears_why(cast, settings):
    settings.LANGUAGE_CODE = "en"
    thread = thread_in(cast, level=Level.NETWORK)
    dossier_level(thread, Level.NETWORK)

    with pytest.raises(Refused) as refused:
        command(thread, cast.bo)

    assert str(refused.value) == "You may read this conversation, but not write in it."
    assert seqs(thread) == []


def dossier_level(thread: Thread, level: str) -> None:
    from plans.models import Dossier

    Dossier.objects.filter(pk=thread.target_id).update(level=level)


def test_somebody_else_may_not_edit_delete_or_restore(cast, thread):
    mine = post(thread, cast.rob)

    for kind in ("edit", "delete", "restore"):
        with pytest.raises(Refused):
            command(thread, cast.ada, kind, post=mine.pk, body="Hm")

    assert seqs(thread) == [1]


def test_a_facilitator_deletes_and_only_a_facilitator_restores(cast, thread):
    theirs = post(thread, cast.ada)
    command(thread, cast.chris, "delete", post=theirs.pk)

    with pytest.raises(Refused):
        command(thread, cast.ada, "restore", post=theirs.pk)
    command(thread, cast.chris, "restore", post=theirs.pk)

    assert seqs(thread) == [1, 2, 3]


def test_a_deleted_post_cannot_be_edited_or_deleted_again(cast, thread):
    mine = post(thread, cast.rob)
    command(thread, cast.rob, "delete", post=mine.pk)

    for kind in ("edit", "delete"):
        with pytest.raises(AlreadySo):
            command(thread, cast.rob, kind, post=mine.pk, body="Hm")


def test_only_team_and_facilitator_resolve(cast, thread):
    with pytest.raises(Refused):
        command(thread, cast.ada, "resolve", outcome="Mine")

    command(thread, cast.mia, "resolve", outcome="Ours")
    with pytest.raises(AlreadySo):
        command(thread, cast.chris, "resolve", outcome="Again")

    thread.refresh_from_db()
    assert (thread.state, thread.outcome, thread.resolved_by) == ("resolved", "Ours", cast.mia)


def test_a_post_of_another_thread_cannot_be_touched(cast, thread):
    elsewhere = post(thread_in(cast), cast.rob)

    with pytest.raises(NotUnderstood):
        command(thread, cast.rob, "delete", post=elsewhere.pk)


def test_nobody_writes_a_hundred_posts_in_a_minute(cast, thread, monkeypatch):
    monkeypatch.setattr("discussion.actions.commands.A_MINUTE", 3)
    for _time in range(3):
        command(thread, cast.rob)

    with pytest.raises(TooFast):
        command(thread, cast.rob)
