"""Addresses of the interface itself."""

from django.urls import path

from ui import views

app_name = "ui"

urlpatterns = [
    path("ui/", views.gallery, name="gallery"),
    path("ui/theme/", views.theme, name="theme"),
]
