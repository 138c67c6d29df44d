"""Addresses of rounds: their steps, plans, reviewers and extensions."""

from django.urls import path

from sessions.views import answers, assign, conflicts, extensions, plans, rounds

urlpatterns = [
    path("", rounds.round_list, name="round-list"),
    path("conflicts/", conflicts.conflict_list, name="conflict-list"),
    path("conflicts/<int:pk>/remove/", conflicts.conflict_remove, name="conflict-remove"),
    path("assignments/<int:pk>/", answers.assignment_answer, name="assignment-answer"),
    path("assignments/<int:pk>/withdraw/", answers.assignment_withdraw, name="assignment-withdraw"),
    path("assignments/<int:pk>/note/", answers.assignment_note, name="assignment-note"),
    path("<int:pk>/", rounds.round_detail, name="round-detail"),
    path("<int:pk>/steps/", rounds.round_steps, name="round-steps"),
    path("<int:pk>/publish/", rounds.round_publish, name="round-publish"),
    path("<int:pk>/plans/", plans.round_plans, name="round-plans"),
    path("<int:pk>/plans/<int:dossier_pk>/tie/", plans.plan_tie, name="plan-tie"),
    path("<int:pk>/plans/<int:plan_pk>/untie/", plans.plan_untie, name="plan-untie"),
    path("<int:pk>/assign/", assign.round_assign, name="round-assign"),
    path("<int:pk>/assign/send/", assign.round_send, name="round-send"),
    path("<int:pk>/assign/<int:plan_pk>/", assign.plan_assign, name="plan-assign"),
    path("<int:pk>/assign/<int:plan_pk>/extra/", assign.plan_extra, name="plan-extra"),
    path("<int:pk>/extensions/", extensions.round_extensions, name="round-extensions"),
]
