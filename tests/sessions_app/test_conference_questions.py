"""Questions to the room: names, support, answers, hiding."""

import pytest
from django.urls import reverse

from audit.models import Entry
from sessions.actions import conference as conferences
from sessions.actions import conference_questions as actions
from sessions.errors_conference import (
    ConferenceIsOver,
    ConferenceNotPublished,
    OwnQuestion,
    QuestionIsSettled,
)
from sessions.models import Conference, LiveQuestion, QuestionSupport
from sessions.queries.conference_room import questions_of
from tests.factories.conferences import ConferenceFactory, LiveQuestionFactory
from tests.sessions_app.conferences import NETWORK, PARTICIPANTS

SECRET = "Why does nobody say it aloud?"


@pytest.fixture
def nameless(room):
    return actions.ask_question(
        conference=room.conference, text=SECRET, nameless=True, by=room.cast.mia
    )


@pytest.mark.parametrize("name", [*PARTICIPANTS, *NETWORK])
def test_who_asks_without_a_name_is_known_to_facilitators_and_oneself(room, login, nameless, name):
    QuestionSupport.objects.all().delete()
    room.reply.delete()  # who comes is no secret: Mia's name stands there

    for page in ("question-list", "question-part", "conference-print", "room", "room-part"):
        Conference.objects.update(shown="questions")
        url = reverse(f"conferences:{page}", args=[room.conference.pk])
        text = login(getattr(room.cast, name)).get(url).content.decode()
        assert SECRET in text, page
        on_own_screen = page.startswith("question")
        known = on_own_screen and name == "chris"
        own_name_in_frame = name == "mia"
        if not own_name_in_frame:
            assert ("Mia" in text) == known, page


def test_the_writer_reads_that_it_is_the_own_question(room, nameless):
    lines = {line.question.pk: line for line in questions_of(room.conference, room.cast.mia)}

    assert (lines[nameless.pk].own, lines[nameless.pk].name) == (True, "")


def test_the_log_does_not_say_who_asked_without_a_name(room, nameless):
    actions.take_back_question(question=nameless, by=room.cast.mia)

    verbs = ["conference.question_asked", "conference.question_taken_back"]
    assert list(Entry.objects.filter(verb__in=verbs).values_list("actor_id", flat=True)) == [
        None,
        None,
    ]


def test_with_a_name_the_log_says_who(room):
    actions.ask_question(conference=room.conference, text="Hm?", nameless=False, by=room.cast.mia)

    assert Entry.objects.get(verb="conference.question_asked").actor_id == room.cast.mia.pk


def test_most_support_comes_first_and_what_is_settled_last(room):
    first, second, third = (
        LiveQuestionFactory(conference=room.conference, text=text, author=room.cast.mia)
        for text in ("First", "Second", "Third")
    )
    room.question.delete()
    for person in (room.cast.rob, room.cast.pim):
        actions.support_question(question=third, supports=True, by=person)
    actions.support_question(question=second, supports=True, by=room.cast.rob)
    actions.support_question(question=first, supports=True, by=room.cast.rob)
    actions.mark_answered(question=third, answered=True, by=room.cast.chris)

    lines = questions_of(room.conference, room.cast.rob)

    assert [(line.question.text, line.supports) for line in lines] == [
        ("First", 1), ("Second", 1), ("Third", 2),
    ]  # fmt: skip
    room_lines = questions_of(room.conference, room.cast.chris, room=True)
    assert [line.question.text for line in room_lines] == ["First", "Second"]


def test_support_counts_once_and_can_be_taken_away(room):
    for supports in (True, True, False, False, True):
        actions.support_question(question=room.question, supports=supports, by=room.cast.rob)

    assert QuestionSupport.objects.count() == 1
    with pytest.raises(OwnQuestion):
        actions.support_question(question=room.question, supports=True, by=room.cast.ada)


def test_an_answered_or_hidden_question_is_not_supported_or_taken_back(room):
    actions.mark_answered(question=room.question, answered=True, by=room.cast.chris)

    with pytest.raises(QuestionIsSettled):
        actions.support_question(question=room.question, supports=True, by=room.cast.rob)
    with pytest.raises(QuestionIsSettled):
        actions.take_back_question(question=room.question, by=room.cast.ada)

    actions.mark_answered(question=room.question, answered=False, by=room.cast.chris)
    actions.hide_question(question=room.question, reason="No", by=room.cast.chris)
    with pytest.raises(QuestionIsSettled):
        actions.support_question(question=room.question, supports=True, by=room.cast.rob)


def test_hiding_is_undone_and_logged_with_its_reason(room):
    actions.hide_question(question=room.question, reason="Twice the same", by=room.cast.chris)
    actions.hide_question(question=room.question, reason="", by=room.cast.chris)

    question = LiveQuestion.objects.get()
    assert (question.hidden_at, question.hidden_reason) == (None, "")
    entry = Entry.objects.get(verb="conference.question_hidden")
    assert entry.changes["reason"]["new"] == "Twice the same"
    assert Entry.objects.filter(verb="conference.question_shown").count() == 1


def test_questions_are_asked_from_the_announcement_until_the_end(room):
    draft = ConferenceFactory(
        edition=room.cast.edition, number=2, state="planned", published_by=None
    )
    given = {"text": "Hm?", "nameless": False}
    with pytest.raises(ConferenceNotPublished):
        actions.ask_question(conference=draft, by=room.cast.chris, **given)

    conferences.publish_conference(conference=draft, by=room.cast.chris)
    actions.ask_question(conference=draft, by=room.cast.mia, **given)

    conferences.close_conference(conference=room.conference, by=room.cast.chris)
    with pytest.raises(ConferenceIsOver):
        actions.ask_question(conference=room.conference, by=room.cast.mia, **given)


def test_a_question_that_comes_too_late_keeps_what_was_typed(room, login):
    conferences.close_conference(conference=room.conference, by=room.cast.chris)
    url = reverse("conferences:question-list", args=[room.conference.pk])

    answer = login(room.cast.mia).post(url, {"text": "Am I late?"})

    assert answer.status_code == 422


def test_pressing_with_a_script_brings_the_list_back(room, login):
    url = reverse("conferences:question-support", args=[room.question.pk])

    answer = login(room.cast.rob).post(url, {"supports": "yes"}, headers={"HX-Request": "true"})

    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()
    assert 'aria-pressed="true"' in answer.content.decode()
