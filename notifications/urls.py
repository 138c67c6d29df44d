"""Addresses of notifications."""

from django.urls import path

from notifications import views, views_failed, views_held, views_letters

app_name = "notifications"
urlpatterns = [
    path("", views.notice_list, name="notice-list"),
    path("count/", views.notice_count, name="notice-count"),
    path("read/", views.notice_read_all, name="notice-read-all"),
    path("<int:pk>/read/", views.notice_read, name="notice-read"),
    path("preferences/", views.preferences, name="preferences"),
    path("preferences/usual/", views.preferences_usual, name="preferences-usual"),
    path("preferences/address/", views.address_trust, name="address-trust"),
    path("failed/", views_failed.failed_list, name="failed-list"),
    path("failed/<int:pk>/again/", views_failed.failed_again, name="failed-again"),
    path("failed/<int:pk>/wrong/", views_failed.failed_wrong, name="failed-wrong"),
    path("held/", views_held.held_list, name="held-list"),
    path("held/<int:pk>/", views_held.held_detail, name="held-detail"),
    path("held/limit/", views_held.held_limit, name="held-limit"),
    path(
        "held/<int:pk>/words/<str:kind>/<str:language>/", views_held.held_words, name="held-words"
    ),
    path(
        "held/<int:pk>/words/<str:kind>/<str:language>/usual/",
        views_held.held_usual,
        name="held-usual",
    ),
    path("letters/", views_letters.letter_list, name="letter-list"),
    path("letters/<str:kind>/<str:language>/", views_letters.letter_edit, name="letter-edit"),
    path(
        "letters/<str:kind>/<str:language>/usual/",
        views_letters.letter_usual,
        name="letter-usual",
    ),
    path("unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
