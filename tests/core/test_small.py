"""Errors, problems, keys, schedules: helpers of a few lines."""

import json

import pytest
from django.utils.translation import gettext_lazy, override

from core.errors import DomainError
from core.keys import fingerprint, new_token
from core.problems import problem
from core.schedules import Schedule


class StepClosed(DomainError):
    sentence = gettext_lazy("Yes")


def test_domain_error_speaks_the_readers_language():
    error = StepClosed()

    with override("nl"):
        assert str(error) == "Ja"
    with override("en"):
        assert str(error) == "Yes"


def test_domain_error_can_say_it_more_exactly():
    error = StepClosed("Closed on Monday.")

    assert (str(error), error.sentence) == ("Closed on Monday.", "Closed on Monday.")
    assert StepClosed.sentence == "Ja"


def test_problem_has_the_form_of_the_standard():
    response = problem(409, "Already submitted", StepClosed("Too late."), review=3)

    assert response.status_code == 409
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    assert json.loads(response.content) == {
        "type": "about:blank",
        "title": "Already submitted",
        "status": 409,
        "detail": "Too late.",
        "review": 3,
    }


def test_problem_without_words_names_the_status():
    assert json.loads(problem(404).content) == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
    }


def test_tokens_differ_and_only_their_fingerprint_is_stable():
    one, two = new_token(), new_token()

    assert one != two
    assert fingerprint(one) == fingerprint(one)
    assert len(fingerprint("\ud800")) == 64


@pytest.mark.parametrize(
    "kwargs",
    [
        {"func": "app.tasks.do"},
        {"func": "app.tasks.do", "minutes": 1, "cron": "* * * * *"},
        {"func": "app.tasks.do", "minutes": 0},
        {"func": "do", "minutes": 1},
        {"func": "app.actions.do", "minutes": 1},
    ],
)
def test_schedule_refuses_what_cannot_run(kwargs):
    with pytest.raises(ValueError, match="Schedule 'x'"):
        Schedule("x", **kwargs)


def test_schedule_takes_minutes_or_cron():
    assert Schedule("x", "app.tasks.do", minutes=5).cron is None
    assert Schedule("x", "app.tasks.do", cron="0 7 * * 1").minutes is None
