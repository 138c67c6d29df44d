"""Addresses of the home, the public pages and, in the demo, the outbox."""

from django.urls import path

from front import demo_views, views

app_name = "front"
urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    # These answer 404 outside the demo.
    path("demo/login/", demo_views.demo_login, name="demo-login"),
    path("outbox/", demo_views.outbox_list, name="outbox"),
    path("outbox/<int:pk>/", demo_views.outbox_mail, name="outbox-mail"),
]
