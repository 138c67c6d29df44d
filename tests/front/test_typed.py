"""Text that somebody typed is not lost by a session that ended or a page that is too old."""

import pytest
from django.test import Client

from tests.people import Cast

TEXT = "Wij kiezen voor bedrijven met tien tot vijftig mensen."


def test_a_session_that_ended_keeps_the_text(cast: Cast) -> None:
    response = Client().post(
        "/notices/preferences/", {"body": TEXT, "password": "very secret words"}
    )

    assert response.status_code == 403
    assert TEXT in response.content.decode()
    assert b"very secret words" not in response.content


def test_a_page_that_is_too_old_keeps_the_text(cast: Cast) -> None:
    response = Client(enforce_csrf_checks=True).post("/language/", {"body": TEXT})

    assert response.status_code == 403
    assert TEXT in response.content.decode()


def test_what_was_typed_is_shown_as_text(cast: Cast) -> None:
    response = Client().post(
        "/notices/preferences/", {"body": "</textarea><script>alert(1)</script>"}
    )

    assert b"<script>alert(1)" not in response.content


@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_typed_leads_to_the_log_in_page(cast: Cast, method: str) -> None:
    response = getattr(Client(), method)("/notices/preferences/")

    assert response["Location"] == "/account/login/?next=/notices/preferences/"
