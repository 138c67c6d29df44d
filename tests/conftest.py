"""What every test may ask for."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.utils import translation

from people.models import Person
from people.second_factor import PROVEN
from tests.people import Cast, make_cast
from tests.template_database import keep, start_as_kept
from tests.triggers import lift_around_flush
from tests.workers import empty_cache, separate

lift_around_flush()
separate()
start_as_kept()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Keep the migrated database for the next run; at the end, end what asynchronous tests left open on it."""
    with django_db_blocker.unblock():
        keep()
    yield
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "postgresql" and name.startswith("test_"):
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def fresh_cache(request, django_db_blocker):
    """What one test counted is no limit for the next."""
    yield
    empty_cache(request, django_db_blocker)


@pytest.fixture(autouse=True)
def own_language():
    """A page leaves its reader's language in the thread; the next test starts in the site's own."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def mail_at_any_hour(settings):
    """Tests run at night and at weekends too; those of quiet hours say so themselves."""
    settings.QUIET_HOURS = False


@pytest.fixture
def cast(db: None) -> Cast:
    """The known people, in one edition."""
    return make_cast()


@pytest.fixture
def login() -> Callable[[Person], Client]:
    """A browser in which this person is logged in, with the second factor where one is asked."""

    def as_person(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session[PROVEN] = person.pk
        session.save()
        return client

    return as_person
