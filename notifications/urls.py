"""Addresses of notifications."""

from django.urls import path

from notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.notice_list, name="notice-list"),
    path("count/", views.notice_count, name="notice-count"),
    path("read/", views.notice_read_all, name="notice-read-all"),
    path("<int:pk>/read/", views.notice_read, name="notice-read"),
    path("preferences/", views.preferences, name="preferences"),
    path("unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
