"""What the database refuses of notes on risks and of calendars."""

import pytest
from django.db import IntegrityError, transaction

from core import clock
from sessions.models import CalendarFeed, RiskMark


@pytest.mark.parametrize(
    "given",
    [
        {},  # the same risk
        {"subject_id": 2, "times": 1},
        {"subject_id": 2, "acted_at": clock.amsterdam(2017, 6, 1)},
        {"subject_id": 2, "aside_until": clock.amsterdam(2017, 6, 1).date()},
        {"subject_id": 2, "aside_reason": "Later"},
    ],
)
def test_a_note_is_one_a_risk_and_says_who_and_why(cast, scene, given):
    RiskMark.objects.create(round=scene.round, kind="x", subject_id=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        RiskMark.objects.create(**{"round": scene.round, "kind": "x", "subject_id": 1} | given)


def test_what_is_put_aside_says_by_whom_and_why(cast, scene):
    values = {"round": scene.round, "kind": "x", "aside_until": clock.today()}

    for subject, more in enumerate(({"aside_by": cast.chris}, {"aside_reason": "Later"})):
        with pytest.raises(IntegrityError), transaction.atomic():
            RiskMark.objects.create(**values, **more, subject_id=subject)


def test_a_person_has_one_address_and_an_address_one_person(cast):
    CalendarFeed.objects.create(person=cast.rob, token_hash="a")

    for person, token in ((cast.rob, "b"), (cast.ada, "a")):
        with pytest.raises(IntegrityError), transaction.atomic():
            CalendarFeed.objects.create(person=person, token_hash=token)
