"""Whatever people do in whatever order: no advice is lost, none counts twice, no word changes."""

import pytest
from django.db import transaction
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import DomainError
from reviews.actions import (
    merge_recommendations,
    respond,
    unmerge_recommendation,
    withdraw_recommendation,
)
from reviews.models import Recommendation, ResponseKind
from reviews.queries.advice import lines_of, listed, table_of, with_fate
from sessions.models import StepKind
from tests.factories.reviews import RecommendationFactory, ReviewFactory
from tests.reviews.stage import set_stage

PIECES = 4
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), st.sets(st.integers(0, PIECES + 2), min_size=1, max_size=3)),
        st.tuples(st.just("undo"), st.integers(0, 2)),
        st.tuples(st.just("withdraw"), st.integers(0, PIECES - 1)),
        st.tuples(st.just("respond"), st.integers(0, PIECES + 2)),
    ),
    max_size=6,
)


@pytest.fixture
def stage(cast):
    made = set_stage(cast)
    for who in (made.ada, made.eva):
        review = ReviewFactory(assignment=who, submitted=True)
        RecommendationFactory.create_batch(PIECES // 2, review=review)
    made.at(StepKind.RESPONSE)
    return made


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(deeds=DEEDS)
def test_nothing_is_lost_doubled_or_reworded(stage, deeds):
    said = _words()
    with transaction.atomic():
        for number, (deed, what) in enumerate(deeds):
            _do(stage, deed, what, number)
            _check(said)
        _check_what_people_read(stage)
        transaction.set_rollback(True)  # the next example begins where this one began


def _words():
    rows = Recommendation.objects.filter(review__isnull=False).order_by("pk")
    return list(rows.values_list("pk", "title", "source", "html", "author", "position"))


def _do(stage, deed, what, number):
    originals = list(Recommendation.objects.filter(review__isnull=False).order_by("pk"))
    merged = list(Recommendation.objects.filter(review=None).order_by("-pk"))
    every = originals + merged
    cast = stage.cast
    try:
        if deed == "merge":
            chosen = [every[index] for index in what if index < len(every)]
            merge_recommendations(chosen=chosen, by=cast.chris, title=f"One {number}", source="One")
        elif deed == "undo" and what < len(merged):
            unmerge_recommendation(merged=merged[what], by=cast.chris)
        elif deed == "withdraw":
            withdraw_recommendation(recommendation=originals[what], by=originals[what].author)
        elif deed == "respond" and what < len(every):
            respond(
                recommendation=every[what],
                by=cast.rob,
                kind=ResponseKind.NOT,
                reason=f"No {number}.",
                seen=0,
            )
    except DomainError:
        pass  # a refusal changes nothing, which is what is checked


def _check(said):
    assert _words() == said
    stands = Recommendation.objects.filter(review__isnull=False, withdrawn_at=None)
    # Each piece that stands is told exactly once: by itself, or by one merged one that stands.
    current = list(Recommendation.objects.current().prefetch_related("originals"))
    told = [
        row.pk
        for one in current
        for row in ([one] if one.review_id is not None else one.originals.all())
    ]
    assert sorted(told) == sorted(stands.values_list("pk", flat=True))
    assert all(len(one.originals.all()) > 1 for one in current if one.review_id is None)
    # Nothing that was answered went away.
    gone = Q(withdrawn_at__isnull=False) | Q(merged_into__isnull=False)
    assert not Recommendation.objects.filter(gone, response__isnull=False).exists()


def _check_what_people_read(stage):
    """Each giver reads the own words, and whoever reads all counts each piece once."""
    for who in (stage.cast.ada, stage.cast.eva):
        own = Recommendation.objects.filter(author=who, review__isnull=False)
        assert set(own) <= set(Recommendation.objects.visible_to(who))
    current = set(Recommendation.objects.current())
    lines = lines_of(with_fate(listed(stage.cast.chris), stage.cast.chris))
    assert {line.advice for line in lines} == current
    assert table_of(lines).total == len(current)
