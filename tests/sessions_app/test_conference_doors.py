"""Every write of a conference, tried by each role, by a stranger and by nobody."""

import pytest
from django.urls import reverse

from sessions.models import (
    Conference,
    ConferenceAction,
    ConferenceAgreement,
    ConferenceFile,
    ConferenceReply,
    ItemSpeaker,
    LiveQuestion,
    ProgrammeItem,
    QuestionSupport,
    QuickOption,
    QuickPoll,
    QuickVote,
    WallCard,
    WallTopic,
)
from tests.factories.conferences import QuickPollFactory
from tests.sessions_app.conferences import NETWORK, PARTICIPANTS
from tests.sessions_app.test_conference_visible import outsider

EVERYBODY = [*PARTICIPANTS, *NETWORK, "ben"]
RUN = [  # the name of the address, the thing, what is sent
    ("conference-edit", "conference", {}),
    ("conference-publish", "conference", {}),
    ("conference-open", "conference", {}),
    ("conference-close", "conference", {}),
    ("conference-screen", "conference", {"shown": "wall"}),
    ("item-create", "conference", {"title": "New", "starts": "11:00", "minutes": "10", "kind": "break"}),
    ("item-edit", "item", {"title": "New", "starts": "11:00", "minutes": "10", "kind": "break"}),
    ("item-remove", "item", {}),
    ("file-add", "conference", {}),
    ("file-remove", "paper", {}),
    ("question-answered", "question", {}),
    ("question-hide", "question", {"reason": "No"}),
    ("question-show", "question", {}),
    ("poll-create", "conference", {"question": "Why?", "options": "Yes\nNo"}),
    ("poll-close", "poll", {}),
    ("poll-remove", "poll", {}),
    ("poll-open", "poll", {}),
    ("topic-add", "conference", {"title": "New"}),
    ("topic-remove", "topic", {}),
    ("card-hide", "card", {"reason": "No"}),
    ("card-show", "card", {}),
    ("agreement-list", "conference", {"text": "New"}),
    ("agreement-remove", "agreement", {}),
    ("action-create", "conference", {"what": "New", "due_on": "2100-01-01"}),
    ("action-edit", "action", {"what": "New", "due_on": "2100-01-01"}),
]  # fmt: skip
ASK = [
    ("question-list", "conference", {"text": "May I?"}),
    ("question-support", "question", {"supports": "yes"}),
    ("conference-reply", "conference", {"answer": "coming"}),
]
MODELS = [
    Conference, ConferenceReply, ProgrammeItem, ItemSpeaker, ConferenceFile, LiveQuestion, QuestionSupport,
    QuickPoll, QuickOption, QuickVote, WallTopic, WallCard, ConferenceAgreement, ConferenceAction,
]  # fmt: skip


def world():
    return [list(model.objects.order_by("pk").values()) for model in MODELS]


def send(client, room, write):
    name, thing, data = write
    url = reverse(f"conferences:{name}", args=[getattr(room, thing).pk])
    return client.post(url, data)


@pytest.mark.parametrize("name", [name for name in EVERYBODY if name != "chris"])
def test_nobody_but_a_facilitator_runs_a_conference(room, login, name):
    client, before = login(getattr(room.cast, name)), world()
    refused = 404 if name == "ben" else 403

    answers = {write[0]: send(client, room, write).status_code for write in RUN}

    assert answers == dict.fromkeys(answers, refused)
    assert client.post(reverse("conferences:conference-create")).status_code == 403
    assert world() == before


@pytest.mark.parametrize("write", [*RUN, *ASK], ids=lambda write: write[0])
def test_strangers_and_visitors_write_nothing(client, room, login, write):
    before = world()

    assert send(login(outsider()), room, write).status_code == 404
    assert send(client, room, write).status_code == 302
    assert world() == before


@pytest.mark.parametrize("name", [name for name in [*PARTICIPANTS, *NETWORK] if name != "ada"])
@pytest.mark.parametrize("write", ASK, ids=lambda write: write[0])
def test_who_sees_a_conference_asks_supports_and_answers(room, login, name, write):
    person = getattr(room.cast, name)

    assert send(login(person), room, write).status_code == 302

    done = {
        "question-list": LiveQuestion.objects.filter(author=person, text="May I?").count(),
        "question-support": QuestionSupport.objects.filter(person=person).count(),
        "conference-reply": ConferenceReply.objects.filter(person=person, answer="coming").count(),
    }
    assert done[write[0]] == 1


@pytest.mark.parametrize("name", EVERYBODY)
def test_participants_vote_and_write_on_the_wall(room, login, name):
    client, person = login(getattr(room.cast, name)), getattr(room.cast, name)
    expected = 302 if name in PARTICIPANTS else 404 if name == "ben" else 403

    vote = send(client, room, ("poll-vote", "poll", {"option": room.options[1].pk}))
    card = send(client, room, ("wall", "conference", {"topic": room.topic.pk, "text": "New"}))

    assert (vote.status_code, card.status_code) == (expected, expected)
    assert QuickVote.objects.filter(person=person).exists() == (name in PARTICIPANTS)
    assert WallCard.objects.filter(author=person, text="New").exists() == (name in PARTICIPANTS)


@pytest.mark.parametrize("name", EVERYBODY)
def test_an_action_is_finished_by_who_does_it_and_by_facilitators(room, login, name):
    answer = send(login(getattr(room.cast, name)), room, ("action-done", "action", {}))

    room.action.refresh_from_db()
    may = name in ("rob", "chris")
    assert answer.status_code == (302 if may else 404 if name == "ben" else 403)
    assert (room.action.done_at is not None) == may


@pytest.mark.parametrize("name", EVERYBODY)
def test_a_question_and_a_card_are_taken_back_by_who_wrote_them(room, login, name):
    client = login(getattr(room.cast, name))

    question = send(client, room, ("question-take-back", "question", {})).status_code
    card = send(client, room, ("card-take-back", "card", {})).status_code

    refused = 404 if name == "ben" else 403
    assert question == (302 if name == "ada" else refused)
    assert card == (302 if name == "pim" else refused)
    assert LiveQuestion.objects.exists() == (name != "ada")
    assert WallCard.objects.exists() == (name != "pim")


def test_a_facilitator_does_it_all(room, login):
    client = login(room.cast.chris)
    room.poll.state, room.poll.closed_at = "closed", room.poll.opened_at
    room.poll.save()
    draft = QuickPollFactory(conference=room.conference, state="draft", question="Prepared?")

    assert (
        send(client, room, ("conference-screen", "conference", {"shown": "wall"})).status_code
        == 302
    )
    for write in RUN:
        if write[0] in ("conference-edit", "file-add", "action-create", "action-edit"):
            continue  # these have forms with more in them, and tests of their own
        assert send(client, room, write).status_code == 302, write
    assert client.post(reverse("conferences:poll-remove", args=[draft.pk])).status_code == 302
    assert not QuickPoll.objects.filter(pk=draft.pk).exists()


def test_a_get_writes_nothing(room, login):
    client, before = login(room.cast.chris), world()

    for name, thing, _data in [*RUN, *ASK]:
        client.get(reverse(f"conferences:{name}", args=[getattr(room, thing).pk]))

    assert world() == before
