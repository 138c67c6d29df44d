"""Addresses of reports and files."""

from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("", views.export_list, name="export-list"),
    path("<int:pk>/", views.export_detail, name="export-detail"),
    path("<int:pk>/file/", views.export_file, name="export-file"),
    path("<int:pk>/again/", views.export_again, name="export-again"),
    path("dossiers/<int:pk>/", views.dossier_page, name="dossier-report"),
    path("dossiers/<int:pk>/report.html", views.dossier_html, name="dossier-html"),
    path("dossiers/<int:pk>/report.json", views.dossier_data, name="dossier-data"),
    path("dossiers/<int:pk>/files/<slug:sort>/", views.dossier_export, name="dossier-export"),
    path("rounds/<int:pk>/files/<slug:sort>/", views.round_export, name="round-export"),
]
