"""Addresses of people."""

from django.urls import URLPattern, path

from people.views import invitations

app_name = "people"
urlpatterns: list[URLPattern] = [
    path(
        "invitations/accept/<str:token>/", invitations.invitation_accept, name="invitation-accept"
    ),
]
