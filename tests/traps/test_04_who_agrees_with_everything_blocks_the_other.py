"""Trap 4: a reviewer who agrees with everything leaves nothing to answer, and nobody can go on."""

import pytest
from django.urls import reverse

from reviews.queries import tasks_for
from reviews.queries.follow_up import follow_up_of
from sessions.models import StepKind
from tests.factories.reviews import ResponseFactory
from tests.reviews.stage import handed_in, september_after, set_stage, whole_answers


@pytest.fixture
def later(cast):
    stage = set_stage(cast)
    advice = handed_in(stage.ada).recommendations.get()
    ResponseFactory(recommendation=advice, kind="adopted", given_by=cast.rob)
    return september_after(stage), advice


def agreeing(later, advice):
    """All of the advice amply recognised, every scale at 4, and no new advice."""
    given = whole_answers(later.ada)
    nothing = {key: None for key in given if key.startswith("rec-")}
    return handed_in(later.ada, **nothing, **{f"verify-{advice.pk}": "amply"})


def test_a_review_without_advice_is_handed_in(later):
    september, advice = later

    review = agreeing(september, advice)

    assert (review.state, review.recommendations.count()) == ("submitted", 0)
    assert review.verifications.get().judgement == "amply"


def test_the_region_has_nothing_to_answer_and_is_not_asked(later):
    september, advice = later
    agreeing(september, advice)
    september.at(StepKind.RESPONSE)

    assert [task.kind for task in tasks_for(september.cast.rob)] == []


def test_what_follows_shows_agreement_and_waits_for_nobody(later, login):
    september, advice = later
    agreeing(september, advice)
    september.at(StepKind.SITTING)
    rob = september.cast.rob

    page = login(rob).get(reverse("reviews:dossier-follow-up", args=[september.plan.dossier_id]))
    (line,) = follow_up_of(september.plan.dossier, rob).lines

    assert page.status_code == 200
    assert (line.state, line.is_waiting) == ("done", False)
    assert [voice.judged.judgement for voice in line.beside.voices] == ["amply"]


def test_a_september_without_advice_of_june_closes_too(cast):
    later = september_after(set_stage(cast))

    review = handed_in(later.ada)

    assert (review.state, review.verifications.count()) == ("submitted", 0)
