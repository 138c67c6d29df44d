"""PostgreSQL restarts, stays away, or is not to be reached: people hear so in words, and nothing is lost."""

import asyncio
import json
import os
import uuid

import httpx
import pytest
from websockets.exceptions import InvalidStatus

from tests.live.crowd import all_is_well, crowd, writers
from tests.live.cut import Cut
from tests.live.postgres import PROGRAMS, Postgres
from tests.live.site import Site
from tests.live.test_site import head, socket, topic, until

pytestmark = [
    pytest.mark.xdist_group("live-site"),
    pytest.mark.skipif(not PROGRAMS, reason="install postgresql to restart it"),
    pytest.mark.skipif(
        not os.environ.get("DATABASE_URL", "").startswith("postgres"),
        reason="played with PostgreSQL: set DATABASE_URL, or call make servers",
    ),
]


@pytest.fixture(scope="module")
def postgres():
    made = Postgres()
    yield made
    made.remove()


@pytest.fixture(scope="module")
def line(postgres):
    """The network between the second server and PostgreSQL."""
    made = Cut(postgres.port)
    yield made
    made.stop()


@pytest.fixture(scope="module")
def own(postgres, line, tmp_path_factory):
    """A site on that PostgreSQL: one server beside it, and one over the network."""
    made = Site(tmp_path_factory.mktemp("own"), heartbeat=5, database=postgres.address())
    made.start()
    made.start(DATABASE_URL=postgres.address(line.port))
    yield made
    made.stop()


async def test_a_restart_under_traffic_loses_nothing_and_keeps_every_socket(own, postgres):
    async with crowd(own, writers(20), posts=0, listens=[0, 1]) as people:
        writing = asyncio.create_task(people.write_all(4))
        await people.reach(20)
        await asyncio.to_thread(postgres.restart)
        await people.reach(40)
        await asyncio.to_thread(postgres.restart)
        await writing
        await all_is_well(own, people)

        assert {why for client in people.clients for why in client.tried} <= {503}
        assert [client.sockets for client in people.clients] == [1] * 20


async def test_while_it_is_away_everybody_hears_so_in_words_and_sockets_wait(own, postgres):
    key, before = str(uuid.uuid4()), head(own)
    async with socket(own, "ada") as ada:
        await ada.send(json.dumps({"subscribe": {topic(own): before}}))
        await until(ada, lambda frame: "heads" in frame)
        with own.client("rob") as rob, own.client("mia") as mia:
            address = f"/api/v1/threads/{own.thread}/events?after={before}&wait=3"
            poll = asyncio.create_task(asyncio.to_thread(mia.get, address))
            await asyncio.sleep(0.5)
            await asyncio.to_thread(postgres.halt)
            refused = await asyncio.to_thread(own.post, rob, "Kept", key)
            with pytest.raises(InvalidStatus) as unopened:
                async with socket(own, "mia"):
                    pass
            waited = await poll
            page = await asyncio.to_thread(rob.get, f"/threads/{own.thread}")
            form = await asyncio.to_thread(
                rob.post,
                f"/threads/{own.thread}/commands",
                data={"body": "What I typed is still here", "key": key},
            )
            ready = await asyncio.to_thread(rob.get, "/readyz")
            await asyncio.to_thread(postgres.start)
            answer = await asyncio.to_thread(own.post, rob, "Kept", key)
        told = await until(ada, lambda frame: frame.get("seq"), 60)

    for problem in (refused, waited):
        assert problem.status_code == 503
        assert problem.headers["Content-Type"] == "application/problem+json"
        assert problem.headers["Retry-After"] == "5"
        assert problem.json()["detail"].startswith("De site kan nu niet bij de gegevens.")
    assert unopened.value.response.status_code == 503
    for shown in (page, form):
        assert shown.status_code == 503
        assert "<h1" in shown.text
    assert "What I typed is still here" in form.text
    assert ready.status_code == 503
    assert answer.status_code == 201
    assert told["event"] == answer.json()["event"]


@pytest.mark.parametrize("fault", ["freeze", "cut"])
async def test_posts_through_a_network_that_fails_are_tried_until_it_is_back(own, line, fault):
    async with crowd(own, writers(10), posts=1, listens=[0, 1]) as people:
        writing = asyncio.create_task(people.write_all(4))
        await people.reach(10)
        getattr(line, fault)()
        await people.trouble()
        line.heal()
        await writing
        await all_is_well(own, people)


async def test_what_a_network_swallowed_for_ever_holds_nobody_for_ever(own, line):
    with own.client("rob", 1) as rob:
        line.freeze()
        with pytest.raises(httpx.TimeoutException):
            await asyncio.to_thread(rob.get, "/threads/", timeout=1)
        refused = await asyncio.to_thread(own.post, rob, "Not now")
        line.heal(forget=True)
        answer = await asyncio.to_thread(own.post, rob, "Now")

    assert (refused.status_code, answer.status_code) == (503, 201)
