"""What is refused comes back on its own page: the sentence at the field, and what was typed kept."""

import uuid

import pytest
from django.urls import reverse
from django.utils import translation

from sessions.actions.minutes import end_room, propose_correction
from sessions.models import CorrectionState
from tests.factories.sessions import AssignmentFactory


@pytest.fixture
def chris(cast, login):
    cast.chris.language = "en"
    cast.chris.save(update_fields=["language"])
    return login(cast.chris)


@pytest.fixture
def correction(cast, table):
    table.open()
    minutes = end_room(sitting=table.sitting, by=cast.chris)
    return propose_correction(minutes=minutes, body="Otherwise", key=uuid.uuid4(), by=cast.rob)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "This field is required."),
        ("soon", "Enter a valid date."),
        ("2001-01-01", "Say until when this critical friend has access: today or later."),
    ],
)
def test_time_of_access_that_is_no_time_is_refused_at_its_field(
    cast, matched, chris, typed, sentence
):
    extra = AssignmentFactory(
        round_plan=matched.south, person=cast.eva, capacity="extra_friend", state="planned"
    )
    before = extra.access_until

    with translation.override("en"):
        answer = chris.post(
            reverse("sessions:assignment-access", args=[extra.pk]), {"access_until": typed}
        )
        field = answer.context["access"]["access_until"]
        said = (answer.status_code, list(field.errors), field.value())

    extra.refresh_from_db()
    assert said == (422, [sentence], typed)
    assert extra.access_until == before


def test_a_no_to_a_correction_without_a_reason_is_refused_at_its_field(chris, table, correction):
    address = reverse("sessions:correction-settle", args=[table.sitting.pk, correction.pk])

    with translation.override("en"):
        answer = chris.post(address, {"state": "declined", "answer": ""})

    correction.refresh_from_db()
    ((row, form),) = answer.context["corrections"]
    assert (answer.status_code, row) == (422, correction)
    assert form.errors == {"answer": ["Say why the minutes stay as they are."]}
    assert correction.state == CorrectionState.OPEN


def test_neither_yes_nor_no_to_a_correction_keeps_what_was_typed(chris, table, correction):
    address = reverse("sessions:correction-settle", args=[table.sitting.pk, correction.pk])

    with translation.override("en"):
        answer = chris.post(address, {"answer": "Because it was so"})

    ((_row, form),) = answer.context["corrections"]
    assert answer.status_code == 422
    assert form["answer"].value() == "Because it was so"
    assert form["answer"].errors == ["Say whether you take the correction over."]


def test_the_first_version_of_minutes_is_read_without_its_marks(chris, table, correction):
    address = reverse("sessions:minutes-version", args=[table.sitting.pk, 1])

    shown = chris.get(address).content.decode()

    assert "Wie er was</h" in shown
    assert "## " not in shown
