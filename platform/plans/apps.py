"""The plans app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    """Dossiers of regions, their versions and questions."""

    name = "plans"
    label = "plans"
    verbose_name = _("Plans")
