"""What machines are told about the site."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django_q.models import OrmQ

from config import health


@pytest.fixture(autouse=True)
def fresh_answers():
    health._missing_migrations.cache_clear()
    yield
    health._missing_migrations.cache_clear()


def test_healthz_asks_nothing_of_the_database(client):  # without the mark a query is an error
    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "alive"})
    assert "no-store" in response["Cache-Control"]


def test_healthz_refuses_a_write(client):
    assert client.post("/healthz").status_code == 405


@pytest.mark.django_db
def test_readyz_names_every_part(client, settings):
    settings.REDIS_URL = ""

    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {
        "status": "ready",
        "checks": {
            "database": "ok",
            "migrations": "ok",
            "channel_layer": "in this process",
            "oldest_task_seconds": 0,
        },
    }


@pytest.mark.django_db
def test_a_missing_migration_is_not_ready(client):
    last = MigrationRecorder.Migration.objects.filter(app="django_q").order_by("-id").first()
    MigrationRecorder(connection).record_unapplied("django_q", last.name)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response["Content-Type"] == "application/problem+json"
    assert "not applied; run manage.py migrate" in response.json()["checks"]["migrations"]
    assert response.json()["detail"].startswith("migrations: ")


@pytest.mark.django_db
def test_a_waiting_task_shows_its_age(client):
    OrmQ.objects.create(key="klankbord", payload="x", lock=timezone.now() - timedelta(seconds=100))

    assert 100 <= client.get("/readyz").json()["checks"]["oldest_task_seconds"] <= 102


@pytest.mark.django_db
def test_a_task_that_waits_too_long_is_not_ready(client):
    OrmQ.objects.create(key="klankbord", payload="x", lock=timezone.now() - timedelta(hours=1))

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["detail"] == (
        "oldest_task_seconds: 3600, more than 900; start manage.py qcluster"
    )


@pytest.mark.django_db
def test_a_task_in_a_worker_does_not_wait(client):
    OrmQ.objects.create(key="klankbord", payload="x", lock=timezone.now() + timedelta(hours=1))

    assert client.get("/readyz").json()["checks"]["oldest_task_seconds"] == 0


@pytest.mark.django_db
def test_redis_out_of_reach_is_not_ready(client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    response = client.get("/readyz")

    assert response.status_code == 503
    assert json.loads(response.content)["detail"] == "channel_layer: Redis does not answer"


def test_a_database_out_of_reach_is_not_ready(client, settings):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "cursor", _refuse)
        answer = health.readyz(_request())

    assert answer.status_code == 503
    assert json.loads(answer.content)["checks"]["database"] == "does not answer"


def _refuse(*_, **__):
    from django.db import OperationalError

    raise OperationalError("no connection")


def _request():
    from django.test import RequestFactory

    return RequestFactory().get("/readyz")
