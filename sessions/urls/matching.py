"""Addresses of the matching of a round: settings, proposals, wishes, replacements."""

from django.urls import path

from sessions.views import matching, moving, proposals, replacing, rulings, wishes

urlpatterns = [
    path("assignments/<int:pk>/replace/", replacing.assignment_replace, name="assignment-replace"),
    path("assignments/<int:pk>/access/", replacing.assignment_access, name="assignment-access"),
    path("<int:pk>/wishes/", wishes.round_wishes, name="round-wishes"),
    path("<int:pk>/matching/", matching.round_matching, name="round-matching"),
    path("<int:pk>/matching/reviewers/", matching.matching_reviewers, name="matching-reviewers"),
    path("<int:pk>/matching/plans/", matching.matching_plans, name="matching-plans"),
    path("<int:pk>/matching/rules/", rulings.matching_rules, name="matching-rules"),
    path("<int:pk>/matching/apart/", rulings.matching_apart, name="matching-apart"),
    path(
        "<int:pk>/matching/rules/<int:ruling_pk>/remove/",
        rulings.ruling_remove,
        name="ruling-remove",
    ),
    path(
        "<int:pk>/matching/apart/<int:apart_pk>/remove/", rulings.apart_remove, name="apart-remove"
    ),
    path("<int:pk>/matching/compare/", proposals.scenario_compare, name="scenario-compare"),
    path("<int:pk>/matching/<int:scenario_pk>/", proposals.scenario_detail, name="scenario-detail"),
    path("<int:pk>/matching/<int:scenario_pk>/move/", moving.scenario_move, name="scenario-move"),
    path(
        "<int:pk>/matching/<int:scenario_pk>/apply/",
        proposals.scenario_apply,
        name="scenario-apply",
    ),
    path(
        "<int:pk>/matching/<int:scenario_pk>/loosen/<int:index>/",
        proposals.scenario_loosen,
        name="scenario-loosen",
    ),
    path(
        "<int:pk>/matching/<int:scenario_pk>/remove/",
        proposals.scenario_remove,
        name="scenario-remove",
    ),
]
