"""The demo with secrets planted in it, and every page of it as everybody sees it; once for all."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from front.demo.loading import load
from tests.faults.browser import EVERYBODY
from tests.faults.crawl import OF_LIBRARIES, Crawl, look
from tests.faults.secrets import OUTSIDE, plant, prepare
from tests.matrix.paths import addresses


@pytest.fixture(scope="package")
def paths(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, str]]:
    """Name of every address to its example in the demo, which is gone after these tests."""
    demo = override_settings(DEMO=True)
    with demo, django_db_blocker.unblock(), transaction.atomic():
        load()
        prepare()
        yield addresses() | OF_LIBRARIES
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def counted(paths: dict[str, str]) -> Crawl:
    """The pages that count things, before anything was planted."""
    return look(paths, OUTSIDE, only=COUNTING)


@pytest.fixture(scope="package")
def crawl(paths: dict[str, str], counted: Crawl) -> Crawl:
    """Every page as everybody sees it, with secrets planted."""
    return look(paths | plant(), ["nobody", *EVERYBODY])


COUNTING = (
    "front:home",
    "people:directory",
    "plans:dossier-list",
    "plans:dossier-detail",
    "sessions:round-list",
    "sessions:round-detail",
    "conferences:conference-list",
    "reviews:review-list",
    "reviews:plan-review-list",
    "reviews:recommendation-list",
    "reviews:dossier-follow-up",
    "discussion:thread-list",
    "discussion:target-threads",
    "notifications:notice-list",
    "notifications:notice-count",
    "api-1.0.0:threads",
    "api-1.0.0:me",
)
