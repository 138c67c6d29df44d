"""The programme app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammeConfig(AppConfig):
    """Editions, steps, elements, learning questions."""

    name = "programme"
    label = "programme"
    verbose_name = _("Programme")
