"""Addresses of plans."""

from django.urls import path

from plans import views

app_name = "plans"
urlpatterns = [
    path("", views.dossier_list, name="dossier-list"),
    path("new/<slug:slug>/", views.dossier_create, name="dossier-create"),
    path("preview/", views.preview, name="preview"),
    path("<int:pk>/", views.dossier_detail, name="dossier-detail"),
    path("<int:pk>/edit/", views.dossier_edit, name="dossier-edit"),
    path("<int:pk>/parts/<slug:name>/", views.part_save, name="part-save"),
    path("<int:pk>/changes/", views.dossier_changes, name="dossier-changes"),
    path("<int:pk>/submit/", views.dossier_submit, name="dossier-submit"),
    path("<int:pk>/level/", views.dossier_level, name="dossier-level"),
    path("<int:pk>/files/", views.attachment_add, name="attachment-add"),
    path("files/<int:pk>/", views.attachment_download, name="attachment-download"),
    path("files/<int:pk>/remove/", views.attachment_remove, name="attachment-remove"),
    path("<int:pk>/versions/<int:number>/", views.version_detail, name="version-detail"),
    path("<int:pk>/versions/<int:number>/passages/new/", views.passage_new, name="passage-new"),
    path("passages/<int:pk>/attach/", views.passage_attach, name="passage-attach"),
    path("passages/<int:pk>/suggestion/", views.suggestion_decide, name="suggestion-decide"),
    path("<int:pk>/versions/<int:number>/changes/", views.version_diff, name="version-diff"),
]
