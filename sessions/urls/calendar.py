"""Addresses of calendars: the page and the feed at /calendar/, and files in the rooms that they are about."""

from django.urls import path

from sessions.views import calendar

app_name = "calendar"
urlpatterns = [
    path("", calendar.calendar_page, name="page"),
    path("make/", calendar.feed_make, name="feed-make"),
    path("revoke/", calendar.feed_revoke, name="feed-revoke"),
    path("<str:secret>.ics", calendar.feed, name="feed"),
]
files = [
    path("<int:pk>/steps/<slug:kind>.ics", calendar.step_file, name="step-file"),
    path("sittings/<int:pk>/calendar.ics", calendar.sitting_file, name="sitting-file"),
]
