"""Addresses of people."""

from django.urls import path

from people.views import invitations, inviting, log, persons, regions, teams

app_name = "people"
urlpatterns = [
    path("", persons.directory, name="directory"),
    path("profile/", persons.profile, name="profile"),
    path("roles/", persons.role_list, name="role-list"),
    path("organisations/", persons.organisation_list, name="organisation-list"),
    path("log/", log.log_list, name="log"),
    path("regions/", regions.region_list, name="region-list"),
    path("regions/<slug:slug>/", regions.region_detail, name="region-detail"),
    path("regions/<slug:slug>/edit/", regions.region_edit, name="region-edit"),
    path("regions/<slug:slug>/team/", teams.team, name="team"),
    path("memberships/<int:pk>/end/", teams.membership_end, name="membership-end"),
    path("invitations/", inviting.invitation_list, name="invitation-list"),
    path("invitations/new/", inviting.invitation_create, name="invitation-create"),
    path("invitations/<int:pk>/resend/", inviting.invitation_resend, name="invitation-resend"),
    path("invitations/<int:pk>/revoke/", inviting.invitation_revoke, name="invitation-revoke"),
    path(
        "invitations/accept/<str:token>/", invitations.invitation_accept, name="invitation-accept"
    ),
]
