"""What the database refuses of conferences."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.factories.conferences import (
    STARTS,
    ConferenceActionFactory,
    ConferenceAgreementFactory,
    ConferenceFactory,
    ConferenceFileFactory,
    ConferenceReplyFactory,
    ItemSpeakerFactory,
    LiveQuestionFactory,
    ProgrammeItemFactory,
    QuestionSupportFactory,
    QuickOptionFactory,
    QuickPollFactory,
    QuickVoteFactory,
    WallCardFactory,
    WallTopicFactory,
)


def refuses(factory, **given):
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(**given)


def test_an_edition_has_one_first_and_one_second(room):
    refuses(ConferenceFactory, edition=room.cast.edition, number=1)
    refuses(ConferenceFactory, edition=room.cast.edition, number=3)
    ConferenceFactory(edition=room.cast.edition, number=2)


@pytest.mark.parametrize(
    "given",
    [
        {"ends_at": STARTS},
        {"level": "public"},
        {"level": "region"},
        {"state": "paused"},
        {"shown": "cats"},
        {"published_at": None},
        {"published_by": None, "published_at": STARTS},
        {"published_by": None, "state": "open"},
        {"published_by": None, "state": "closed"},
    ],
)
def test_a_conference_keeps_its_promises(cast, given):
    refuses(ConferenceFactory, edition=cast.edition, **given)


def test_somebody_answers_once_with_a_known_answer(room):
    refuses(ConferenceReplyFactory, conference=room.conference, person=room.cast.mia)
    refuses(ConferenceReplyFactory, conference=room.conference, answer="maybe")


@pytest.mark.parametrize("given", [{"minutes": 0}, {"minutes": 721}, {"kind": "party"}])
def test_a_part_takes_time_and_has_a_kind(room, given):
    refuses(ProgrammeItemFactory, conference=room.conference, **given)


def test_a_speaker_is_a_person_or_a_name(room):
    refuses(ItemSpeakerFactory, item=room.item, name="")
    refuses(ItemSpeakerFactory, item=room.item, name="Zoë", person=room.cast.ada)
    ItemSpeakerFactory(item=room.item, name="", person=room.cast.ada)
    refuses(ItemSpeakerFactory, item=room.item, name="Zoë", position=0)


def test_a_file_is_added_once(room):
    refuses(ConferenceFileFactory, conference=room.conference, sha256=room.paper.sha256)


@pytest.mark.parametrize(
    "given",
    [
        {"text": ""},
        {"answered_at": STARTS},
        {"hidden_reason": "No"},
        {"hidden_at": STARTS},
    ],
)
def test_a_question_keeps_its_promises(room, given):
    refuses(LiveQuestionFactory, conference=room.conference, **given)


def test_a_question_is_hidden_with_a_reason_and_supported_once(room):
    who = {"hidden_at": STARTS, "hidden_by": room.cast.chris}
    refuses(LiveQuestionFactory, conference=room.conference, **who)
    LiveQuestionFactory(conference=room.conference, hidden_reason="A test", **who)
    QuestionSupportFactory(question=room.question, person=room.cast.rob)
    refuses(QuestionSupportFactory, question=room.question, person=room.cast.rob)


def test_one_poll_is_open_at_a_time(room):
    refuses(QuickPollFactory, conference=room.conference)
    QuickPollFactory(conference=room.conference, state="closed")


@pytest.mark.parametrize(
    "given",
    [
        {"state": "draft", "opened_at": STARTS},
        {"state": "closed", "opened_at": None},
        {"state": "closed", "closed_at": None},
        {"state": "maybe"},
    ],
)
def test_the_state_of_a_poll_has_its_moments(room, given):
    refuses(QuickPollFactory, conference=room.conference, **given)


def test_answers_differ_and_are_six_at_most(room):
    refuses(QuickOptionFactory, poll=room.poll, position=0)
    refuses(QuickOptionFactory, poll=room.poll, position=5, label=room.options[0].label)
    refuses(QuickOptionFactory, poll=room.poll, position=6)


def test_one_person_votes_once(room):
    QuickVoteFactory(option=room.options[0], person=room.cast.rob)
    refuses(QuickVoteFactory, option=room.options[1], person=room.cast.rob)


def test_a_heading_stands_once_and_a_card_says_something(room):
    refuses(WallTopicFactory, conference=room.conference, title=room.topic.title)
    refuses(WallCardFactory, topic=room.topic, text="")
    refuses(WallCardFactory, topic=room.topic, hidden_at=STARTS, hidden_by=room.cast.chris)


def test_agreements_and_actions_keep_their_promises(room):
    refuses(ConferenceAgreementFactory, conference=room.conference, text=room.agreement.text)
    refuses(ConferenceActionFactory, conference=room.conference, done_at=STARTS)
    refuses(ConferenceActionFactory, conference=room.conference, done_by=room.cast.rob)


def test_a_conference_lasts_as_long_as_it_says(room):
    assert room.conference.ends_at - room.conference.starts_at == timedelta(hours=6)
