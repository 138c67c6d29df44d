"""Addresses of the cockpit."""

from django.urls import path

from sessions.views import cockpit

urlpatterns = [
    path("cockpit/", cockpit.cockpit, name="cockpit"),
    path("cockpit/<slug:slug>/", cockpit.cockpit_detail, name="cockpit-detail"),
    path("cockpit/<slug:slug>/act/", cockpit.risk_act, name="risk-act"),
    path("cockpit/<slug:slug>/aside/", cockpit.risk_aside, name="risk-aside"),
    path("cockpit/<slug:slug>/resume/", cockpit.risk_resume, name="risk-resume"),
]
