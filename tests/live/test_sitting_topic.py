"""The room of a sitting on the socket: numbers and kinds of what happened, to who may see it, and no words."""

import json
import uuid

import pytest
from channels.db import database_sync_to_async

from core import clock
from live import limits
from sessions.actions.attendance import uninvite
from sessions.actions.minutes import end_room
from sessions.actions.notes import Spoken, add_note, catch_advice
from sessions.actions.room import come_in, give_word, go_to, open_room
from sessions.actions.silent import save_silent, share_silent
from sessions.models import Round, SilentKind
from tests.live.conftest import hear, hear_until, say
from tests.people import make_cast
from tests.sessions_app.rounds import IN_REVIEW, make_scene
from tests.sessions_app.sittings import lay_table

pytestmark = pytest.mark.django_db(transaction=True)
in_thread = database_sync_to_async
KNOW = {"chris", "rob", "mia", "ada", "pim", "olga"}
SECRETS = ("Nobody may read this", "South", "Ada", "Pim", "Begin with ten")


@pytest.fixture
def table(transactional_db):
    with clock.frozen(IN_REVIEW):
        yield lay_table(make_scene(make_cast()))


def happen(table):
    """A session from its opening to its end, with a word of everything."""
    sitting, cast = table.sitting, table.scene.cast
    open_room(sitting=sitting, by=cast.chris)
    come_in(sitting=sitting, by=cast.ada)
    go_to(sitting=sitting, item=table.item(2), by=cast.chris)
    give_word(sitting=sitting, person=cast.ada, by=cast.chris)
    add_note(sitting=sitting, item=table.item(2), body=SECRETS[0], key=uuid.uuid4(), by=cast.pim)
    spoken = Spoken(SECRETS[-1], SECRETS[0], cast.ada)
    catch_advice(sitting=sitting, spoken=spoken, key=uuid.uuid4(), by=cast.pim)
    save_silent(sitting=sitting, kind=SilentKind.STRONG, body=SECRETS[0], seen=0, by=cast.ada)
    share_silent(sitting=sitting, by=cast.ada)
    end_room(sitting=sitting, by=cast.chris)


KINDS = [
    "opened", "step", "came", "step", "speaker", "note", "caught", "shared", "ended",
]  # fmt: skip


async def test_two_screens_hear_the_same_and_no_words(table, listen):
    topic = f"sitting:{table.sitting.pk}"
    screens = [await listen(table.scene.cast.rob), await listen(table.scene.cast.olga)]
    for screen in screens:
        await say(screen, subscribe={topic: 0})
        assert await hear(screen) == {"heads": {topic: 0}}

    await in_thread(happen)(table)

    heard = [[await hear(screen) for _kind in KINDS] for screen in screens]
    assert heard[0] == heard[1]
    assert [frame["event"]["kind"] for frame in heard[0]] == KINDS
    assert [frame["seq"] for frame in heard[0]] == list(range(1, len(KINDS) + 1))
    assert {frame["topic"] for frame in heard[0]} == {topic}
    assert {key for frame in heard[0] for key in frame["event"]} == {"seq", "kind", "at"}
    told = json.dumps(heard)
    assert [word for word in SECRETS if word in told] == []
    for screen in screens:
        await screen.disconnect()


async def test_what_is_written_in_silence_rings_nowhere_until_it_is_shared(table, listen):
    cast, sitting = table.scene.cast, table.sitting
    await in_thread(open_room)(sitting=sitting, by=cast.chris)
    topic = f"sitting:{sitting.pk}"
    rob = await listen(cast.rob)
    await say(rob, subscribe={topic: 2})
    assert await hear(rob) == {"heads": {topic: 2}}

    def write():
        save_silent(sitting=sitting, kind=SilentKind.STRONG, body=SECRETS[0], seen=0, by=cast.ada)
        share_silent(sitting=sitting, by=cast.ada)

    await in_thread(write)()

    assert (await hear(rob))["event"]["kind"] == "shared"
    await rob.disconnect()


async def test_who_comes_late_hears_what_was_missed(table, listen):
    await in_thread(happen)(table)
    topic = f"sitting:{table.sitting.pk}"
    ada = await listen(table.scene.cast.ada)

    await say(ada, subscribe={topic: 7})

    frames = await hear_until(ada, "heads")
    assert [frame["event"]["kind"] for frame in frames if "event" in frame] == KINDS[7:]
    assert frames[-1] == {"heads": {topic: len(KINDS)}}
    await ada.disconnect()


@pytest.mark.parametrize(
    "name", ["chris", "rob", "mia", "ada", "pim", "olga", "eva", "wim", "bo", "cas", "ben", "sam"]
)
async def test_it_is_given_to_who_knows_of_the_sitting_and_refused_to_others(table, listen, name):
    topic = f"sitting:{table.sitting.pk}"
    reader = await listen(getattr(table.scene.cast, name))

    await say(reader, subscribe={topic: 0, "sitting:999": 0, "sitting:x": 0})

    frames = await hear_until(reader, "heads")
    refused = {frame["refused"] for frame in frames if "refused" in frame}
    assert refused == {"sitting:999", "sitting:x"} | (set() if name in KNOW else {topic})
    assert frames[-1] == {"heads": {topic: 0} if name in KNOW else {}}
    await in_thread(happen)(table)
    if name in KNOW:
        assert (await hear(reader))["event"]["kind"] == "opened"
    else:
        assert await reader.receive_nothing(0.3)
    await reader.disconnect()


async def test_before_the_round_is_published_only_facilitators_hear_it(table, listen):
    await in_thread(Round.objects.update)(published_at=None, published_by=None)
    topic = f"sitting:{table.sitting.pk}"
    for name, expected in (("chris", {"heads": {topic: 0}}), ("rob", {"refused": topic})):
        reader = await listen(getattr(table.scene.cast, name))
        await say(reader, subscribe={topic: 0})
        assert await hear(reader) == expected
        await reader.disconnect()


async def test_whose_invitation_is_taken_back_hears_no_more(table, listen, monkeypatch):
    monkeypatch.setattr(limits, "HEARTBEAT", 0.2)
    topic = f"sitting:{table.sitting.pk}"
    olga = await listen(table.scene.cast.olga)
    await say(olga, subscribe={topic: 0})
    await hear_until(olga, "heads")

    await in_thread(uninvite)(
        attendance=await in_thread(table.seat)("olga"), by=table.scene.cast.chris
    )

    frames = await hear_until(olga, "refused")
    assert frames[-1] == {"refused": topic}
    await in_thread(happen)(table)
    heard = []
    while not await olga.receive_nothing(0.5) and len(heard) < 9:
        heard.append(await hear(olga))
    assert [frame for frame in heard if "event" in frame] == []  # a bell of the inbox is no event
    await olga.disconnect()
