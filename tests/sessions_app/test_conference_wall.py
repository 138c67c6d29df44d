"""The results wall."""

import pytest
from django.urls import reverse

from audit.models import Entry
from sessions.actions import conference as conferences
from sessions.actions import conference_wall as actions
from sessions.errors_conference import (
    CardIsHidden,
    ConferenceIsOver,
    ConferenceNotOpen,
    TopicHasCards,
    TopicThere,
)
from sessions.models import Conference, WallCard, WallTopic
from sessions.queries.conference_room import wall_of
from tests.factories.conferences import ConferenceFactory, WallTopicFactory


def test_cards_are_added_while_the_conference_is_going_on(room):
    Conference.objects.update(state="planned")
    with pytest.raises(ConferenceNotOpen):
        actions.add_card(topic=room.topic, text="Early", by=room.cast.rob)

    conferences.open_conference(conference=room.conference, by=room.cast.chris)
    actions.add_card(topic=room.topic, text="In time", by=room.cast.rob)

    conferences.close_conference(conference=room.conference, by=room.cast.chris)
    with pytest.raises(ConferenceIsOver):
        actions.add_card(topic=room.topic, text="Late", by=room.cast.rob)
    assert [card.text for card in WallCard.objects.filter(author=room.cast.rob)] == ["In time"]


def test_headings_stand_in_their_order_each_with_its_cards(room):
    second = actions.add_topic(conference=room.conference, title="Second", by=room.cast.chris)
    actions.add_card(topic=second, text="Beta", by=room.cast.rob)

    lines = wall_of(room.conference, room.cast.olga)

    assert [(line.topic, [card.text for card in line.cards]) for line in lines] == [
        (room.topic, [room.card.text]),
        (second, ["Beta"]),
    ]


def test_a_heading_stands_once_and_stays_with_cards(room):
    with pytest.raises(TopicThere):
        actions.add_topic(conference=room.conference, title=room.topic.title, by=room.cast.chris)
    with pytest.raises(TopicHasCards):
        actions.remove_topic(topic=room.topic, by=room.cast.chris)

    empty = WallTopicFactory(conference=room.conference)
    actions.remove_topic(topic=empty, by=room.cast.chris)
    assert list(WallTopic.objects.all()) == [room.topic]


def test_a_hidden_card_leaves_the_screen_and_is_not_taken_back(room):
    actions.hide_card(card=room.card, reason="A name in it", by=room.cast.chris)

    assert wall_of(room.conference, room.cast.chris, room=True)[0].cards == []
    assert wall_of(room.conference, room.cast.mia)[0].cards == []
    assert wall_of(room.conference, room.cast.pim)[0].cards == [room.card]
    with pytest.raises(CardIsHidden):
        actions.take_back_card(card=room.card, by=room.cast.pim)
    actions.hide_card(card=room.card, reason="", by=room.cast.chris)
    assert wall_of(room.conference, room.cast.mia)[0].cards == [room.card]
    assert Entry.objects.filter(verb="conference.card_hidden").count() == 1


def test_a_heading_of_another_conference_is_no_choice(room, login):
    other = ConferenceFactory(edition=room.cast.edition, number=2)
    heading = WallTopicFactory(conference=other)
    url = reverse("conferences:wall", args=[room.conference.pk])

    answer = login(room.cast.rob).post(url, {"topic": heading.pk, "text": "Kept text"})

    assert answer.status_code == 422
    assert "Kept text" in answer.content.decode()
    assert WallCard.objects.count() == 1
