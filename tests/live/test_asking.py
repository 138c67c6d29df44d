"""Questions of many sockets at once: few queries, everybody the own answer, nothing missed."""

import asyncio

import pytest

from discussion.models import Thread
from live import reads
from live.asking import Desk
from people.models import Membership, Role
from tests.factories.discussion import post, thread_in
from tests.factories.people import PersonFactory
from tests.live.conftest import cookie_of
from tests.queries import takes

pytestmark = pytest.mark.django_db(transaction=True)


def key_of(person):
    return cookie_of(person).partition("=")[2]


def friends(cast, count):
    people = [PersonFactory() for _one in range(count)]
    Membership.objects.bulk_create(
        [Membership(person=one, edition=cast.edition, role=Role.FRIEND) for one in people]
    )
    return people


@pytest.mark.parametrize("count", [10, 40])
def test_a_crowd_at_one_thread_takes_as_many_queries_as_a_few(cast, count):
    thread = thread_in(cast, head_seq=7)
    name = f"thread:{thread.pk}"
    questions = [(key_of(one), [name, "inbox"]) for one in friends(cast, count)]
    reads.ask(questions)

    with takes(9):
        answers = reads.ask(questions)

    assert [one.heads for one in answers] == [{name: 7, "inbox": 0}] * count


def test_everybody_gets_the_own_answer_as_if_asked_alone(cast):
    shared, hidden = thread_in(cast), thread_in(cast, level="region")
    apart = thread_in(cast, audience=cast.ada)
    names = [f"thread:{one.pk}" for one in (shared, hidden, apart)] + ["thread:0", "nothing:1"]
    questions = [(key_of(one), names) for one in cast.everybody().values()]
    questions.append(("no-session", names))

    together = reads.ask(questions)

    alone = [reads.ask([question])[0] for question in questions]
    assert together == alone
    allowed = [{name for name in names if name in one.heads} for one in together]
    for person, heard in zip(cast.everybody().values(), allowed, strict=False):
        readable = Thread.objects.visible_to(person).values_list("pk", flat=True)
        assert heard == {f"thread:{pk}" for pk in readable}
    assert together[-1].person is None


async def test_who_asks_while_others_are_answered_goes_with_the_next_batch(monkeypatch):
    batches = []

    async def ask(questions):
        batches.append([key for key, _names in questions])
        await asyncio.sleep(0)
        return [reads.Standing(None, {key: 1}) for key, _names in questions]

    monkeypatch.setattr("live.asking.ask", ask)
    desk = Desk()
    first = asyncio.ensure_future(desk.standing("a", []))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    answers = await asyncio.gather(first, desk.standing("b", []), desk.standing("c", []))

    assert batches == [["a"], ["b", "c"]]
    assert [one.heads for one in answers] == [{"a": 1}, {"b": 1}, {"c": 1}]


async def test_a_database_in_trouble_is_told_to_each_and_the_next_is_answered(monkeypatch):
    troubles = [OSError("away")]

    async def ask(questions):
        if troubles:
            raise troubles.pop()
        return [reads.Standing(None) for _question in questions]

    monkeypatch.setattr("live.asking.ask", ask)
    desk = Desk()
    outcomes = await asyncio.gather(
        desk.standing("a", []), desk.standing("b", []), return_exceptions=True
    )

    assert [str(one) for one in outcomes] == ["away", "away"]
    assert await desk.standing("c", []) == reads.Standing(None)


async def test_nobody_reads_along_with_a_reading_that_has_begun(cast, monkeypatch):
    """It may have begun before somebody listened: what was written in between would be missed."""
    begun, go = [], asyncio.Event()

    async def missed(name, after, head):
        begun.append(name)
        await go.wait()
        return [f"{len(begun)}"], ""

    monkeypatch.setattr("live.asking.missed", missed)
    desk = Desk()
    first = [asyncio.ensure_future(desk.missed("thread:1", 0, 1)) for _reader in range(3)]
    await asyncio.sleep(0.01)
    late = asyncio.ensure_future(desk.missed("thread:1", 0, 1))
    await asyncio.sleep(0.01)
    go.set()
    await asyncio.gather(*first, late)

    assert begun == ["thread:1", "thread:1"]


def test_frames_after_a_number_are_the_log(cast):
    thread = thread_in(cast)
    for number in range(3):
        post(thread, cast.rob, f"Word {number}")

    texts, page = reads.missed(f"thread:{thread.pk}", 1, 3)

    assert page == ""
    assert [f'"seq": {seq}' in text for seq, text in zip((2, 3), texts, strict=True)] == [True] * 2
    assert reads.missed("nothing:1", 0, 3) == ([], "")
