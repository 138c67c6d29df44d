"""Logging in and out, passwords, second factor: allauth's pages under our addresses."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
