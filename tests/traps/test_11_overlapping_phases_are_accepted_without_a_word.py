"""Trap 11: phases that overlap are accepted without a word."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core import clock
from sessions.actions import create_round
from sessions.errors import StepsDoNotFollow
from sessions.models import Round, RoundStep, Season, StepKind
from sessions.schedule import moments_of, suggested
from tests.sessions_app.rounds import JUNE_SITTING, SEPTEMBER_SITTING, june_round
from tests.sessions_app.test_whole_path import fields_of


def steps_that_overlap():
    steps = suggested(JUNE_SITTING)
    steps[1] = type(steps[1])(
        StepKind.REVIEW,
        steps[1].opens_at - timedelta(days=1),
        steps[1].due_at,
        steps[1].closes_at,
    )
    return steps


def test_steps_of_one_round_that_overlap_are_refused_and_named(cast):
    with pytest.raises(StepsDoNotFollow) as refused:
        create_round(
            edition=cast.edition, season=Season.JUNE, steps=steps_that_overlap(), by=cast.chris
        )

    assert [(fault.kind, fault.field) for fault in refused.value.faults] == [("review", "opens_at")]
    assert Round.objects.count() == 0


def test_the_page_says_at_the_field_which_steps_overlap(cast, login):
    round_ = june_round(cast)
    before = moments_of(round_.steps.all())
    client = login(cast.chris)
    client.cookies["django_language"] = "en"
    steps_url = reverse("sessions:round-steps", args=[round_.pk])
    sent = fields_of(client.get(steps_url))
    opens = next(name for name in sent if "review" in name and "opens" in name)
    sent[opens] = f"{clock.local(before[1].opens_at - timedelta(days=1)):%Y-%m-%dT%H:%M}"

    page = client.post(steps_url, sent)

    assert page.status_code == 422
    assert "overlap" in page.content.decode()
    assert moments_of(round_.steps.all()) == before


def test_two_rounds_that_overlap_are_refused(cast):
    june_round(cast)

    with pytest.raises(StepsDoNotFollow):
        create_round(
            edition=cast.edition,
            season=Season.SEPTEMBER,
            steps=suggested(SEPTEMBER_SITTING - timedelta(days=1)),
            by=cast.chris,
        )

    assert Round.objects.count() == 1


def test_the_database_refuses_a_step_that_ends_before_it_starts(cast):
    june_round(cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        RoundStep.objects.update(closes_at=clock.amsterdam(2001, 1, 1))
