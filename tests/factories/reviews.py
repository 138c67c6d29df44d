"""Forms, reviews, advice and what becomes of it."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from reviews.actions import load_forms
from reviews.models import (
    Commitment,
    Evidence,
    FormVersion,
    Progress,
    Recommendation,
    Response,
    Review,
    ReviewState,
    Verification,
)
from tests.factories.people import PersonFactory
from tests.factories.plans import DossierFactory
from tests.factories.sessions import AssignmentFactory


def seeded(season: str = "june") -> FormVersion:
    """The form that comes with the product, loaded when it is not there yet."""
    load_forms()
    return FormVersion.objects.get(form__season=season)


class ReviewFactory(DjangoModelFactory[Review]):
    class Meta:
        model = Review

    assignment = factory.SubFactory(AssignmentFactory)
    author = factory.SelfAttribute("assignment.person")
    round_plan = factory.SelfAttribute("assignment.round_plan")
    version = factory.SelfAttribute("round_plan.version")
    form_version = factory.LazyAttribute(lambda o: seeded(o.round_plan.round.season))

    class Params:
        submitted = factory.Trait(
            state=ReviewState.SUBMITTED, submitted_at=factory.LazyFunction(timezone.now)
        )


class RecommendationFactory(DjangoModelFactory[Recommendation]):
    class Meta:
        model = Recommendation

    review = factory.SubFactory(ReviewFactory, submitted=True)
    round_plan = factory.SelfAttribute("review.round_plan")
    author = factory.SelfAttribute("review.author")
    position = factory.LazyAttribute(lambda o: o.review.recommendations.count() + 1)
    title = factory.Sequence(lambda n: f"Make one door {n}")
    source = "Entrepreneurs get lost."
    html = "<p>Entrepreneurs get lost.</p>"
    addressees = factory.LazyFunction(lambda: ["business"])


class ResponseFactory(DjangoModelFactory[Response]):
    class Meta:
        model = Response

    recommendation = factory.SubFactory(RecommendationFactory)
    kind = "adopted"
    given_by = factory.SubFactory(PersonFactory)


class CommitmentFactory(DjangoModelFactory[Commitment]):
    class Meta:
        model = Commitment

    dossier = factory.LazyAttribute(
        lambda o: o.recommendation.round_plan.dossier if o.recommendation else DossierFactory()
    )
    recommendation = None
    what = "Open one door"
    owner = "The region"
    due_on = datetime.date(2100, 1, 1)
    result = "Ten entrepreneurs came in"
    made_by = factory.SubFactory(PersonFactory)


class ProgressFactory(DjangoModelFactory[Progress]):
    class Meta:
        model = Progress

    commitment = factory.SubFactory(CommitmentFactory)
    state = "on_schedule"
    reported_by = factory.SubFactory(PersonFactory)


class EvidenceFactory(DjangoModelFactory[Evidence]):
    class Meta:
        model = Evidence

    commitment = factory.SubFactory(CommitmentFactory)
    kind = "number"
    text = "Twelve entrepreneurs"
    dated = datetime.date(2017, 9, 1)
    added_by = factory.SubFactory(PersonFactory)


class VerificationFactory(DjangoModelFactory[Verification]):
    class Meta:
        model = Verification

    review = factory.SubFactory(ReviewFactory, submitted=True)
    recommendation = factory.SubFactory(RecommendationFactory)
    judgement = "clearly"
