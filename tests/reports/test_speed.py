"""As many queries for thirty rows as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.requests import current_request_id
from discussion.models import Thread
from reports.queries import dossier_report, round_report
from reports.queries.dossier import readable_dossiers
from reviews.models import Answer
from sessions.models import StepKind
from tests.factories.discussion import ThreadFactory, post
from tests.factories.people import PersonFactory
from tests.factories.reviews import (
    CommitmentFactory,
    EvidenceFactory,
    ProgressFactory,
    RecommendationFactory,
    ResponseFactory,
    ReviewFactory,
)
from tests.factories.sessions import AssignmentFactory
from tests.reviews.stage import handed_in, set_stage

pytestmark = pytest.mark.django_db
DOSSIER, ROUND = 49, 33


def fill(stage, count):
    """So many reviews, each with an answer, advice, a promise, evidence and a conversation."""
    cast, dossier = stage.cast, stage.plan.dossier
    for _number in range(count):
        person = PersonFactory(organisation=cast.ada.organisation)
        task = AssignmentFactory(round_plan=stage.plan, person=person, planned_by=cast.chris)
        review = ReviewFactory(assignment=task, submitted=True)
        Answer.objects.create(review=review, key="core", value="x", html="<p>x</p>")
        advice = RecommendationFactory(review=review)
        ResponseFactory(recommendation=advice)
        promise = CommitmentFactory(recommendation=advice)
        ProgressFactory(commitment=promise)
        EvidenceFactory(commitment=promise)
        CommitmentFactory(dossier=dossier)
        thread = ThreadFactory(target_id=dossier.pk, created_by=cast.rob)
        post(thread, cast.rob)


def test_thirty_rows_take_as_many_queries_as_one(cast):
    stage = set_stage(cast)
    handed_in(stage.ada)
    stage.at(StepKind.FOLLOW_UP)
    counts = []
    for more in (1, 29):
        fill(stage, more)
        counts.append((queries(read_dossier, stage), queries(read_round, stage)))

    assert counts[0] == counts[1]
    assert counts[1] == (DOSSIER, ROUND)
    assert Thread.objects.count() == 30


def queries(read, stage):
    with CaptureQueriesContext(connection) as found:
        read(stage)
    return len(found)


def read_dossier(stage):
    person = stage.cast.rob
    report = dossier_report(readable_dossiers(person).get(pk=stage.plan.dossier_id), person)
    assert len(report.advice) == len(report.own) + 1
    assert not current_request_id()  # a worker remembers nothing


def read_round(stage):
    report = round_report(stage.june, stage.cast.rob)
    assert len(report.reviews) == len(report.own) + 1
