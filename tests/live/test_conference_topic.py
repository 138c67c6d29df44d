"""A conference on the socket: that it changed and where, never what, and only to who may see it."""

import pytest
from channels.db import database_sync_to_async

from live import limits
from people.hooks import rights_changed
from people.models import Membership
from sessions.actions import conference_polls as polls
from sessions.actions import conference_questions as questions
from sessions.models import Conference
from tests.live.conftest import hear, hear_until, say
from tests.people import make_cast
from tests.sessions_app.conferences import make_room

pytestmark = pytest.mark.django_db(transaction=True)
in_thread = database_sync_to_async


@pytest.fixture
def room(transactional_db):
    return make_room(make_cast())


def ask(room):
    questions.ask_question(
        conference=room.conference, text="Who said this?", nameless=True, by=room.cast.mia
    )


async def test_who_sees_a_conference_hears_which_part_changed_and_nothing_else(room, listen):
    topic = room.conference.topic
    olga = await listen(room.cast.olga)
    await say(olga, subscribe={topic: 0})
    assert await hear(olga) == {"heads": {topic: 0}}

    await in_thread(ask)(room)
    await in_thread(polls.vote)(poll=room.poll, option=room.options[0].pk, by=room.cast.rob)

    assert [await hear(olga), await hear(olga)] == [
        {"topic": topic, "seq": 1, "event": {"seq": 1, "part": "questions"}},
        {"topic": topic, "seq": 2, "event": {"seq": 2, "part": "poll"}},
    ]
    await olga.disconnect()


async def test_who_missed_something_hears_one_bell(room, listen):
    topic = room.conference.topic
    for _ in range(3):
        await in_thread(ask)(room)
    rob = await listen(room.cast.rob)

    await say(rob, subscribe={topic: 1})

    assert await hear_until(rob, "heads") == [
        {"topic": topic, "seq": 3, "event": {"seq": 3, "part": "all"}},
        {"heads": {topic: 3}},
    ]
    await rob.disconnect()


@pytest.mark.parametrize("name", ["ben", "olga"])
async def test_who_may_not_see_it_is_refused(room, listen, name):
    await in_thread(Conference.objects.update)(level="participants")
    topic = room.conference.topic
    reader = await listen(getattr(room.cast, name))

    await say(reader, subscribe={topic: 0, "conference:999": 0, "conference:x": 0})

    frames = await hear_until(reader, "heads")
    refused = sorted(frame["refused"] for frame in frames if "refused" in frame)
    assert refused == sorted([topic, "conference:999", "conference:x"])
    await reader.disconnect()


async def test_who_leaves_the_edition_hears_no_more(room, listen, monkeypatch):
    monkeypatch.setattr(limits, "HEARTBEAT", 0.2)
    topic = room.conference.topic
    olga = await listen(room.cast.olga)
    await say(olga, subscribe={topic: 0})
    await hear_until(olga, "heads")

    def leave():
        Membership.objects.filter(person=room.cast.olga).delete()
        rights_changed(room.cast.olga)

    await in_thread(leave)()

    frames = await hear_until(olga, "refused")
    assert frames[-1] == {"refused": topic}
    await olga.disconnect()
