"""Addresses of programme."""

from django.urls import path

from programme import views

app_name = "programme"
urlpatterns = [
    path("", views.edition_list, name="edition-list"),
    path("<slug:slug>/", views.edition_detail, name="edition-detail"),
    path("<slug:slug>/steps/<int:number>/edit/", views.step_edit, name="step-edit"),
]
