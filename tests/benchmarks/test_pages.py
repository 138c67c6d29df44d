"""What a page costs: beside the bare frame, and with many rows beside few."""

import pytest
from django.test import Client

from tests.benchmarks.measure import compare
from tests.factories.plans import DossierFactory

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]


def test_a_list_of_three_hundred_plans(cast, login):
    browser = login(cast.chris)
    DossierFactory.create_batch(300, edition=cast.edition, region=cast.south)
    assert browser.get("/plans/").status_code == 200

    compare(
        "plans, 300 rows / the process answers",
        lambda: browser.get("/plans/"),
        lambda: browser.get("/healthz"),
    )


def test_home_beside_the_bare_process(cast, login):
    browser, anonymous = login(cast.rob), Client()

    compare(
        "my turn / the public front page",
        lambda: browser.get("/"),
        lambda: anonymous.get("/"),
    )
