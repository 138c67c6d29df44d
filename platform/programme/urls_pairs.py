"""Addresses of private contact."""

from django.urls import path

from programme import views_pairs

app_name = "pairs"
urlpatterns = [
    path("", views_pairs.pair_list, name="pair-list"),
    path("<int:pk>/", views_pairs.pair_detail, name="pair-detail"),
]
