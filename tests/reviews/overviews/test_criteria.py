"""Which criteria stand beside each other, and which are in no overview."""

import copy

import pytest

from reviews.actions.publishing import publish_form
from reviews.models import Answer
from reviews.queries.criteria import criteria_of
from sessions.models import Season, StepKind
from tests.factories.reviews import ReviewFactory, seeded
from tests.reviews.stage import september_after, set_stage

SEASONS = [Season.JUNE.value, Season.SEPTEMBER.value]


@pytest.fixture
def stage(cast):
    return set_stage(cast)


def changed(version, **more):
    """Another version of a form, in which the field c1 says something else."""
    data = copy.deepcopy(version.schema)
    for section in data["sections"]:
        for field in section["fields"]:
            if field["key"] == "c1":
                field.update(more)
    return publish_form(data=data, by=None)


def three(stage, version, point):
    for assignment in (stage.ada, stage.eva, stage.pim):
        review = ReviewFactory(assignment=assignment, submitted=True, form_version=version)
        Answer.objects.create(review=review, key="c1", value=point)


def lines(stage, key="c1"):
    found = criteria_of(
        stage.cast.chris,
        SEASONS,
        by_region=True,
        review__round_plan__round__edition=stage.cast.edition,
    )
    return [
        [dict(spread.counts) for spread in line.spreads] for line in found.lines if line.key == key
    ]


def test_the_same_question_in_june_and_september_stands_on_one_line(stage):
    three(stage, seeded("june"), 2)
    later = september_after(stage)
    reworded = changed(seeded("september"), help={"nl": "Anders gezegd.", "en": "In other words."})
    three(later, reworded, 4)

    assert lines(stage) == [[{2: 3}, {4: 3}]]


def test_another_question_under_the_same_key_is_a_line_of_its_own(stage):
    three(stage, seeded("june"), 2)
    later = september_after(stage)
    three(later, changed(seeded("september"), cannot_judge=False), 4)

    assert lines(stage) == [[{2: 3}, {}], [{}, {4: 3}]]


def test_a_field_for_fewer_readers_is_in_no_overview(stage):
    three(stage, changed(seeded("june"), readers="programme"), 1)
    stage.at(StepKind.RESPONSE)

    assert lines(stage) == []
