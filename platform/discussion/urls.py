"""Addresses of discussion. A thread's address has no slash at the end: it is part of the live contract."""

from django.urls import path

from discussion import views

app_name = "discussion"
urlpatterns = [
    path("", views.thread_list, name="thread-list"),
    path("search", views.thread_search, name="thread-search"),
    path("<int:pk>", views.thread_detail, name="thread-detail"),
    path("<int:pk>/commands", views.thread_command, name="thread-command"),
    path("<int:pk>/posts/<uuid:post>/edit", views.post_edit, name="post-edit"),
    path("<int:pk>/posts/<uuid:post>/history", views.post_history, name="post-history"),
    path("<int:pk>/posts/<uuid:post>/move", views.post_move, name="post-move"),
    path("<int:pk>/posts/<uuid:post>/place", views.post_place, name="post-place"),
    path("<int:pk>/posts/<uuid:post>/report", views.post_report, name="post-report"),
    path("reports", views.report_list, name="report-list"),
    path("reports/<int:pk>", views.report_detail, name="report-detail"),
    path("<int:pk>/read", views.thread_read, name="thread-read"),
    path("<int:pk>/draft", views.thread_draft, name="thread-draft"),
    path("<int:pk>/follow", views.thread_follow, name="thread-follow"),
    path("<int:pk>/preview", views.thread_preview, name="thread-preview"),
    path("<int:pk>/readers", views.thread_readers, name="thread-readers"),
    path("on/<str:kind>/<int:target_id>", views.target_threads, name="target-threads"),
    path("on/<str:kind>/<int:target_id>/start", views.thread_start, name="thread-start"),
    path("on/<str:kind>/<int:target_id>/apart", views.apart_open, name="apart-open"),
    path("on/<str:kind>/<int:target_id>/reveal", views.target_reveal, name="target-reveal"),
]
