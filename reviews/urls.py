"""Addresses of reviews."""

from django.urls import path

from reviews.views import advice, commitments, reading, rounds, writing

app_name = "reviews"
urlpatterns = [
    path("", reading.review_list, name="review-list"),
    path("<int:pk>/", reading.review_detail, name="review-detail"),
    path("<int:pk>/withdraw/", reading.review_withdraw, name="review-withdraw"),
    path("<int:pk>/reopen/", reading.review_reopen, name="review-reopen"),
    path("plans/<int:pk>/", reading.plan_review_list, name="plan-review-list"),
    path("write/<int:assignment>/", writing.review_write, name="review-write"),
    path("write/<int:assignment>/field/", writing.review_field, name="review-field"),
    path("write/<int:assignment>/save/", writing.review_save, name="review-save"),
    path("write/<int:assignment>/submit/", writing.review_submit, name="review-submit"),
    path("write/<int:assignment>/draft.txt", writing.review_draft, name="review-draft"),
    path("recommendations/", advice.recommendation_list, name="recommendation-list"),
    path("recommendations/<int:pk>/", advice.recommendation_detail, name="recommendation-detail"),
    path(
        "recommendations/<int:pk>/respond/",
        advice.recommendation_respond,
        name="recommendation-respond",
    ),
    path(
        "recommendations/<int:pk>/withdraw/",
        advice.recommendation_withdraw,
        name="recommendation-withdraw",
    ),
    path(
        "recommendations/<int:pk>/commitments/new/",
        commitments.commitment_create,
        name="commitment-create",
    ),
    path("dossiers/<int:pk>/", advice.dossier_follow_up, name="dossier-follow-up"),
    path(
        "dossiers/<int:pk>/commitments/new/",
        commitments.commitment_create_own,
        name="commitment-create-own",
    ),
    path("commitments/<int:pk>/", commitments.commitment_detail, name="commitment-detail"),
    path("commitments/<int:pk>/edit/", commitments.commitment_edit, name="commitment-edit"),
    path(
        "commitments/<int:pk>/progress/",
        commitments.commitment_progress,
        name="commitment-progress",
    ),
    path("commitments/<int:pk>/evidence/", commitments.evidence_add, name="evidence-add"),
    path("evidence/<int:pk>/file/", commitments.evidence_file, name="evidence-file"),
    path("rounds/<int:pk>/forms/", rounds.round_forms, name="round-forms"),
    path("forms/<int:pk>/", rounds.form_detail, name="form-detail"),
]
