"""The network between a server and Redis, or PostgreSQL, is cut or goes silent, and comes back."""

import asyncio
import shutil

import pytest

from tests.live.crowd import all_is_well, crowd, writers
from tests.live.cut import Cut
from tests.live.test_site import head, heard, socket, topic, until

pytestmark = [
    pytest.mark.xdist_group("live-site"),
    pytest.mark.once,  # the doorbell knows no database
    pytest.mark.skipif(not shutil.which("redis-server"), reason="install redis-server"),
]


@pytest.fixture
def line(busy):
    """The network between one server and Redis; and the number of that server."""
    cut = Cut(busy.bell.port)
    number = busy.start(REDIS_URL=f"redis://127.0.0.1:{cut.port}/0")
    yield cut, number
    busy.end(number)
    cut.stop()


async def rings_again(busy, ws, name="rob", through=0):
    """Whether a bell from elsewhere is heard once more, without a heartbeat's help."""
    with busy.client(name, through) as client:
        for number in range(30):
            answer = await asyncio.to_thread(busy.post, client, f"Again {number}")
            assert answer.status_code == 201
            if await heard(ws, answer.json()["seq"]):
                return True
    return False


@pytest.mark.parametrize("forget", [False, True])
async def test_a_silent_redis_stops_nobody_and_the_bell_comes_back(busy, line, forget):
    cut, number = line
    before = head(busy)
    async with socket(busy, "ada", number=number) as ada:
        await ada.send(f'{{"subscribe": {{"{topic(busy)}": {before}}}}}')
        await until(ada, lambda frame: "heads" in frame)
        assert await rings_again(busy, ada)
        cut.freeze()
        now = head(busy)
        with busy.client("rob", number) as rob:
            silent = await asyncio.to_thread(busy.post, rob, "Nobody rings")
        found = await until(ada, lambda frame: frame.get("heads", {}).get(topic(busy)) == now + 1)
        cut.heal(forget=forget)

        assert silent.status_code == 201
        assert found
        assert await rings_again(busy, ada)


@pytest.mark.parametrize("fault", ["freeze", "cut"])
async def test_traffic_goes_on_while_redis_is_not_to_be_reached(busy, line, fault):
    cut, number = line
    async with crowd(busy, writers(10), posts=number, listens=[0, number]) as people:
        writing = asyncio.create_task(people.write_all(4))
        await people.reach(10)
        getattr(cut, fault)()
        await people.reach(25)
        cut.heal(forget=True)
        await writing
        await all_is_well(busy, people)

        assert [client.tried for client in people.clients if client.tried] == []
