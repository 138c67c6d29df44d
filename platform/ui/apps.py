"""The app of the interface: components, theme, frame."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Everything that a page looks like, and nothing that it is about."""

    name = "ui"
    default_auto_field = "django.db.models.BigAutoField"
