"""The cockpit asks the database as often for thirty of everything as for one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core import clock
from core.requests import end_request, start_request
from discussion.models import Post
from notifications.models import Delivery
from people.queries import forget
from sessions.models import StepKind
from sessions.queries.overseeing import attention_for, cockpit_of
from tests.factories.discussion import ThreadFactory
from tests.factories.people import MembershipFactory, PersonFactory, RegionFactory
from tests.factories.plans import DossierFactory, VersionFactory, VersionQuestionFactory
from tests.factories.reviews import (
    CommitmentFactory,
    RecommendationFactory,
    ResponseFactory,
    ReviewFactory,
)
from tests.factories.sessions import AssignmentFactory, RoundPlanFactory
from tests.queries import takes
from tests.reviews.stage import set_stage

LONG_AGO = timezone.now() - timedelta(days=20)


def fill(stage, count):
    """So many regions of which everything goes wrong."""
    for number in range(count):
        region = RegionFactory()
        person = PersonFactory()
        MembershipFactory(person=person, edition=stage.cast.edition, region=region)
        MembershipFactory(edition=stage.cast.edition, region=RegionFactory())  # without a plan
        dossier = DossierFactory(
            edition=stage.cast.edition, region=region, level="participants", created_by=person
        )
        version = VersionFactory(dossier=dossier)
        VersionQuestionFactory(version=version)
        plan = RoundPlanFactory(round=stage.june, version=version)
        VersionFactory(dossier=dossier)
        AssignmentFactory(round_plan=plan, state="sent", sent_at=LONG_AGO)
        AssignmentFactory(round_plan=plan, capacity="researcher")
        review = ReviewFactory(assignment__round_plan=plan, submitted=True)
        RecommendationFactory(review=review)
        ResponseFactory(recommendation__review=review, given_at=LONG_AGO)
        owned = RecommendationFactory(review=review)
        CommitmentFactory(recommendation=owned, due_on=LONG_AGO.date(), owner=str(number))
        _talk(dossier, person)
        Delivery.objects.create(
            person=person,
            address=person.email,
            subject="x",
            calendar="BEGIN:VCALENDAR",
            state="failed",
        )


def _talk(dossier, person):
    for kind in ("clarifying", "remark"):
        thread = ThreadFactory(
            target_id=dossier.pk, created_by=person, last_at=LONG_AGO, post_count=1
        )
        Post.objects.create(
            thread=thread, author=thread.created_by if kind == "remark" else PersonFactory(),
            seq=1, kind=kind, body_md="x", language="en", created_at=LONG_AGO,
        )  # fmt: skip


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("step", [StepKind.REVIEW, StepKind.FOLLOW_UP])
def test_the_cockpit(cast, count, step):
    stage = set_stage(cast)
    fill(stage, count)
    stage.at(step)
    after_due = stage.june.steps.get(kind=step).due_at + timedelta(hours=1)
    forget(cast.chris)

    start_request()
    try:
        with clock.frozen(after_due), takes({StepKind.REVIEW: 21, StepKind.FOLLOW_UP: 20}[step]):
            cockpit = cockpit_of(cast.edition, cast.chris)
    finally:
        end_request()

    found = {line.risk.kind for line in cockpit.at_risk.open}
    both = {"plan-missing", "region-silent", "question-open", "thread-waits", "mail-failed",
            "advice-unowned", "promise-stuck"}  # fmt: skip
    while_reviews_are_written = {"plan-outdated", "friends-few", "invitation-open",
                                 "review-missing", "question-unreviewed"}  # fmt: skip
    assert found == both | (
        while_reviews_are_written if step == StepKind.REVIEW else {"answer-late"}
    )
    assert len(cockpit.at_risk.open) >= 7 * count
    assert len(cockpit.pictures[0].rows) == 2 * count + 3


@pytest.mark.parametrize("count", [1, 30])
def test_the_number_on_the_home_page(cast, count):
    stage = set_stage(cast)
    fill(stage, count)
    forget(cast.chris)

    start_request()
    try:
        with takes(15):
            attention = attention_for(cast.chris)
    finally:
        end_request()

    assert attention.count >= 5 * count
    assert attention_for(cast.rob) is None
