"""Addresses of planning: making a round from a template, moving it, its mail, the templates."""

from django.urls import path

from sessions.views import planning, reminders, templates

urlpatterns = [
    path("new/", planning.round_create, name="round-create"),
    path("<int:pk>/move/", planning.round_move, name="round-move"),
    path("<int:pk>/repair/", planning.round_repair, name="round-repair"),
    path("<int:pk>/reminders/", reminders.round_reminders, name="round-reminders"),
    path("<int:pk>/reminders/<int:rule_pk>/", reminders.rule_edit, name="rule-edit"),
    path("<int:pk>/reminders/<int:rule_pk>/remove/", reminders.rule_remove, name="rule-remove"),
    path("<int:pk>/mail/", reminders.round_mail, name="round-mail"),
    path("templates/", templates.template_list, name="template-list"),
    path("templates/new/", templates.template_create, name="template-create"),
    path("templates/bring/<int:pk>/", templates.templates_bring, name="templates-bring"),
    path("templates/<int:pk>/", templates.template_edit, name="template-edit"),
    path("templates/<int:pk>/remove/", templates.template_remove, name="template-remove"),
]
