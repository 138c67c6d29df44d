"""Every page opens."""

import pytest
from django.urls import reverse

from sessions.models import StepKind
from tests.factories.reviews import (
    CommitmentFactory,
    EvidenceFactory,
    ProgressFactory,
    ResponseFactory,
)
from tests.reviews.stage import handed_in, september_after, set_stage


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_opens(cast, login, language):
    stage = set_stage(cast)
    review = handed_in(stage.ada)
    advice = review.recommendations.get()
    stage.at(StepKind.RESPONSE)
    ResponseFactory(recommendation=advice, given_by=cast.rob)
    promise = CommitmentFactory(recommendation=advice, made_by=cast.rob)
    ProgressFactory(commitment=promise, reported_by=cast.mia)
    for kind in ("number", "quote"):
        EvidenceFactory(commitment=promise, kind=kind, added_by=cast.mia)
    later = september_after(stage)
    handed_in(later.ada, **{f"verify-{advice.pk}": "clearly"})
    pages = {
        "rob": [
            reverse("reviews:review-list"),
            reverse("reviews:review-detail", args=[review.pk]),
            reverse("reviews:plan-review-list", args=[stage.plan.pk]),
            reverse("reviews:recommendation-list"),
            reverse("reviews:recommendation-detail", args=[advice.pk]),
            reverse("reviews:commitment-create", args=[advice.pk]),
            reverse("reviews:commitment-create-own", args=[stage.plan.dossier_id]),
            reverse("reviews:commitment-detail", args=[promise.pk]),
            reverse("reviews:commitment-edit", args=[promise.pk]),
            reverse("reviews:dossier-follow-up", args=[stage.plan.dossier_id]),
        ],
        "eva": [
            reverse("reviews:review-write", args=[later.eva.pk]),
            reverse("reviews:review-write", args=[stage.eva.pk]),
        ],
        "chris": [
            reverse("reviews:round-forms", args=[stage.june.pk]),
            *(reverse("reviews:form-detail", args=[row.form_version_id]) for row in [review]),
        ],
    }
    for name, urls in pages.items():
        client = login(getattr(cast, name))
        client.cookies["django_language"] = language
        for url in urls:
            response = client.get(url)
            assert response.status_code == 200, url
