"""The config app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConfigConfig(AppConfig):
    """Settings, addresses, schedules."""

    name = "config"
    label = "config"
    verbose_name = _("Configuration")
