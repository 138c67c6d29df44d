"""Addresses of reviews."""

from django.urls import path

from reviews import urls_forms, urls_together, urls_writing
from reviews.views import (
    advice,
    answer_files,
    catching,
    commitments,
    differences,
    merging,
    overviews,
    reading,
)

app_name = "reviews"
urlpatterns = [
    *urls_writing.urlpatterns,
    *urls_together.urlpatterns,
    path("", reading.review_list, name="review-list"),
    path("<int:pk>/", reading.review_detail, name="review-detail"),
    path("<int:pk>/withdraw/", reading.review_withdraw, name="review-withdraw"),
    path("<int:pk>/reopen/", reading.review_reopen, name="review-reopen"),
    path("plans/<int:pk>/", reading.plan_review_list, name="plan-review-list"),
    path(
        "write/<int:assignment>/files/<slug:key>/",
        answer_files.answer_file_add,
        name="answer-file-add",
    ),
    path(
        "write/<int:assignment>/files/<slug:key>/remove/",
        answer_files.answer_file_remove,
        name="answer-file-remove",
    ),
    path("files/<int:pk>/", answer_files.answer_file, name="answer-file"),
    path("recommendations/", advice.recommendation_list, name="recommendation-list"),
    path("recommendations/<int:pk>/", advice.recommendation_detail, name="recommendation-detail"),
    path(
        "recommendations/<int:pk>/respond/",
        advice.recommendation_respond,
        name="recommendation-respond",
    ),
    path(
        "recommendations/<int:pk>/propose/",
        advice.recommendation_propose,
        name="recommendation-propose",
    ),
    path(
        "recommendations/<int:pk>/unmerge/",
        merging.recommendation_unmerge,
        name="recommendation-unmerge",
    ),
    path("sittings/<int:pk>/", catching.caught_list, name="caught-list"),
    path("sittings/<int:pk>/take-over/", catching.caught_take_over, name="caught-take-over"),
    path("caught/<int:pk>/", catching.caught_detail, name="caught-detail"),
    path("caught/<int:pk>/drop/", catching.caught_drop, name="caught-drop"),
    path("plans/<int:pk>/merge/", merging.advice_merge, name="advice-merge"),
    path("help/", commitments.help_list, name="help-list"),
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
    path("evidence/<int:pk>/remove/", commitments.evidence_remove, name="evidence-remove"),
    path("evidence/<int:pk>/file/", commitments.evidence_file, name="evidence-file"),
    path("regions/<slug:slug>/judged/", differences.region_judged, name="region-judged"),
    *urls_forms.patterns,
    path("overviews/", overviews.overview, name="overview"),
    path("overviews/rounds/<int:pk>/", overviews.overview_round, name="overview-round"),
    path("overviews/dossiers/<int:pk>/", overviews.overview_dossier, name="overview-dossier"),
    path(
        "overviews/regions/<slug:slug>/", overviews.overview_region_now, name="overview-region-now"
    ),
    path("overviews/<slug:slug>/", overviews.overview_edition, name="overview-edition"),
    path(
        "overviews/<slug:slug>/regions/<slug:region>/",
        overviews.overview_region,
        name="overview-region",
    ),
]
