"""The digest of ten thousand people: what it asks of the database, of memory and of the clock."""

import os
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.utils.translation import gettext_lazy as _

from core import clock
from core.clock import amsterdam
from notifications import kinds, sending
from notifications.actions import gather, notify
from notifications.actions.digests import BATCH
from notifications.channels import Channel
from notifications.kinds import Kind
from notifications.models import Delivery, DeliveryState
from notifications.posting import Post, post
from people.models import Membership, Person, Region, Role
from tests.live.site import ROOT

MONDAY = amsterdam(2026, 10, 19, 9)
TUESDAY = amsterdam(2026, 10, 20, 9)
MANY = int(os.environ.get("DIGEST_READERS", "10000"))
WATCHED = MANY // 10  # so many are sent while memory is watched, which slows
SINK = (
    "from tests.notifications.office.server import MailServer;"
    "import sys; server = MailServer(); print(server.port, flush=True); sys.stdin.read()"
)
NEWS = Kind(
    key="tests.benchmark",
    title=_("Notices"),
    line=_("Hello %(name)s"),
    why=_("Privacy"),
    action=_("Log in"),
    url=lambda pk, _context: f"/about/?region={pk}",
    seen=lambda _person: Region.objects.all(),
    channel=Channel.DAILY,
)


@pytest.fixture(autouse=True)
def _known():
    kinds.register(NEWS)
    yield
    kinds._kinds.pop(NEWS.key)


@pytest.fixture
def sink(settings):
    """A mail server in a process of its own, that takes everything."""
    server = subprocess.Popen(
        [sys.executable, "-c", SINK],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    settings.EMAIL_BACKEND = "notifications.smtp.Backend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(server.stdout.readline())
    yield
    server.communicate("", timeout=20)


class Queries:
    """How many there were; their words are not kept, so that memory can be watched."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Any, *args: Any) -> Any:
        self.count += 1
        return execute(*args)


@contextmanager
def counted() -> Iterator[Queries]:
    queries = Queries()
    with connection.execute_wrapper(queries):
        yield queries


def tell(cast, count):
    """So many people with three notices each."""
    people = Person.objects.bulk_create(
        (
            Person(name=f"Person {n}", email=f"p{n}@test.example", password="!", created_at=MONDAY)
            for n in range(count)
        ),
        batch_size=500,
    )
    Membership.objects.bulk_create(
        (
            Membership(
                person=one, edition=cast.edition, role=Role.OBSERVER, from_date=MONDAY.date()
            )
            for one in people
        ),
        batch_size=100,
    )
    with clock.frozen(MONDAY):
        for start in range(0, count, 100):
            for region in (cast.south, cast.north, cast.west):
                notify(
                    people[start : start + 100], NEWS, about=region, context={"name": region.name}
                )


def send(most: int, through: Post) -> int:
    """So many mails, batch by batch; how many batches."""
    batches = 0
    while most > 0 and (waiting := sending.due()):
        sending.send_many(waiting, through)
        most -= len(waiting)
        batches += 1
    return batches


@pytest.mark.benchmark
@pytest.mark.django_db
def test_the_digest_of_ten_thousand_people(cast, sink):
    """All are written and sent to a mail server on this machine; memory is watched of the first tenth."""
    tell(cast, MANY)
    with clock.frozen(TUESDAY):
        write(cast)
        with post() as through:
            tracemalloc.start()
            send(WATCHED, through)
            peak = tracemalloc.get_traced_memory()[1] / 2**20
            tracemalloc.stop()
            left = Delivery.objects.filter(state=DeliveryState.TODO).count()
            with counted() as queries:
                started = time.perf_counter()
                batches = send(left, through)
                seconds = time.perf_counter() - started
    of_a_batch = (queries.count - 2 * left) / batches
    print(f"sent: {left / seconds:.0f} mails a second, {peak:.0f} MB at most,")
    print(f"      {of_a_batch:.1f} queries a batch of {sending.BATCH}, and 2 writes a mail")

    assert Delivery.objects.filter(state=DeliveryState.SENT).count() == MANY


def write(cast):
    """The rows of all digests."""
    tracemalloc.start()
    with counted() as queries:
        started = time.perf_counter()
        assert gather() == MANY
        seconds = time.perf_counter() - started
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    batches = -(-(MANY + len(cast.everybody())) // BATCH)
    print(f"\nwritten: {MANY / seconds:.0f} people a second, {peak:.0f} MB at most,")
    print(f"         {queries.count} queries in {batches} batches")
