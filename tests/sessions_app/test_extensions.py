"""More time, for one region or one reviewer."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from core import clock
from notifications.models import Notice
from notifications.queries import line_of
from sessions.actions import give_extension
from sessions.errors import ExtensionShortens
from sessions.models import Extension, StepKind
from sessions.queries.extensions import extension_lines
from sessions.rules import stage_allows
from tests.factories.sessions import ExtensionFactory
from tests.sessions_app.rounds import REVIEW_CLOSES

LATER = REVIEW_CLOSES + timedelta(days=2)


def extend(scene, **given):
    step = scene.round.steps.get(kind=given.pop("kind", "review"))
    values = {"due_at": LATER, "closes_at": LATER, "reason": "Illness", "by": scene.cast.chris}
    return give_extension(step=step, **values | given)


def told():
    rows = Notice.objects.filter(kind="sessions.extended")
    return sorted(rows.values_list("person__name", flat=True))


def test_a_region_s_extension_is_told_to_its_team(cast, scene):
    extend(scene, region=cast.south)

    assert told() == ["Mia", "Rob"]


def test_a_reviewer_s_extension_is_told_to_that_reviewer_with_step_and_moment(cast, scene):
    scene.ask(cast.ada)
    extend(scene, person=cast.ada)

    with translation.override("en"):
        line = line_of(Notice.objects.get(kind="sessions.extended"))

    assert line.text == (
        "You get more time for the review step of the June round 2017, until 24 June 2017 at 9:00."
    )


def test_every_screen_knows_the_extension(cast, scene):
    extend(scene, person=cast.ada)

    assert stage_allows(StepKind.REVIEW, cast.ada, scene.plan, LATER).open


def test_a_second_extension_takes_the_place_of_the_first(cast, scene):
    extend(scene, region=cast.south)
    again = extend(scene, region=cast.south, closes_at=LATER + timedelta(days=1))

    assert Extension.objects.get().closes_at == again.closes_at
    assert told() == ["Mia", "Mia", "Rob", "Rob"]


def test_the_same_extension_sent_twice_is_told_once(cast, scene):
    extend(scene, region=cast.south)
    extend(scene, region=cast.south)

    assert told() == ["Mia", "Rob"]


@pytest.mark.parametrize(
    "given",
    [
        {"due_at": clock.amsterdam(2017, 6, 18)},
        {"closes_at": clock.amsterdam(2017, 6, 21)},
        {"due_at": LATER, "closes_at": REVIEW_CLOSES},
    ],
)
def test_an_extension_gives_time_and_takes_none(cast, scene, given):
    with pytest.raises(ExtensionShortens):
        extend(scene, region=cast.south, **given)

    assert Extension.objects.count() == 0


def test_extensions_are_known_to_whom_they_concern(cast, scene):
    scene.ask(cast.ada)
    extend(scene, region=cast.south)
    extend(scene, person=cast.ada)

    seen = {
        name: sorted(line.who for line in extension_lines(scene.round, person))
        for name, person in cast.everybody().items()
        if extension_lines(scene.round, person)
    }

    assert seen == {
        "chris": ["Ada", "South"], "rob": ["South"], "mia": ["South"], "ada": ["Ada"],
    }  # fmt: skip


def test_the_database_refuses_an_extension_for_nobody_and_for_both(cast, scene):
    step = scene.round.steps.get(kind="review")

    for who in ({}, {"region": cast.south, "person": cast.ada}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ExtensionFactory(step=step, due_at=LATER, closes_at=LATER, **who)


def test_the_database_refuses_an_extension_that_closes_before_it_is_due(cast, scene):
    step = scene.round.steps.get(kind="review")

    with pytest.raises(IntegrityError), transaction.atomic():
        ExtensionFactory(step=step, region=cast.south, due_at=LATER, closes_at=REVIEW_CLOSES)
