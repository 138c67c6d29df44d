"""The front app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FrontConfig(AppConfig):
    """Home, public and error pages."""

    name = "front"
    label = "front"
    verbose_name = _("Front")
