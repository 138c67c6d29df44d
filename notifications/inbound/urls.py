"""Addresses of mail that comes in."""

from django.urls import path

from notifications.inbound import pages, views

app_name = "inbound"
urlpatterns = [
    path("inbound/", views.inbound, name="webhook"),
    path("", pages.not_posted, name="not-posted"),
    path("<int:pk>/retry/", pages.retry, name="retry"),
    path("mine/", pages.mine, name="mine"),
    path("addresses/", pages.revoke, name="revoke"),
]
