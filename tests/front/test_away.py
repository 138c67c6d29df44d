"""The database is away: pages and programs hear it in words, and what was typed is shown."""

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client

from tests.factories.discussion import thread_in

pytestmark = pytest.mark.django_db
WORDS = {
    "nl": "De site kan nu niet bij de gegevens. Wat bewaard is, is veilig.",
    "en": "The site cannot reach its data at this moment. What was saved is safe.",
}


@pytest.fixture
def thread(cast):
    return thread_in(cast)


@pytest.fixture
def away():
    """Nothing can be asked of the database any more, as of now."""

    def refuse(_execute, _sql, _params, _many, _context):
        raise OperationalError("server closed the connection unexpectedly")

    return lambda: connection.execute_wrapper(refuse)


@pytest.fixture
def rob(cast, login):
    browser = login(cast.rob)
    browser.raise_request_exception = False
    return browser


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_page_says_it_in_the_language_that_was_chosen(rob, away, thread, language):
    rob.cookies["django_language"] = language

    with away():
        page = rob.get(f"/threads/{thread.pk}")

    assert (page.status_code, page["Retry-After"]) == (503, "5")
    assert WORDS[language] in page.content.decode()


def test_what_was_typed_is_shown(rob, away, thread):
    with away():
        page = rob.post(f"/threads/{thread.pk}/commands", {"body": "Words that took an hour"})

    assert page.status_code == 503
    assert "Words that took an hour</textarea>" in page.content.decode()


@pytest.mark.parametrize("part", ["", "/events?after=0", "/events?after=0&wait=5"])
def test_a_program_gets_a_problem(rob, away, thread, part):
    with away():
        answer = rob.get(f"/api/v1/threads/{thread.pk}{part}", headers={"Accept-Language": "en"})

    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Retry-After"] == "5"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Service Unavailable",
        "status": 503,
        "detail": f"{WORDS['en']} Try again in a few seconds.",
    }


@pytest.mark.parametrize("kind", [OperationalError, InterfaceError])
def test_a_connection_that_breaks_inside_a_command_is_503_and_the_key_is_free(rob, thread, kind):
    words = {"key": "11111111-1111-4111-8111-111111111111", "kind": "post", "body": "Once"}
    address = f"/api/v1/threads/{thread.pk}/commands"

    def breaks(execute, sql, params, many, context):
        if "discussion_threadevent" in sql:
            raise kind("terminating connection")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(breaks):
        broken = rob.post(address, words, content_type="application/json")
    again = rob.post(address, words, content_type="application/json")

    assert broken.status_code == 503
    assert (again.status_code, again.json()["seq"]) == (201, 1)


def test_a_fault_of_ours_is_still_500(cast, away):
    browser = Client(raise_request_exception=False)

    def breaks(_execute, _sql, _params, _many, _context):
        raise ZeroDivisionError

    with connection.execute_wrapper(breaks):
        page = browser.get("/readyz")

    assert page.status_code == 500
