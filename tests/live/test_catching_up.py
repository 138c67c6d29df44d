"""A client that has nothing yet, and a log of thousands of events that goes on meanwhile."""

import pytest

from tests.live.crowd import all_is_well, crowd, writers

pytestmark = [pytest.mark.xdist_group("live-site"), pytest.mark.once]
EVENTS = 3000


@pytest.fixture(scope="module")
def long(site):
    """The same site, at a thread with a long log."""
    words = f"from tests.live.long_log import make; print('THREAD', make({site.thread}, {EVENTS}))"
    out = site.manage("shell", "--verbosity=0", "-c", words)
    return site.apart(int(out[out.index("THREAD") + 6 :].split()[0]))


async def test_who_has_nothing_reads_thousands_of_events_while_others_write(long, pair):
    async with crowd(long, writers(6), posts=pair[0], listens=pair) as people:
        await people.write_all(5)
        await all_is_well(long, people)

        assert people.clients[0].view.head == EVENTS + 30
        assert [client.sockets for client in people.clients] == [1] * 6
        assert all(client.snapshots for client in people.clients)
