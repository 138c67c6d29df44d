"""Addresses of sessions: one file a subject."""

from sessions.urls import calendar, cockpit, matching, planning, rounds, sittings

app_name = "sessions"
urlpatterns = [
    *planning.urlpatterns,
    *rounds.urlpatterns,
    *sittings.urlpatterns,
    *matching.urlpatterns,
    *cockpit.urlpatterns,
    *calendar.files,
]
