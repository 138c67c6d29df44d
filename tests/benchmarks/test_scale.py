"""Pages cost the same number of queries with three regions and with three hundred."""

import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.benchmarks import pages, pages_rooms
from tests.benchmarks.scale import scaled
from tests.queries import asked

PAGES = [*pages.PAGES, *pages_rooms.ROOMS]
SMALL, LARGE = 3, 300
WHOLE = {"regions": 300, "plans": 900, "reviews": 6000, "recommendations": 30000}


def queries_of(made, login):
    """By page: how many queries, after a first look that fills what is cached."""
    found = {}
    for page in PAGES:
        client, url = login(page.reader(made)), page.url(made)
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(url)
        assert response.status_code == 200, page.name
        found[page.name] = len(asked(queries))
    return found


@pytest.mark.once
@pytest.mark.parametrize("regions", [SMALL, 9])
def test_pages_take_the_same_queries_in_a_small_and_a_larger_edition(cast, login, regions):
    made = scaled(cast, regions)

    assert queries_of(made, login) == {page.name: page.queries for page in PAGES}


def test_the_same_seed_makes_the_same_edition(cast):
    made = scaled(cast, 1)

    assert made.counts == {"regions": 1, "plans": 3, "reviews": 20, "recommendations": 100}


@pytest.mark.benchmark
@pytest.mark.django_db
def test_the_pages_of_three_hundred_regions(cast, login):
    started = time.perf_counter()
    made = scaled(cast, LARGE)
    print(f"\nmade {made.counts} in {time.perf_counter() - started:.0f} s")

    assert made.counts == WHOLE
    assert queries_of(made, login) == {page.name: page.queries for page in PAGES}
    _print_times(made, login)


def _print_times(made, login, looks=3):
    """How long each page takes beside the public front page, in turns."""
    anonymous = Client()
    print(f"{'page':<44}{'queries':>8}{'ms':>10}{'front':>9}{'ratio':>8}")
    for page in PAGES:
        client, url = login(page.reader(made)), page.url(made)
        ours, front = [], []
        for _ in range(looks):
            front.append(_milliseconds(anonymous, "/"))
            ours.append(_milliseconds(client, url))
        here, there = sorted(ours)[looks // 2], sorted(front)[looks // 2]
        print(f"{page.name:<44}{page.queries:>8}{here:>10.0f}{there:>9.1f}{here / there:>8.1f}")


def _milliseconds(client, url):
    start = time.perf_counter()
    client.get(url)
    return (time.perf_counter() - start) * 1000
