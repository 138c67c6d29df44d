"""A server or Redis dies under fifty writers: nothing is lost, doubled or out of order."""

import asyncio
import shutil
import signal

import pytest

from tests.live.crowd import all_is_well, crowd, writers

pytestmark = pytest.mark.xdist_group("live-site")
WRITERS, TEXTS = 50, 2


async def test_a_server_killed_under_fifty_writers_loses_and_doubles_nothing(busy, pair):
    async with crowd(busy, writers(WRITERS), posts=pair[0], listens=pair) as people:
        writing = asyncio.create_task(people.write_all(TEXTS))
        await people.reach(WRITERS)
        await asyncio.to_thread(busy.restart, pair[0], signal.SIGKILL)
        await writing
        await all_is_well(busy, people, through=pair[1])

        assert any(client.tried for client in people.clients)
        assert max(client.sockets for client in people.clients) > 1


@pytest.mark.skipif(not shutil.which("redis-server"), reason="install redis-server to kill it")
async def test_redis_killed_under_traffic_costs_no_post_and_no_request(busy, pair):
    async with crowd(busy, writers(20), posts=pair[0], listens=pair) as people:
        writing = asyncio.create_task(people.write_all(TEXTS))
        await people.reach(10)
        await asyncio.to_thread(busy.bell.stop)
        await people.reach(25)
        await asyncio.to_thread(busy.bell.start)
        await writing
        await all_is_well(busy, people, through=pair[1])

        assert [client.tried for client in people.clients if client.tried] == []
        assert [client.sockets for client in people.clients] == [1] * 20
